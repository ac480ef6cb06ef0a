import { hash } from "node:crypto";
import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

/** Letters of ASCII with single blanks between: as most values are, and the same in any form. */
const ALREADY_PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const plain = (value: string) =>
  ALREADY_PLAIN.test(value) ? value : value.normalize("NFC").replace(/\s+/g, " ").trim();

/** Between field and value, and after each value: letters that no XML can carry. */
const [IS, ENDS] = ["\u0001", "\u0002"];

/** Fields as they came in some rows, and in order: rows of one sender and part come alike. By how many there are. */
const orders = new Map<number, { came: readonly string[]; order: readonly string[] }[]>();
const MOST_ORDERS = 20;

const alike = (a: readonly string[], b: readonly string[]) => a.every((field, i) => field === b[i]);

/** The fields of a row in one order. */
function inOrder(row: Row): readonly string[] {
  const came = Object.keys(row);
  const asMany = orders.get(came.length) ?? [];
  const known = asMany.find((one) => alike(came, one.came));
  if (known) return known.order;
  const order = [...came].sort();
  orders.set(came.length, [{ came, order }, ...asMany.slice(0, MOST_ORDERS - 1)]);
  return order;
}

/** What `plain` would change, or may: anything but ASCII and the letters of Vietnamese in one piece, and blanks too many. */
const NOT_PLAIN = new RegExp(`[^${IS}${ENDS} -~À-ſƠơƯưẠ-ỹ]| {2}|${IS} | ${ENDS}`);

function canonicalRow(row: Row): string {
  const pieces: string[] = [];
  for (const field of inOrder(row)) {
    const sent = row[field];
    if (sent) pieces.push(field, IS, sent, ENDS);
  }
  // Joined and looked at as one: value by value would take as many strings again.
  const canonical = pieces.join("");
  if (!NOT_PLAIN.test(canonical)) return canonical;
  for (let i = 2; i < pieces.length; i += 4) {
    const value = plain(pieces[i] ?? "");
    if (value === "") pieces.splice(i - 2, 4, "", "", "", "");
    else pieces[i] = value;
  }
  return pieces.join("");
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
  if (content.size === 0) return hash("sha256", plain(original), "buffer");
  const kinds = [...content.keys()].sort();
  const canonical = kinds.flatMap((kind) => [kind, ...(content.get(kind) ?? []).sort()]).join("\n");
  return hash("sha256", `${canonical}\n`, "buffer");
}
