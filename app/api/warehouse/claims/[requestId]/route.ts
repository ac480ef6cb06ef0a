import * as z from "zod";
import { findAnswer } from "#lib/warehouse/index.ts";
import { answerSender, refuse } from "../../../../_entry/sender.ts";
import { replyTo } from "../answer.ts";

export const dynamic = "force-dynamic";

/** Kết quả của một tệp đã gửi, for the facility that sent it. */
export function GET(request: Request, { params }: { params: Promise<{ requestId: string }> }) {
  return answerSender(request, "question", async ({ warehouse, sender }) => {
    const asked = z.uuid().safeParse((await params).requestId);
    const answer = asked.success ? await findAnswer(warehouse, sender, asked.data) : null;
    return asked.success && answer ? replyTo(asked.data, answer) : refuse("not-found");
  });
}
