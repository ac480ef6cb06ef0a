import { dayOf } from "#lib/platform/clock.ts";
import type { ProblemCode } from "./problems.ts";

/** Đúng, đủ, sạch, sống: how many of some dossiers are so. The month is that of the visit, or of arrival where no end is known. */
export type Quality = {
  dossiers: number;
  /** Đúng: no finding about codes, forms, sums, dates or differing parts. */
  correct: number;
  /** Đủ: no required field or summary missing. */
  complete: number;
  /** Sạch: filed at once, by a personal id, with the name and birth date that are known. */
  clean: number;
  /** Those of which the end is known: the earlier of NGAY_RA and NGAY_TTOAN. */
  timed: number;
  /** Sống, of `timed`: received within 24 hours after the end. The 24 hours are ours. */
  withinDay: number;
  /** Of `timed`: received before the 5th of the next month (TT 48/2017/TT-BYT, as a secondary source tells it). */
  byFifth: number;
};

/** What the four figures look at, of one dossier as it came. */
export type Judged = {
  codes: ProblemCode[];
  held: boolean;
  /** Whether it names its person by a personal id. */
  numbered: boolean;
  /** When the visit was over, as far as it is known. */
  overAt: Date | null;
  receivedAt: Date;
};

const isMissing = (code: ProblemCode) => code === "missing" || code === "no-summary";

/** Findings about whose it is, which is another question than whether what it says is right. */
const aboutPerson: readonly ProblemCode[] = ["identity-mismatch", "needs-matching", "details-differ"];

const A_DAY = 24 * 60 * 60 * 1000;

/** Whether it came before the 5th of the month after the visit (TT 48/2017/TT-BYT, as a secondary source tells it). */
export function isByFifth(overAt: Date, receivedAt: Date): boolean {
  const [year = 0, month = 0] = dayOf(overAt).split("-").map(Number);
  const fifth = month === 12 ? `${year + 1}-01-05` : `${year}-${String(month + 1).padStart(2, "0")}-05`;
  return dayOf(receivedAt) < fifth;
}

/** Counts one dossier. */
export function judge({ codes, held, numbered, overAt, receivedAt }: Judged): Quality {
  return {
    dossiers: 1,
    correct: codes.every((code) => isMissing(code) || aboutPerson.includes(code)) ? 1 : 0,
    complete: codes.some(isMissing) ? 0 : 1,
    clean: !held && numbered && !codes.includes("details-differ") ? 1 : 0,
    timed: overAt ? 1 : 0,
    withinDay: overAt && receivedAt.getTime() - overAt.getTime() <= A_DAY ? 1 : 0,
    byFifth: overAt && isByFifth(overAt, receivedAt) ? 1 : 0,
  };
}

/** The first day of the month in Bình Sơn. */
export const monthOf = (at: Date) => `${dayOf(at).slice(0, 7)}-01`;

/** Both together. */
export function added(a: Quality, b: Quality): Quality {
  return {
    dossiers: a.dossiers + b.dossiers,
    correct: a.correct + b.correct,
    complete: a.complete + b.complete,
    clean: a.clean + b.clean,
    timed: a.timed + b.timed,
    withinDay: a.withinDay + b.withinDay,
    byFifth: a.byFifth + b.byFifth,
  };
}
