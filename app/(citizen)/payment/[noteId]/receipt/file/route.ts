import type { Route } from "next";
import { redirect } from "next/navigation";
import { receiptPdf } from "#lib/payment/index.ts";
import { ownBookOf } from "#lib/platform/context.ts";
import { NotFound, SignedOut } from "#lib/platform/errors.ts";
import { currentCitizen } from "../../../../../_entry/actor.ts";
import { receiptOf } from "../../../_parts/receipt-sheet.ts";

type Place = { params: Promise<{ noteId: string }> };

/** Tải bản PDF: the receipt as a file, for whoever may read it. */
export async function GET(_: Request, { params }: Place): Promise<Response> {
  const { noteId } = await params;
  try {
    const { ctx } = await currentCitizen();
    const { sheet, note } = await receiptOf({ ...ctx, inHand: ownBookOf(ctx.actor) }, noteId);
    const file = await receiptPdf(sheet);
    return new Response(new Uint8Array(file), {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="xac-nhan-${note.noteNumber.replace(/[^A-Za-z0-9-]/g, "-")}.pdf"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof SignedOut)
      redirect(`/sign-in?next=/payment/${encodeURIComponent(noteId)}/receipt` as Route);
    if (error instanceof NotFound) return new Response(null, { status: 404 });
    throw error;
  }
}
