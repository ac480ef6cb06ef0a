/** The one time zone of the book. */
export const TIME_ZONE = "Asia/Ho_Chi_Minh";

/** A calendar day as people mean it, `YYYY-MM-DD`. */
export type Day = string;

const dayParts = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar day on which `at` falls in Bình Sơn. */
export function dayOf(at: Date): Day {
  return dayParts.format(at);
}
