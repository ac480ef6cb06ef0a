import { type Reception, readNotice, replyTo, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { log, summaryOf } from "#lib/platform/log.ts";
import { ANSWER_IPN_WITHIN_MS } from "./rules.ts";

const receptions: readonly string[] = ["recorded", "recorded-before", "unknown-reference", "wrong-amount"];

async function settle(app: Database, terminal: Terminal, query: string, from: string): Promise<Reception> {
  const read = readNotice(terminal, query);
  const told = read.kind === "genuine" ? read.notice : null;
  const reference = told?.reference ?? read.sent.vnp_TxnRef ?? null;
  // Two transactions and one way there and back: the message is kept also when settling fails.
  const [row] = await app.$client<{ reception: string | null }[]>`
    call app.hear_payment(${read.digest}, ${read.kind}, ${JSON.stringify(read.sent)}::text::jsonb, ${from}, ${terminal.code}, ${reference},
      ${told?.outcome ?? null}, ${told?.reason ?? null}, ${told?.amountVnd?.toString() ?? null}, ${told?.transactionNo ?? null},
      ${told?.bankCode ?? null}, ${told?.bankTransactionNo ?? null}, ${told?.paidAt?.toISOString() ?? null}, null)`;
  if (read.kind === "other-terminal") return "unknown-reference";
  if (!told) return read.kind === "bad-signature" ? "bad-signature" : "failed";
  return receptions.includes(row?.reception ?? "") ? (row?.reception as Reception) : "failed";
}

/**
 * Ghi nhận kết quả từ VNPay: the IPN writes. The message is kept first, durably, then settled in one transaction; the
 * same again changes nothing. Never throws: what failed is answered 99, and VNPay calls again.
 */
export async function settleFromIpn(app: Database, terminal: Terminal, query: string, from: string) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reception>((resolve) => {
    timer = setTimeout(resolve, ANSWER_IPN_WITHIN_MS, "failed");
  });
  const settled = settle(app, terminal, query, from).catch((error: unknown): Reception => {
    log("payment.ipn-failed", { error: summaryOf(error) });
    return "failed";
  });
  const reception = await Promise.race([settled, late]);
  clearTimeout(timer);
  return replyTo(reception);
}
