/** Months that one look at the figures may span. */
const MOST_MONTHS = 24;
/** Months that are shown unless others are asked for, this one included. */
const USUAL_MONTHS = 12;

const isMonth = (text: string | undefined): text is string => /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? "");
const counted = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const named = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;

/** Whole months, and their first and last day. */
export type Period = { from: string; until: string; firstDay: string; lastDay: string };

/** The months that an address asks for, in order, none to come and not too many; else the last twelve. */
export function periodOf(o: { from?: string; until?: string }, today: string): Period {
  const now = counted(today.slice(0, 7));
  const until = Math.min(isMonth(o.until) ? counted(o.until) : now, now);
  const asked = isMonth(o.from) ? counted(o.from) : until - USUAL_MONTHS + 1;
  const from = Math.max(Math.min(asked, until), until - MOST_MONTHS + 1);
  const lastDay = new Date(Date.UTC(Math.floor(until / 12), (until % 12) + 1, 0)).toISOString().slice(0, 10);
  return { from: named(from), until: named(until), firstDay: `${named(from)}-01`, lastDay };
}

/** The months to choose from, the newest first. */
export const monthsBefore = (today: string): string[] =>
  Array.from({ length: MOST_MONTHS }, (_, back) => named(counted(today.slice(0, 7)) - back));

/** A share in tenths of a per cent, whole: 123 is 12.3 %. Null of nothing, and of what is not told. */
export const tenthsOf = (part: number | null, whole: number | null): number | null =>
  part === null || !whole ? null : Math.round((part * 1000) / whole);
