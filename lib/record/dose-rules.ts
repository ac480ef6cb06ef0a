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
