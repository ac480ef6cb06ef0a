import { archiveOf } from "./formats/text.ts";

/** What a sent body is; nothing else is taken. Archives at the address of doses are named so. */
export type BodyKind = "xml" | "gzip" | "zip" | "json" | "csv" | "doses-gzip" | "doses-zip";

/** What an address takes: claim files, or doses. */
export type BodyOf = "claims" | "doses";

/** The largest body, as the insurance portal takes it. */
export const LARGEST_BODY = 100 * 1024 * 1024;

/** A body is kept in pieces of this size, the last one shorter. The database holds the same limit. */
export const CHUNK_BYTES = 1024 * 1024;

/** How long a sender is kept waiting for the result once the body is whole; an answer is promised within 20 seconds. */
export const ANSWER_WITHIN_MS = 15_000;

/** Pieces of a body that never came whole are kept this long; no body takes longer, for the server ends such requests. */
export const UNFINISHED_FOR = "30 minutes";

const textStart = (head: Uint8Array) => {
  const wide = head[0] === 0xff || head[0] === 0xfe || head[0] === 0 || head[1] === 0;
  const letters = wide ? head.filter((byte) => byte !== 0) : head;
  return Buffer.from(letters.subarray(0, 4096))
    .toString("latin1")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart();
};

/** What a body is by its first bytes, whatever its header says; null when it cannot be what the address takes. */
export function kindOfBody(head: Uint8Array, of: BodyOf = "claims"): BodyKind | null {
  const archive = archiveOf(head);
  if (of === "claims") return archive ?? (textStart(head).startsWith("<") ? "xml" : null);
  if (archive) return `doses-${archive}`;
  return doseKindOf(head);
}

/** Whether a file by its beginning is one of doses: an object of JSON, or a CSV whose first line names a dose. */
export function doseKindOf(head: Uint8Array): "json" | "csv" | null {
  const start = textStart(head);
  if (start.startsWith("{")) return "json";
  return /^[^\r\n<]*\bma_mui_tiem\b/i.test(start) ? "csv" : null;
}

/** How many seconds to wait before filing is tried again, when it has begun so often without an end. */
export function patience(tries: number): number {
  return Math.min(600, 2 * 4 ** Math.min(tries, 6));
}
