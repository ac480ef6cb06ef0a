const START =
  ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D" +
  "\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD";
const NAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
const WHOLE_NAME = new RegExp(`^${NAME}$`);
const ATTRIBUTE = `(${NAME})\\s*=\\s*(?:"([^<"]*)"|'([^<']*)')`;
const WITH_ATTRIBUTES = new RegExp(`^(${NAME})((?:\\s+${ATTRIBUTE})*)\\s*$`);
const EACH_ATTRIBUTE = new RegExp(ATTRIBUTE, "g");

/** Characters that no XML text may hold (XML 1.0, 2.2). Halves of a pair never come out of a decoder. */
const ILLEGAL = new RegExp(
  `[${[
    [0x00, 0x08],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0xfffe, 0xffff],
  ]
    .map((range) =>
      String.fromCharCode(...range)
        .split("")
        .join("-"),
    )
    .join("")}]`,
);

/** Whether a text holds what no XML may. */
export const hasIllegal = (text: string) => ILLEGAL.test(text);

/** A name without its prefix. */
export const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** Names seen so far: a file has a few hundred, each a million times. */
const seen = new Set<string>();
const MOST_SEEN = 5000;

/** Whether a text is a name that a tag had before. */
export const isSeenName = (text: string) => seen.has(text);

function isName(text: string): boolean {
  if (seen.has(text)) return true;
  if (!WHOLE_NAME.test(text)) return false;
  if (seen.size < MOST_SEEN && text.length < 100) seen.add(text);
  return true;
}

/** The name of a closing tag, given what stands between "</" and ">". */
export const closingTagOf = (inside: string) => inside.trimEnd();

/** The name of an opening tag, given what stands between "<" and ">"; null when it is none. */
export function openTagOf(inside: string): { raw: string; empty: boolean } | null {
  if (isName(inside)) return { raw: inside, empty: false };
  const empty = inside.endsWith("/");
  const tag = WITH_ATTRIBUTES.exec(empty ? inside.slice(0, -1) : inside);
  if (!tag?.[1]) return null;
  const names = new Set<string>();
  for (const [, name = "", quoted, apostrophed] of (tag[2] ?? "").matchAll(EACH_ATTRIBUTE)) {
    const value = quoted ?? apostrophed ?? "";
    if (names.has(name) || hasIllegal(value) || withoutReferences(value) === null) return null;
    names.add(name);
  }
  return { raw: tag[1], empty };
}

const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The character of a reference, given what stands between "&" and ";"; null when XML knows none. */
function characterOf(reference: string): string | null {
  const m = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(reference);
  if (!m) return entities.get(reference) ?? null;
  const code = m[1] === undefined ? Number(m[2]) : Number.parseInt(m[1], 16);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const character = String.fromCodePoint(code);
  return hasIllegal(character) ? null : character;
}

/** Text with its references resolved and its line ends made one; null when a reference is none. */
export function withoutReferences(text: string): string | null {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (!lines.includes("&")) return lines;
  const [first = "", ...others] = lines.split("&");
  let all = first;
  for (const other of others) {
    const end = other.indexOf(";");
    const character = end === -1 ? null : characterOf(other.slice(0, end));
    if (character === null) return null;
    all += character + other.slice(end + 1);
  }
  return all;
}
