const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join("");

/**
 * The letters that the book's own letter files hold: ASCII, Latin-1 (which spells foreign names), all of Vietnamese, and
 * the signs of its texts. Whatever else somebody's name holds is drawn with a letter of the phone.
 */
export const letters = [
  between(0x20, 0x7e),
  between(0xa0, 0xff),
  "ĂăĐđĨĩŨũƠơƯư",
  between(0x1ea0, 0x1ef9),
  "–—‘’“”…•′″₫€←↑→↓−≤≥≈",
].join("");
