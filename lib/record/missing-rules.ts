import type { PaperKind } from "./paper-rules.ts";
import { plain } from "./search-rules.ts";

/** Days that a facility is given beyond what it usually takes, before anything counts as missing. Ours. */
export const GRACE_DAYS = 7;
/** Whoever sent old records at once seems to take years: no more than this counts as usual. Ours. */
export const MOST_USUAL_DAYS = 60;
/** People come to a follow-up earlier, too. Ours. */
const EARLY_DAYS = 7;
/** A day that a person remembers is about right. Ours. */
const ABOUT_DAYS = 3;

/** More at once help nobody. Ours. */
const MOST_TOLD = 20;

const DAY_MS = 24 * 60 * 60 * 1000;
/** The calendar day some days after another, both `YYYY-MM-DD`. */
export const daysAfter = (on: string, days: number) =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Lâu hơn thường lệ: whether what happened on a day should have come by now. */
export function isOverdue(on: string, usualDays: number | null, today: string): boolean {
  return today > daysAfter(on, Math.min(usualDays ?? 0, MOST_USUAL_DAYS) + GRACE_DAYS);
}

/** A visit that the book has, as far as this asks; `encounterId` is null of a private one that is closed. */
export type Arrival = { encounterId: string | null; facilityCode: string; on: string; isCheckin: boolean };
/** A check-in whose claim has not come. */
export type OpenCheckin = { encounterId: string; facilityCode: string; on: string; isStay: boolean };
/** A visit with tests that have no result. */
export type WithoutResults = {
  encounterId: string;
  facilityCode: string;
  on: string;
  receivedOn: string;
  /** The tests, at most three of them by name. */
  names: string[];
  number: number;
};
/** A visit whose claim says that there are papers which it did not bring. */
export type WithoutPapers = {
  encounterId: string;
  facilityCode: string;
  on: string;
  receivedOn: string;
  papers: PaperKind[];
};
/** A referral, or a day for coming again: where to, and the first day. `line` is null when no paper says so but the visit. */
export type Expected = {
  kind: "referral" | "follow-up";
  encounterId: string;
  line: number | null;
  fromFacility: string;
  facilityCode: string;
  on: string;
};

/** Còn thiếu: one thing that a book itself says ought to be in it. */
export type Missing =
  | ({ kind: "claim" } & OpenCheckin)
  | ({ kind: "results" } & WithoutResults)
  | ({ kind: "papers" } & WithoutPapers)
  | Expected;

/** What a book has, and what its visits say ought to come. */
export type Known = {
  arrivals: readonly Arrival[];
  checkins: readonly OpenCheckin[];
  withoutResults: readonly WithoutResults[];
  withoutPapers: readonly WithoutPapers[];
  expected: readonly Expected[];
};

/** What is missing by what the book knows, the latest twenty. Nothing is missing before its facility's usual delay is over. */
export function missingOf(
  { arrivals, checkins, withoutResults, withoutPapers, expected }: Known,
  usualDays: ReadonlyMap<string, number | null>,
  today: string,
): Missing[] {
  const late = (on: string, facilityCode: string) =>
    isOverdue(on, usualDays.get(facilityCode) ?? null, today);
  const came = (facilityCode: string, from: string, not: string) =>
    arrivals.some((one) => one.facilityCode === facilityCode && one.on >= from && one.encounterId !== not);
  const found: Missing[] = [
    ...checkins
      .filter((one) => late(one.on, one.facilityCode))
      // A claim of that day under another number is its claim.
      .filter(
        (one) =>
          !arrivals.some((a) => !a.isCheckin && a.facilityCode === one.facilityCode && a.on === one.on),
      )
      .map((one) => ({ kind: "claim" as const, ...one })),
    ...withoutResults
      .filter((one) => isOverdue(one.receivedOn, null, today))
      .map((one) => ({ kind: "results" as const, ...one })),
    ...withoutPapers
      .filter((one) => isOverdue(one.receivedOn, null, today))
      .map((one) => ({ kind: "papers" as const, ...one })),
    ...expected
      .filter((one) => late(one.on, one.facilityCode))
      .filter((one) => {
        const early = one.kind === "follow-up" ? EARLY_DAYS : 0;
        return !came(one.facilityCode, daysAfter(one.on, -early), one.encounterId);
      }),
  ];
  return found.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, MOST_TOLD);
}

/** As people shorten them. */
const longForms: Record<string, string> = {
  ttyt: "trung tam y te",
  tyt: "tram y te",
  bv: "benh vien",
  bvdk: "benh vien da khoa",
  pk: "phong kham",
  pkdk: "phong kham da khoa",
};
const wordsOf = (text: string) =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .flatMap((word) => longForms[word]?.split(" ") ?? word);

/** The one facility that is called so: whose name has all these words. Null when there is none, or more than one. */
export function facilityCalled(place: string, names: ReadonlyMap<string, string>): string | null {
  const words = wordsOf(place);
  if (words.length === 0) return null;
  const fitting = [...names].filter(([, name]) => {
    const held = wordsOf(name);
    return words.every((word) => held.includes(word));
  });
  const [only] = fitting.length === 1 ? fitting : [];
  return only?.[0] ?? null;
}

/** The days that a person may mean by a day as far as they know it; both ends count. */
export function daysMeant(visitedOn: string): { from: string; to: string } {
  const [year = "", month] = visitedOn.split("-");
  if (visitedOn.length === 4) return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (visitedOn.length === 7) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return { from: `${visitedOn}-01`, to: `${visitedOn}-${last}` };
  }
  return { from: daysAfter(visitedOn, -ABOUT_DAYS), to: daysAfter(visitedOn, ABOUT_DAYS) };
}

/** Whether a visit may be the one that was reported. */
export function fitsReport(
  report: { facilityCode: string | null; visitedOn: string },
  visit: { facilityCode: string; on: string },
): boolean {
  const { from, to } = daysMeant(report.visitedOn);
  return report.facilityCode === visit.facilityCode && visit.on >= from && visit.on <= to;
}
