import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as z from "zod";

const Kept = z.record(z.string().max(40), z.string());
/** How much a browser keeps in one cookie, with its name and its path. */
const MOST_BYTES = 3_700;
/** Under which name stands who typed it, among the names of the fields. */
const WHOSE = " ";

type Fields = readonly string[];

/** So many letters of each field. */
function packedTo(most: number, fields: Fields, form: FormData, whose: string): string {
  const words = fields.map((field) => [field, String(form.get(field) ?? "").slice(0, most)]);
  const kept = JSON.stringify({ ...Object.fromEntries(words), [WHOSE]: whose });
  return deflateRawSync(kept).toString("base64url");
}

/** What was typed, packed as much as a browser keeps: long words lose their end. */
export function pack(fields: Fields, form: FormData, whose: string): string {
  for (let most = 4_000; most > 300; most -= 400) {
    const kept = packedTo(most, fields, form, whose);
    if (kept.length <= MOST_BYTES) return kept;
  }
  return packedTo(300, fields, form, whose);
}

/** What was packed, for whoever typed it; nothing for others, and nothing of what cannot be read. */
export function unpack(kept: string, whose: string): Record<string, string | undefined> {
  try {
    const text = inflateRawSync(Buffer.from(kept, "base64url"), { maxOutputLength: 200_000 }).toString();
    const { [WHOSE]: typedBy, ...typed } = Kept.parse(JSON.parse(text));
    return typedBy === whose ? typed : {};
  } catch {
    return {};
  }
}
