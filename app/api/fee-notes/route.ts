import { nameInvoice, receiveFeeNote, voidFeeNote } from "#lib/payment/index.ts";
import { FeeNoteMessage } from "#lib/payment/inputs.ts";
import { answerSender, refuse, reply } from "../../_entry/sender.ts";
import { bodyOf, fieldsOf } from "../../_entry/sent-json.ts";

export const dynamic = "force-dynamic";

const LARGEST_NOTE = 300_000;

/** Nhận phiếu thu phí: a facility asks somebody to pay, or takes that back. The same sent again is the same note. */
export function POST(request: Request) {
  return answerSender(request, "fee-note", async ({ sender, ...databases }) => {
    const sent = await bodyOf(request, LARGEST_NOTE);
    if (sent === "too-large") return refuse("note-too-large");
    if (sent === "not-json") return refuse("not-json");
    const read = FeeNoteMessage.safeParse(sent.value);
    if (!read.success) return refuse("not-a-note", { fields: fieldsOf(read.error) });
    const { noteNumber } = read.data;
    const answer =
      "void" in read.data
        ? await voidFeeNote(databases, sender, read.data)
        : "invoice" in read.data
          ? await nameInvoice(databases, sender, read.data)
          : await receiveFeeNote(databases, sender, read.data);
    return reply(200, { noteNumber, ...answer });
  });
}
