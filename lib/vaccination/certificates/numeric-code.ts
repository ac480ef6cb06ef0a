import { NotValid } from "./verdict.ts";

/** Two digits are a letter of the JWS, counted from “-” (45); “z” is the last. */
const LAST = "z".charCodeAt(0) - 45;

const MAX_CODES = 99;

type Part = { part: number; of: number; digits: string };

function partOf(code: string): Part {
  const found = /^shc:\/(?:(\d{1,2})\/(\d{1,2})\/)?(\d+)$/i.exec(code);
  if (!found) throw new NotValid("malformed");
  return { part: Number(found[1] ?? 1), of: Number(found[2] ?? 1), digits: found[3] ?? "" };
}

function jwsOf(digits: string): string {
  if (digits.length % 2 !== 0) throw new NotValid("malformed");
  return digits.replace(/\d\d/g, (pair) => {
    if (Number(pair) > LAST) throw new NotValid("malformed");
    return String.fromCharCode(Number(pair) + 45);
  });
}

/**
 * The cards (JWS) behind one or several QR codes `shc:/…`: several codes are several whole cards, or the numbered parts
 * `shc:/2/3/…` of one (a form that is given up, and still met): then every part must be there, once, in whatever order.
 */
export function cardsOfNumericCodes(text: string): string[] {
  const codes = text.split(/\s+/);
  if (codes.length > MAX_CODES) throw new NotValid("malformed");
  const parts = codes.map(partOf);
  if (parts.every(({ part, of }) => part === 1 && of === 1)) return parts.map(({ digits }) => jwsOf(digits));
  const whole = parts.every(({ part, of }) => of === parts.length && part >= 1 && part <= of);
  if (!whole || new Set(parts.map(({ part }) => part)).size !== parts.length) throw new NotValid("malformed");
  const sorted = parts.toSorted((a, b) => a.part - b.part);
  return [jwsOf(sorted.map(({ digits }) => digits).join(""))];
}

/** A card as the digits of its QR. */
export const digitsOf = (jws: string): string =>
  Array.from(jws, (letter) => String(letter.charCodeAt(0) - 45).padStart(2, "0")).join("");
