import { createHash } from "node:crypto";
import type { Sender } from "#lib/facility/index.ts";
import type { Databases } from "#lib/platform/context.ts";
import type { BankStatement } from "./inputs.ts";
import { transferCodesIn } from "./vietqr-rules.ts";

/**
 * What became of a line. `not-ours`: no code of an open or former note of this facility stands in it, and nothing of it is
 * kept. `other-amount`: its note asks for another sum, people look. `owed-back`: its note was over. `differs`: the bank's
 * number was sent before with other words. `other-account`: not an account that the authority knows of this facility.
 */
export type LineOutcome =
  | "settled"
  | "owed-back"
  | "other-amount"
  | "unchanged"
  | "differs"
  | "not-ours"
  | "other-account";

/** Nhận sao kê: settles what came into a facility's account by transfer, line by line; the same sent again changes nothing. */
export async function receiveBankStatement(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  { account, lines }: BankStatement,
): Promise<{ lineId: string; outcome: LineOutcome }[]> {
  const outcomes: { lineId: string; outcome: LineOutcome }[] = [];
  for (const line of lines) {
    const codes = transferCodesIn(line.content);
    if (codes.length === 0) {
      outcomes.push({ lineId: line.lineId, outcome: "not-ours" });
      continue;
    }
    const at = new Date(line.at).toISOString();
    const said = JSON.stringify([account, line.lineId, at, line.amountVnd, line.content]);
    const [row] = await app.$client<{ outcome: LineOutcome }[]>`
      select app.receive_bank_line(${await sender.grant()}, ${account}, ${line.lineId}, ${at}, ${line.amountVnd},
        ${`{${codes.join()}}`}::text[], ${createHash("sha256").update(said).digest()}) as outcome`;
    outcomes.push({ lineId: line.lineId, outcome: row?.outcome ?? "not-ours" });
  }
  return outcomes;
}
