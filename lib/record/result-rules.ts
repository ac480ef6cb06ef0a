/** What a facility says is usual: from, to, or both; `open` bounds do not belong to it. */
export type Range = { low: number | null; high: number | null; open: boolean };
export type Comparison = { where: "below" | "within" | "above"; by: number };

/** Decimals of a claim have a dot; a comma before three digits may mean thousands, and is not read. */
export function readNumber(text: string | null): number | null {
  const said = (text ?? "").trim();
  if (/^-?\d{1,9}(\.\d{1,6})?$/.test(said)) return Number(said);
  if (/^-?\d{1,9},(\d{1,2}|\d{4,6})$/.test(said)) return Number(said.replace(",", "."));
  return null;
}

/** In free text three digits after a separator may be thousands either way. */
const LIMIT = String.raw`(\d{1,9}(?:[.,](?:\d{1,2}|\d{4,6}))?)`;
const LABEL = String.raw`(?:(?:khoảng tham chiếu|giá trị tham chiếu|trị số bình thường|chỉ số bình thường|bình thường|tham chiếu|TSBT|CSBT)\s*:?\s*)?`;
const BETWEEN = new RegExp(String.raw`^${LABEL}\(?\[?${LIMIT}\s*[-–]\s*${LIMIT}\]?\)?\s*(.*)$`, "iu");
const ONE_SIDED = new RegExp(String.raw`^${LABEL}\(?(<=|>=|<|>|≤|≥)\s*${LIMIT}\)?\s*(.*)$`, "iu");

const bare = (unit: string | null) => (unit ?? "").replace(/[\s.()]/g, "").toLowerCase();

/**
 * A reference range that stands alone in a text of the facility, `3,9 - 6,4 mmol/L` or `< 5,2`. Null when the text says
 * anything else, another unit, or could be read in two ways.
 */
export function readRange(text: string | null, unit: string | null): Range | null {
  const said = (text ?? "").normalize("NFC").trim();
  if (said.length > 80) return null;
  const sameUnit = (rest: string | undefined) => !bare(rest ?? "") || bare(rest ?? "") === bare(unit);
  const between = BETWEEN.exec(said);
  if (between) {
    const [, from = "", to = "", rest] = between;
    const [low, high] = [readNumber(from), readNumber(to)];
    return low !== null && high !== null && low < high && sameUnit(rest) ? { low, high, open: false } : null;
  }
  const [, sign = "", limit = "", rest] = ONE_SIDED.exec(said) ?? [];
  const bound = readNumber(limit || null);
  if (bound === null || !sameUnit(rest)) return null;
  const open = sign === "<" || sign === ">";
  return /[<≤]/.test(sign) ? { low: null, high: bound, open } : { low: bound, high: null, open };
}

/** The range a facility sent with a result, and the words it stands in: MO_TA first, then KET_LUAN. */
export function rangeOf(o: {
  description: string | null;
  conclusion: string | null;
  unit: string | null;
}): { text: string; range: Range } | null {
  for (const text of [o.description, o.conclusion]) {
    const range = readRange(text, o.unit);
    if (text && range) return { text: text.trim(), range };
  }
  return null;
}

const decimals = (value: number) => String(value).split(".")[1]?.length ?? 0;
const apart = (a: number, b: number) => Number(Math.abs(a - b).toFixed(Math.max(decimals(a), decimals(b))));

/** Where a value lies beside the range that came with it, and how far outside. */
export function besideRange(value: number, { low, high, open }: Range): Comparison {
  if (low !== null && (value < low || (open && value === low)))
    return { where: "below", by: apart(value, low) };
  if (high !== null && (value > high || (open && value === high)))
    return { where: "above", by: apart(value, high) };
  return { where: "within", by: 0 };
}

type Measured = { value: number | null; unit: string | null; facilityCode: string; at: Date | null };
/** Values that one line may join: same unit, same facility, one after the other in time. */
export type Series<One> = { unit: string | null; facilityCode: string; points: One[] };

/**
 * The lines of a trend, oldest first: at most `most` of the latest numbers with a time, all in the latest unit. A line
 * ends where a value in another unit or of another facility's laboratory comes between.
 */
export function seriesOf<One extends Measured>(latestFirst: readonly One[], most: number): Series<One>[] {
  const numbers = latestFirst.filter((one) => one.value !== null && one.at !== null);
  const unit = numbers[0]?.unit ?? null;
  const sameUnit = (one: One) => bare(one.unit) === bare(unit);
  const oldest = numbers.filter(sameUnit).slice(0, most).at(-1);
  const series: Series<One>[] = [];
  let before: One | undefined;
  for (const one of oldest ? numbers.slice(0, numbers.indexOf(oldest) + 1).toReversed() : []) {
    const follows = before && sameUnit(before) && before.facilityCode === one.facilityCode;
    if (sameUnit(one)) {
      const last = series.at(-1);
      if (follows && last) last.points.push(one);
      else series.push({ unit, facilityCode: one.facilityCode, points: [one] });
    }
    before = one;
  }
  return series;
}
