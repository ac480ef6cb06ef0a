import { inflateSync } from "node:zlib";
import { Refused } from "#lib/platform/errors.ts";
import { MOST_PDF_BYTES } from "./rules.ts";

/**
 * Names of what a PDF does by itself or carries along (ISO 32000-1, 12.6.4 actions, 7.11.4 embedded files, 12.7.8 XFA),
 * and of encryption, under which nothing can be looked through. A paper of a facility needs none.
 */
const ACTIVE = [
  "JS",
  "JavaScript",
  "Launch",
  "EmbeddedFile",
  "EmbeddedFiles",
  "Filespec",
  "FileAttachment",
  "RichMedia",
  "Rendition",
  "Movie",
  "Sound",
  "XFA",
  "SubmitForm",
  "ImportData",
  "GoToR",
  "GoToE",
  "AA",
  "Encrypt",
] as const;
const active = new RegExp(`/(?:${ACTIVE.join("|")})(?![A-Za-z0-9_.-])`);
const MOST_UNFOLDED = 20_000_000;

/** A name may write any of its letters as #4a. */
const spelled = (text: string) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What stands in its compressed streams of objects; null when one of them cannot be read. */
function unfolded(text: string): string | null {
  let all = "";
  for (const { index } of text.matchAll(/\/ObjStm(?![A-Za-z])/g)) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = index;
    const found = begin.exec(text);
    if (!found) return null;
    const from = found.index + found[0].length;
    const end = text.indexOf("endstream", from);
    const dictionary = text.slice(text.lastIndexOf("obj", index), found.index);
    const packed = text.slice(from, end < 0 ? undefined : end);
    if (!/\/Filter/.test(dictionary)) {
      all += packed;
      continue;
    }
    if (!/\/Filter\s*(?:\[\s*)?\/FlateDecode/.test(dictionary)) return null;
    try {
      all += inflateSync(Buffer.from(packed, "latin1"), { maxOutputLength: MOST_UNFOLDED }).toString(
        "latin1",
      );
    } catch {
      return null;
    }
    if (all.length > MOST_UNFOLDED) return null;
  }
  return all;
}

/**
 * A PDF is kept as it came, if it is a plain paper: nothing that acts, nothing carried along, nothing behind its end.
 * Anything that cannot be looked through counts as active. Throws Refused.
 */
export function checkPdf(bytes: Buffer): Buffer {
  if (bytes.length > MOST_PDF_BYTES) throw new Refused("pdf-too-large");
  const text = bytes.toString("latin1");
  const end = text.lastIndexOf("%%EOF");
  if (end < 0 || text.slice(end + 5).trim() !== "") throw new Refused("photo-unreadable");
  const inside = unfolded(spelled(text).includes("/ObjStm") ? text : "");
  if (inside === null || active.test(spelled(text)) || active.test(spelled(inside))) {
    throw new Refused("pdf-active");
  }
  return bytes;
}
