import { createHash } from "node:crypto";
import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

const plain = (value: string) => value.normalize("NFC").replace(/\s+/g, " ").trim();

function canonicalRow(row: Row): string {
  const pairs = Object.entries(row)
    .map(([field, value]): [string, string] => [field, plain(value)])
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(pairs);
}

/**
 * What a dossier says, whatever its envelope: the same content sent as base64 or plain, in another order of parts, rows
 * or fields, with other blanks or empty elements, has the same fingerprint.
 */
export function fingerprintOf(parts: Part[], original: string): Buffer {
  const content = new Map<string, string[]>();
  for (const part of parts) {
    const rows = part.unreadable ? [`unreadable ${plain(original)}`] : part.rows.map(canonicalRow);
    if (rows.length > 0) content.set(part.kind, [...(content.get(part.kind) ?? []), ...rows].sort());
  }
  const sorted = [...content].sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = sorted.length > 0 ? JSON.stringify(sorted) : plain(original);
  return createHash("sha256").update(canonical).digest();
}
