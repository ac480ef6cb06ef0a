import { nameInvoice, receiveFeeNote, voidFeeNote } from "#lib/payment/index.ts";
import { FeeNoteMessage } from "#lib/payment/inputs.ts";
import { answerSender, refuse, reply } from "../../_entry/sender.ts";

export const dynamic = "force-dynamic";

const LARGEST_NOTE = 300_000;

/** The text of a body; null once it is larger than a note may be. */
async function textOf(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_NOTE) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Nhận phiếu thu phí: a facility asks somebody to pay, or takes that back. The same sent again is the same note. */
export function POST(request: Request) {
  return answerSender(request, "fee-note", async ({ sender, ...databases }) => {
    const text = await textOf(request);
    if (text === null) return refuse("note-too-large");
    const sent = jsonOf(text);
    if (sent === undefined) return refuse("not-json");
    const read = FeeNoteMessage.safeParse(sent);
    if (!read.success) {
      const issues = read.error.issues.flatMap((issue) =>
        issue.code === "invalid_union" ? (issue.errors.at(-1) ?? []) : [issue],
      );
      const fields = issues.slice(0, 50).map(({ path, message }) => ({ field: path.join("."), message }));
      return refuse("not-a-note", { fields });
    }
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
