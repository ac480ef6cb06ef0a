import { isOverdue } from "./missing-rules.ts";

/** So many whole months are looked at. Ours. */
const MONTHS = 12;
/** Whoever sent in fewer of them does not usually send. Ours. */
const ENOUGH = 3;
/** A month's visits may come a month later where nobody knows what is usual. Ours. */
const UNKNOWN_DAYS = 30;

const monthAfter = (month: string, months: number) => {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1 + months, 1)).toISOString().slice(0, 7);
};
const lastDayOfMonth = (month: string) =>
  new Date(Date.parse(`${monthAfter(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The first month that is looked at, as its first day. */
export const silenceFrom = (today: string) => `${monthAfter(today.slice(0, 7), -MONTHS)}-01`;

/**
 * Tháng không gửi: of the last twelve whole months those in which a facility that usually sends (in most of them, and in
 * three at least) sent no visit of anybody. Months before its first one and those that may still come do not count.
 */
export function silentMonthsOf(sent: ReadonlySet<string>, usualDays: number | null, today: string): string[] {
  const current = today.slice(0, 7);
  const over = Array.from({ length: MONTHS }, (_, at) => monthAfter(current, at - MONTHS)).filter((month) =>
    isOverdue(lastDayOfMonth(month), usualDays ?? UNKNOWN_DAYS, today),
  );
  const first = over.findIndex((month) => sent.has(month));
  const since = first < 0 ? [] : over.slice(first);
  const silent = since.filter((month) => !sent.has(month));
  const heard = since.length - silent.length;
  return heard >= ENOUGH && heard * 2 > since.length ? silent : [];
}
