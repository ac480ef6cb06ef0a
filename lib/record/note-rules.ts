/** A measurement of a note, under the letters of QĐ 4750/QĐ-BYT (annex, XML5.DIEN_BIEN_LS). */
export type VitalSign = "M" | "T" | "HA" | "NT" | "SP" | "HL";
/** A piece of a note and its place in it: words as they were written, or the vital signs between them. */
export type CoursePiece = { at: number } & (
  | { words: string }
  | { signs: { sign: VitalSign; value: string }[] }
);

const MARKED = /CSST\s*<([^<>]{1,200})>/g;
const SIGN = /^(HA|NT|SP|HL|M|T)\s*[:=]?\s*(\d{1,3}(?:[.,]\d{1,2})?(?:\s*\/\s*\d{1,3})?)$/i;

function signsOf(inside: string): { sign: VitalSign; value: string }[] | null {
  const items = inside
    .split("_")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const signs = items.map((item) => SIGN.exec(item));
  if (signs.length === 0 || signs.some((sign) => sign === null)) return null;
  return signs.flatMap((sign) =>
    sign?.[1] && sign[2]
      ? { sign: sign[1].toUpperCase() as VitalSign, value: sign[2].replace(".", ",").replace(/\s/g, "") }
      : [],
  );
}

/** Diễn biến lâm sàng: a note's words and, between them, its vital signs. A mark that is written otherwise stays as it was sent. */
export function readCourse(text: string): CoursePiece[] {
  const pieces: CoursePiece[] = [];
  let from = 0;
  const say = (words: string) => {
    if (/[\p{L}\p{N}]/u.test(words)) pieces.push({ at: from, words: words.trim() });
  };
  for (const mark of text.matchAll(MARKED)) {
    const signs = signsOf(mark[1] ?? "");
    if (!signs) continue;
    say(text.slice(from, mark.index));
    pieces.push({ at: mark.index, signs });
    from = mark.index + mark[0].length;
  }
  say(text.slice(from));
  return pieces;
}
