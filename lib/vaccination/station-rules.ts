/** How somebody stands at a session: invited, there, screened, vaccinated, put off, or not come when the day was over. */
export const ATTENDEE_STATUSES = ["invited", "came", "fit", "put-off", "vaccinated", "missed"] as const;
export type AttendeeStatus = (typeof ATTENDEE_STATUSES)[number];
