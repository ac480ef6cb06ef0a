import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { refundPayment, requestNumber, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { RefundChoice, RefundInput } from "./inputs.ts";

/** Yêu cầu hoàn tiền, at the facility's desk. Throws NotFound, or Refused: not-paid, refund-open, over-amount. */
export async function requestRefund(desk: Desk, input: RefundInput): Promise<{ refundId: string }> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; refund_id: string }>(sql`
      select refusal, refund_id from app.request_refund(${input.attemptId}::uuid, ${input.amountVnd}, ${input.because}, ${requestNumber("R").slice(0, 31)})`),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  return { refundId: row.refund_id };
}

type Submitted = {
  refusal: string | null;
  request_id: string;
  kind: "full" | "partial";
  amount_vnd: string;
  reference: string;
  transaction_no: string | null;
  created_at: string;
  note_number: string;
};

/**
 * Duyệt và gửi hoàn tiền: written down as submitted, durably, before VNPay is asked, so that it is asked once. What was
 * not surely answered is `unknown` and is not asked again. Throws NotFound, or Refused: already-submitted, second-person.
 */
export async function submitRefund(
  ctx: Context,
  desk: Desk,
  terminal: Terminal,
  { refundId }: RefundChoice,
  ourAddress: string,
): Promise<{ status: string }> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<Submitted>(sql`
      select refusal, request_id, kind, amount_vnd, reference, transaction_no, created_at, note_number
      from app.submit_refund(${refundId}::uuid)`),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  const answer = await refundPayment(terminal, {
    requestId: row.request_id,
    kind: row.kind,
    reference: row.reference,
    amountVnd: BigInt(row.amount_vnd),
    transactionNo: row.transaction_no,
    createdAt: new Date(row.created_at),
    now: new Date(),
    // Not the clerk's name: it leaves the book.
    askedBy: "thu ngan",
    about: `Hoan vien phi ${row.note_number}`,
    ourAddress,
  });
  const done = answer.kind === "accepted" && answer.stage === "done";
  const said = answer.kind === "accepted" ? answer.stage : answer.because;
  const [settled] = await ctx.app.$client<{ status: string }[]>`
    select app.settle_refund(${row.request_id}, ${done ? "succeeded" : answer.kind}, ${said}) as status`;
  return { status: settled?.status ?? "submitted" };
}
