import { createHash } from "node:crypto";
import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

/** Letters of ASCII with single blanks between: as most values are, and the same in any form. */
const ALREADY_PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const plain = (value: string) =>
  ALREADY_PLAIN.test(value) ? value : value.normalize("NFC").replace(/\s+/g, " ").trim();

/** Between field and value, and after each value: letters that no XML can carry. */
const [IS, ENDS] = ["\u0001", "\u0002"];

/** The fields of a row in one order, by the fields as they came: rows of one sender come alike. */
const orders = new Map<string, readonly string[]>();

function inOrder(row: Row): readonly string[] {
  const fields = Object.keys(row);
  const key = fields.join(" ");
  const known = orders.get(key);
  if (known) return known;
  const order = fields.sort();
  // Bounded, because senders choose the fields.
  if (orders.size < 2000) orders.set(key, order);
  return order;
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
