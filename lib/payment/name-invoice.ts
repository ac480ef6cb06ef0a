import type { Sender } from "#lib/facility/index.ts";
import type { Databases } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type { InvoiceNote } from "./inputs.ts";
import type { NoteReception } from "./receive-fee-note.ts";

/** Báo hóa đơn điện tử: a facility says by which code the invoice of a note is looked up. Throws Refused: note-unknown, note-void. */
export async function nameInvoice(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  { noteNumber, invoice }: InvoiceNote,
): Promise<NoteReception> {
  const [row] = await app.$client<{ outcome: string; status: string }[]>`
    select outcome, status from app.name_invoice(${await sender.grant()}, ${noteNumber}, ${invoice.code}, ${invoice.address ?? null})`;
  if (row?.outcome !== "invoiced" && row?.outcome !== "unchanged")
    throw new Refused(row?.outcome === "void" ? "note-void" : "note-unknown");
  return { outcome: row.outcome, status: row.status };
}
