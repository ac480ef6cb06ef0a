import { createHash } from "node:crypto";
import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

/** Letters of ASCII with single blanks between: as most values are, and the same in any form. */
const ALREADY_PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const plain = (value: string) =>
  ALREADY_PLAIN.test(value) ? value : value.normalize("NFC").replace(/\s+/g, " ").trim();

/** Between field and value, and after each value: letters that no XML can carry. */
const [IS, ENDS] = ["\u0001", "\u0002"];

function canonicalRow(row: Row): string {
  let canonical = "";
  for (const field of Object.keys(row).sort()) {
    const value = plain(row[field] ?? "");
    if (value !== "") canonical += field + IS + value + ENDS;
  }
  return canonical;
}

/**
 * What a dossier says, whatever its envelope: the same content sent as base64 or plain, in another order of parts, rows
 * or fields, with other blanks or empty elements, has the same fingerprint.
 */
export function fingerprintOf(parts: Part[], original: string): Buffer {
  const content = new Map<string, string[]>();
  for (const part of parts) {
    const rows = part.unreadable ? [`unreadable ${plain(original)}`] : part.rows.map(canonicalRow);
    const before = content.get(part.kind);
    if (before) content.set(part.kind, before.concat(rows));
    else if (rows.length > 0) content.set(part.kind, rows);
  }
  if (content.size === 0) return createHash("sha256").update(plain(original)).digest();
  const hash = createHash("sha256");
  for (const kind of [...content.keys()].sort()) {
    hash.update(`${kind}\n`);
    for (const row of (content.get(kind) ?? []).sort()) hash.update(`${row}\n`);
  }
  return hash.digest();
}
