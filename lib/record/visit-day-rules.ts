type Parts = { "visited.day": string; "visited.month": string; "visited.year": string };

/** The day of three numbers, as far as it was given: `2026`, `2026-11`, `2026-11-20`; null when there is none, or it is to come. */
export function visitDayFrom(parts: Parts, today: string): string | null {
  const [day, month, year] = [parts["visited.day"], parts["visited.month"], parts["visited.year"]].map(
    (text) => text.trim(),
  );
  if (!year || !/^(19|20)\d{2}$/.test(year) || (day && !month)) return null;
  const said = [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter((part) => part && part !== "00");
  const text = said.join("-");
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) || text > today.slice(0, text.length)) return null;
  const whole = new Date(`${text.padEnd(10, "-01")}T00:00:00Z`.replace(/^(\d{4})-01T/, "$1-01-01T"));
  if (Number.isNaN(whole.getTime())) return null;
  return whole.toISOString().startsWith(text) ? text : null;
}
