import { createHash } from "node:crypto";
import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

/** Letters of ASCII with single blanks between: as most values are, and the same in any form. */
const ALREADY_PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const plain = (value: string) =>
  ALREADY_PLAIN.test(value) ? value : value.normalize("NFC").replace(/\s+/g, " ").trim();

/** Between field and value, and after each value: letters that no XML can carry. */
const [IS, ENDS] = ["\u0001", "\u0002"];

/** The fields of the row before, as they came and in order: rows of one sender come alike. */
let before: { came: readonly string[]; order: readonly string[] } = { came: [], order: [] };

const alike = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((field, i) => field === b[i]);

/** The fields of a row in one order. */
function inOrder(row: Row): readonly string[] {
  const came = Object.keys(row);
  if (!alike(came, before.came)) before = { came, order: [...came].sort() };
  return before.order;
}

function canonicalRow(row: Row): string {
  let canonical = "";
  for (const field of inOrder(row)) {
    const sent = row[field];
    if (!sent) continue;
    const value = plain(sent);
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
  const kinds = [...content.keys()].sort();
  const canonical = kinds.flatMap((kind) => [kind, ...(content.get(kind) ?? []).sort()]).join("\n");
  return createHash("sha256").update(`${canonical}\n`).digest();
}
