/** How somebody stands at a session: invited, there, screened, vaccinated, put off, or not come when the day was over. */
export const ATTENDEE_STATUSES = ["invited", "came", "fit", "put-off", "vaccinated", "missed"] as const;
export type AttendeeStatus = (typeof ATTENDEE_STATUSES)[number];

/**
 * The lists of a station, `reference`: due this week, late, missed a session, never reached (no dose at 3 months), near an age limit
 * (Rota first), and entry to school (NĐ 165/2026 Điều 5 khoản 3: mầm non and tiểu học).
 */
export const DUE_LISTS = [
  "this-week",
  "overdue",
  "missed",
  "never-reached",
  "near-limit",
  "preschool",
  "primary",
] as const;
export type DueListKind = (typeof DUE_LISTS)[number];

/** The rows of the programme by which a list can be narrowed. */
export const LIST_RULES = [
  "HEPB_BIRTH",
  "BCG",
  "PENTA",
  "OPV",
  "IPV",
  "ROTA_VN",
  "PCV_TCMR",
  "MEASLES",
  "MR",
  "DTP_B1",
  "JE_INACT",
  "TD_B2",
  "HPV_TCMR",
] as const;

/** How long somebody is watched after a dose: 30 minutes, as stations do; the database counts them. */
export const WATCH_MINUTES = 30;

/** Where on the body a dose is given, as its source would write it. */
export const SITES = ["bắp tay trái", "bắp tay phải", "đùi trái", "đùi phải", "vai trái", "uống"] as const;

/** A time of the day as people type it: 7, 7:30, 7h30; in minutes, or null. */
export function minuteOf(text: string): number | null {
  const [, hour = "", minute = "0"] = /^(\d{1,2})(?:\s*[:hg.]\s*(\d{2})?)?$/i.exec(text.trim()) ?? [];
  if (hour === "" || Number(hour) > 24 || Number(minute) > 59) return null;
  const at = Number(hour) * 60 + Number(minute);
  return at <= 1440 ? at : null;
}

/** Minutes of the day as they are written: 7:30. */
export const clockText = (minute: number) =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/** The years of birth of those who enter school next, as `app.due_rows` counts them: 3 for mầm non, 6 for tiểu học. */
export function schoolYearOfBirth(kind: DueListKind, today: string): number | null {
  if (kind !== "preschool" && kind !== "primary") return null;
  const year = Number(today.slice(0, 4)) + (Number(today.slice(5, 7)) > 9 ? 1 : 0);
  return year - (kind === "preschool" ? 3 : 6);
}
