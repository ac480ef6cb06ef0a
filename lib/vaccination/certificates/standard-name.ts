/**
 * A name as machines read it (ICAO 9303): capital letters without marks, “<” between words, 80 letters at most. Vietnamese
 * letters lose their marks, Đ is D; what has no Latin letter is left out.
 */
export function standardName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "D")
    .toUpperCase()
    .replace(/[\s'’-]+/g, "<")
    .replace(/[^A-Z<]/g, "");
  return plain.slice(0, 80).replace(/^<+|<+$/g, "");
}

/** A Vietnamese name in its two parts: the family's comes first. A name of one word is a family name. */
export function partsOfName(name: string): { family: string; given: string[] } {
  const [family = "", ...given] = name.normalize("NFC").trim().split(/\s+/);
  return { family, given };
}
