import { type Reason, readNotice, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Database } from "#lib/platform/db.ts";

/** Where a payment stands, for the page to which a payer comes back. */
export type Standing = {
  noteId: string;
  reference: string;
  status: string;
  told: "paid" | "declined" | "unclear";
  reason: Reason;
};

/**
 * Người trả quay về: reads where the payment stands, and changes nothing: what a browser brings may be old or replayed.
 * Null for whatever VNPay did not sign, or nobody knows.
 */
export async function standingOfReturn(
  app: Database,
  terminal: Terminal,
  query: string,
): Promise<Standing | null> {
  const read = readNotice(terminal, query);
  if (read.kind !== "genuine") return null;
  const [row] = await app.$client<{ note_id: string; status: string }[]>`
    select note_id, status from app.payment_standing(${terminal.code}, ${read.notice.reference})`;
  if (!row) return null;
  const { reference, outcome: told, reason } = read.notice;
  return { noteId: row.note_id, reference, status: row.status, told, reason };
}
