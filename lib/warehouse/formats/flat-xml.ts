import type { XmlListener } from "./xml.ts";

/** Rows of rows of values nest no deeper. */
const DEEPEST = 8;

/** A name alone, as rows have it: no attribute. */
const NAME = /^(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)\s*$/;

/** What XML 1.0 does not allow, and whatever only a whole parser knows how to take: comments, sections, markup in text. */
const UNUSUAL = /<[!?]|\]\]>|[\p{Cc}--[\t\n\u007f-\u009f]]|[\ufffe\uffff]|\p{Cs}/v;

const DECLARATION = /^<\?xml\s[^<>?]*\?>\s*/;

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const localNames = new Map<string, string | null>();

/** The local name in a tag; null when there is more to it. */
function nameIn(tag: string): string | null {
  const known = localNames.get(tag);
  if (known !== undefined) return known;
  const name = NAME.exec(tag)?.[1] ?? null;
  // Bounded, because senders choose the names.
  if (localNames.size < 5000) localNames.set(tag, name);
  return name;
}

/** A text with its five named entities in letters; null when it has others. */
function lettersOf(text: string): string | null {
  if (!text.includes("&")) return text;
  let usual = true;
  const letters = text.replace(/&(\w*);?/g, (entity, name: string) => {
    const letter = entity.endsWith(";") ? entities[name] : undefined;
    usual &&= letter !== undefined;
    return letter ?? "";
  });
  return usual ? letters : null;
}

type Step = ["open", string] | ["text", string] | ["close"];

/**
 * Walks XML as claim files have it: elements without attributes, texts, nothing else. That is what a part is but for one
 * in ten thousand, and reading it takes a fifth of the time a whole parser needs. Answers false, and has told nothing,
 * when the text is anything else, right or wrong: then a whole parser judges it.
 */
export function walkFlatXml(xml: string, listener: Omit<XmlListener, "close"> & { close(): void }): boolean {
  const body = xml.replace(DECLARATION, "");
  if (UNUSUAL.test(body)) return false;
  const steps: Step[] = [];
  const open: string[] = [];
  let at = 0;
  let roots = 0;
  while (at < body.length) {
    const tag = body.indexOf("<", at);
    const text = body.slice(at, tag === -1 ? body.length : tag);
    if (open.length === 0) {
      if (text.trim() !== "") return false;
    } else if (text !== "") {
      const letters = lettersOf(text);
      if (letters === null) return false;
      steps.push(["text", letters]);
    }
    if (tag === -1) break;
    const end = body.indexOf(">", tag);
    if (end === -1) return false;
    if (body[tag + 1] === "/") {
      const name = body.slice(tag + 2, end).trimEnd();
      if (open.pop() !== name) return false;
      steps.push(["close"]);
    } else {
      const empty = body[end - 1] === "/";
      const inside = body.slice(tag + 1, empty ? end - 1 : end);
      const name = nameIn(inside);
      if (name === null || open.length >= DEEPEST) return false;
      if (open.length === 0) roots += 1;
      steps.push(["open", name]);
      if (empty) steps.push(["close"]);
      else open.push(inside.trimEnd());
    }
    at = end + 1;
  }
  if (open.length > 0 || roots !== 1) return false;
  for (const step of steps) {
    if (step[0] === "open") listener.open(step[1], 0);
    else if (step[0] === "text") listener.text(step[1]);
    else listener.close();
  }
  return true;
}
