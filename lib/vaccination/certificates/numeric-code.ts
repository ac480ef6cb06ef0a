import { NotValid } from "./verdict.ts";

/** Two digits are a letter of the JWS, counted from “-” (45); “z” is the last. */
const LAST = "z".charCodeAt(0) - 45;

/**
 * The JWS behind one or several QR codes `shc:/…`. A card in several codes is numbered `shc:/2/3/…`: every part must
 * be there, once, in whatever order.
 */
export function jwsOfNumericCodes(text: string): string {
  const parts = text.split(/\s+/).map((code) => {
    const found = /^shc:\/(?:(\d{1,2})\/(\d{1,2})\/)?(\d+)$/i.exec(code);
    if (!found) throw new NotValid("malformed");
    return { part: Number(found[1] ?? 1), of: Number(found[2] ?? 1), digits: found[3] ?? "" };
  });
  const whole = parts.every(({ part, of }) => of === parts.length && part >= 1 && part <= of);
  if (!whole || new Set(parts.map(({ part }) => part)).size !== parts.length) throw new NotValid("malformed");
  const digits = parts
    .toSorted((a, b) => a.part - b.part)
    .map((one) => one.digits)
    .join("");
  if (digits.length % 2 !== 0) throw new NotValid("malformed");
  return digits.replace(/\d\d/g, (pair) => {
    if (Number(pair) > LAST) throw new NotValid("malformed");
    return String.fromCharCode(Number(pair) + 45);
  });
}
