import { createHash } from "node:crypto";
import { queryPayment, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { SECONDS_BETWEEN_QUERIES } from "./rules.ts";

type Turn = { reference: string; created_at: string; request_id: string | null };

/**
 * Hỏi lại VNPay: the net under IPNs that never came, and under refunds that nobody told the end of. Asks about the payment
 * or the refund that waits longest, if it is time to ask at all; answers whether it asked. What is no information changes
 * nothing.
 */
export async function settleFromQuery(
  app: Database,
  terminal: Terminal,
  ourAddress: string,
  secondsBetween = SECONDS_BETWEEN_QUERIES,
): Promise<boolean> {
  const [turn] = await app.$client<Turn[]>`
    select reference, created_at, request_id from app.take_query_turn(${terminal.code}, ${secondsBetween})`;
  if (!turn) return false;
  const { reference } = turn;
  const asked = { reference, createdAt: new Date(turn.created_at), now: new Date(), ourAddress };
  const answer = await queryPayment(terminal, asked).catch((error: unknown) => {
    if (!(error instanceof GatewayUnavailable)) throw error;
    return { kind: "nothing", because: "no-answer" } as const;
  });
  const sent = JSON.stringify({ ...answer, reference }, (_, value) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  await app.$client`
    select app.keep_payment_message('query', ${createHash("sha256").update(sent).digest()},
      ${answer.kind === "told" ? "genuine" : answer.because}, ${reference}, ${sent}::text::jsonb, null)`;
  if (answer.kind === "nothing") {
    log("payment.query-told-nothing", { because: answer.because });
    return true;
  }
  if (turn.request_id !== null) {
    await app.$client`
      select app.settle_refund_from_query(${turn.request_id}, ${answer.refund}, ${answer.status}, ${answer.amountVnd?.toString() ?? null}, ${answer.transactionNo})`;
    return true;
  }
  // Told of a refund, there was a payment that we do not know of: people look.
  const outcome = answer.outcome === "refund" ? "unclear" : answer.outcome;
  await app.$client`
    select app.settle_payment('query', ${terminal.code}, ${reference}, ${outcome}, ${answer.status}, ${answer.amountVnd?.toString() ?? null},
      ${answer.transactionNo}, ${answer.bankCode}, null, ${answer.paidAt?.toISOString() ?? null})`;
  return true;
}
