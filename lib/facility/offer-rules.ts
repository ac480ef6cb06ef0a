/** Why people come, in plain words (`booking.reasons` of the copy); a facility says which of its services answer which. */
export const reasons = [
  "unwell",
  "follow-up",
  "child-ill",
  "pregnancy",
  "women",
  "eyes",
  "ear-nose-throat",
  "teeth",
  "skin",
  "bones",
  "long-illness",
  "vaccination",
  "test",
  "papers",
  "other",
] as const;
export type Reason = (typeof reasons)[number];

/** What a facility laid down for booking, or what holds without a word of it; the database has the same in `app.terms_of`. */
export type BookingTerms = {
  daysAhead: number;
  leadMinutes: number;
  cancelMinutes: number;
  noShowLimit: number | null;
  noShowDays: number;
  noShowPauseDays: number;
};

/** What holds where a facility laid nothing down; ours. */
export const usualTerms: BookingTerms = {
  daysAhead: 30,
  leadMinutes: 60,
  cancelMinutes: 120,
  noShowLimit: null,
  noShowDays: 90,
  noShowPauseDays: 30,
};
