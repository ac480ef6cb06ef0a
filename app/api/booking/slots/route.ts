import { tellSlots } from "#lib/booking/index.ts";
import { SlotQuestion } from "#lib/booking/inputs.ts";
import { answerSender, refuse, reply } from "../../../_entry/sender.ts";
import { fieldsOf } from "../../../_entry/sent-json.ts";

export const dynamic = "force-dynamic";

/** Giờ còn chỗ of the sender's facility. */
export function GET(request: Request) {
  return answerSender(request, "question", async ({ sender, ...databases }) => {
    const asked = SlotQuestion.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return refuse("not-a-question", { fields: fieldsOf(asked.error) });
    return reply(200, { slots: await tellSlots(databases, sender, asked.data) });
  });
}
