import { type Day, dayOf } from "#lib/platform/clock.ts";

/** One line of medicine as it is taken. */
export type Dose = { each: string; unit: string; timesADay: string; days: string };

const PATTERN =
  /^\s*([\d.,/]+)\s*([\p{L} ]{1,30}?)\s*\/\s*lần\s*\*\s*([\d.,]+)\s*lần\s*\/\s*ngày\s*\*\s*([\d.,]+)\s*ngày\s*(?:\[[^\]]*\])?\s*$/iu;

/**
 * Liều dùng: reads the form that QĐ 4750/QĐ-BYT (29/12/2023, annex, XML2.LIEU_DUNG) asks for, such as
 * `2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]`. Null for anything else: then the text is shown as it was sent.
 */
export function readDose(text: string): Dose | null {
  const found = PATTERN.exec(text.normalize("NFC"));
  if (!found) return null;
  const [, each = "", unit = "", timesADay = "", days = ""] = found;
  return { each: each.replace(".", ","), unit: unit.trim(), timesADay: timesADay.replace(".", ","), days };
}

/** The parts of a day that a prescription names. */
export const dayParts = ["sáng", "trưa", "chiều", "tối"] as const;
export type DayPart = (typeof dayParts)[number];

const NAMED = /(?<!\p{L})(sáng|trưa|chiều|tối)(?!\p{L})/iu;
const TAKEN =
  /^(?:(?:ngày|mỗi ngày)\s+)?(?:uống\s+)?(?:buổi\s+)?(sáng|trưa|chiều|tối)\s*[:=]?\s*(?:uống\s+)?(\d{1,3}(?:[.,/]\d{1,2})?)\s*([\p{L}]{1,12})(?:\s+(?:uống\s+)?(?:trước|sau|trong|lúc|khi)(?:\s+khi)?(?:\s+(?:bữa|đi))?\s+(?:ăn|đói|no|ngủ)(?:\s+(?:sáng|trưa|chiều|tối))?)?$/iu;
/** Words under which the same amount is not taken every day. */
const ONLY_SOMETIMES =
  /(?<!\p{L})(nếu|cách|xen|luân phiên|tuần|thứ|khi (?!ăn|đói|no|ngủ|đi ngủ)|đến khi|tăng|giảm)(?!\p{L})/iu;

/**
 * Sáng, Trưa, Chiều, Tối: how much is taken when, only where a text says nothing else about it: `Sáng 1 viên, tối 2 viên sau
 * ăn`. Null for anything else: no dose is ever divided or guessed by us.
 */
export function readDayParts(text: string): Map<DayPart, string> | null {
  const found = new Map<DayPart, string>();
  const said = text.normalize("NFC");
  if (ONLY_SOMETIMES.test(said)) return null;
  for (const clause of said.split(/[;\n+–]|[.,](?!\d)|\s-\s|\s(?:và|hoặc)\s/u)) {
    const words = clause.trim();
    if (!NAMED.test(words)) continue;
    const [, part = "", amount = "", unit = ""] = TAKEN.exec(words) ?? [];
    const when = part.toLowerCase() as DayPart;
    if (!part || found.has(when)) return null;
    found.set(when, `${amount.replace(".", ",")} ${unit.toLowerCase()}`);
  }
  if (/\shoặc\s/iu.test(said)) return null;
  return found.size > 0 ? found : null;
}

/** Forms of care whose end is the last day that the medicines cover: MA_LOAI_KCB 02, 05, 07 (QĐ 4750/QĐ-BYT, NGAY_RA). */
const coveredToTheEnd = new Set(["02", "05", "07"]);
const MOST_DAYS = 366;

const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The last day on which a medicine is to be taken, as the facility wrote it: by the days of the dose from the day of the
 * order, else by the end of a visit that hands out medicines for a time. Null when neither is said.
 */
export function lastDayOf(o: {
  doseText: string | null;
  orderedAt: Date | null;
  careKind: string | null;
  endedAt: Date | null;
}): Day | null {
  const days = Number(o.doseText ? readDose(o.doseText)?.days : Number.NaN);
  if (o.orderedAt && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)
    return addDays(dayOf(o.orderedAt), days - 1);
  return o.careKind !== null && coveredToTheEnd.has(o.careKind) && o.endedAt ? dayOf(o.endedAt) : null;
}
