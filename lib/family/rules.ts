import { ages } from "./ages.data.ts";

export { type Age, ages } from "./ages.data.ts";
export * from "./card-rules.ts";

/** What a relation may reach, each given by itself (phạm vi). */
export const scopes = ["record", "booking", "teleconsult", "payment", "messages", "private"] as const;
export type Scope = (typeof scopes)[number];

/** What the one who acts is to the owner of the book. */
export const roles = ["mother", "father", "guardian", "adult-guardian", "trusted"] as const;
export type Role = (typeof roles)[number];

/** How long an invitation waits, and a trust may last at most; ours. The database holds the first too. */
export const INVITATION_DAYS = 14;
export const TRUST_YEARS_AT_MOST = 10;

/** The day on which somebody born that day comes to an age; a leap day's is the last of February. */
export function dayOfAge(bornOn: string, years: number): string {
  const [year = 0, month = 1, day = 1] = bornOn.split("-").map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  const on = new Date(Date.UTC(year + years, month - 1, Math.min(day, last)));
  return on.toISOString().slice(0, 10);
}

/** Whether a child has a say of its own about who else sees its book. */
export const hasOwnSay = (bornOn: string, today: string) => today >= dayOfAge(bornOn, ages.ownSay.years);

/** How a relation stands on a day, for whoever reads about it. */
export type Standing = "waiting" | "holds" | "stopped" | "needs-child" | "ended";

/** The part of a relation that decides. */
export type RelationState = {
  acceptedAt: Date | null;
  endedAt: Date | null;
  stoppedAt: Date | null;
  until: string | null;
  citizenBorn: string | null;
  childAgreedAt: Date | null;
  /** Given by a representative for a child, not by the owner of the book. */
  forChild: boolean;
  role: string;
};

/** How a relation stands; the database decides the same in `app.relation_holds`. */
export function standingOf(r: RelationState, today: string): Standing {
  const underAge = r.forChild || (r.role !== "trusted" && r.role !== "adult-guardian");
  if (r.endedAt || (r.until && r.until < today)) return "ended";
  if (underAge && r.citizenBorn && today >= dayOfAge(r.citizenBorn, ages.majority.years)) return "ended";
  if (r.stoppedAt) return "stopped";
  if (r.forChild && !r.childAgreedAt && r.citizenBorn && hasOwnSay(r.citizenBorn, today))
    return "needs-child";
  return r.acceptedAt ? "holds" : "waiting";
}

/** Reads the last day of a trust: after today, and no further than ten years. */
export function untilFrom(
  sent: { day: string; month: string; year: string },
  today: string,
): { until: string } | { fault: "day" | "past" | "far" } {
  const [day, month, year] = [sent.day, sent.month, sent.year].map((text) => text.trim());
  if (!/^\d{1,2}$/.test(day ?? "") || !/^\d{1,2}$/.test(month ?? "") || !/^\d{4}$/.test(year ?? ""))
    return { fault: "day" };
  const until = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const read = new Date(`${until}T00:00:00Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(until)) return { fault: "day" };
  if (until <= today) return { fault: "past" };
  return until > dayOfAge(today, TRUST_YEARS_AT_MOST) ? { fault: "far" } : { until };
}

/** Whether a year has passed since somebody looked at what they gave. */
export const asksForReview = (reviewedAt: Date, now: Date) =>
  now.getTime() - reviewedAt.getTime() > 365 * 24 * 60 * 60 * 1000;

/** Digits of a personal id, however they were typed. */
export const digitsOf = (typed: string) => typed.replace(/[\s.]/g, "");

/** A whole day in three numbers, not after `today`; null for anything else. */
export function dayFrom(sent: { day: string; month: string; year: string }, today: string): string | null {
  const [day, month, year] = [sent.day.trim(), sent.month.trim(), sent.year.trim()];
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null;
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const read = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(text) || text > today) return null;
  return text;
}
