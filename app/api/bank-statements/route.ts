import { receiveBankStatement } from "#lib/payment/index.ts";
import { BankStatement } from "#lib/payment/inputs.ts";
import { answerSender, refuse, reply } from "../../_entry/sender.ts";
import { bodyOf, fieldsOf } from "../../_entry/sent-json.ts";

export const dynamic = "force-dynamic";

const LARGEST_STATEMENT = 300_000;

/** Nhận sao kê: what came into a facility's account by transfer. The same lines sent again change nothing. */
export function POST(request: Request) {
  return answerSender(request, "bank-statement", async ({ sender, ...databases }) => {
    const sent = await bodyOf(request, LARGEST_STATEMENT);
    if (sent === "too-large") return refuse("statement-too-large");
    if (sent === "not-json") return refuse("not-json");
    const read = BankStatement.safeParse(sent.value);
    if (!read.success) return refuse("not-a-statement", { fields: fieldsOf(read.error) });
    return reply(200, { lines: await receiveBankStatement(databases, sender, read.data) });
  });
}
