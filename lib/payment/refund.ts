import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { refundPayment, requestNumber, type Terminal } from "#lib/gateways/vnpay/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { RefundChoice, RefundDecision, RefundInput, ReviewDecision } from "./inputs.ts";

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
  channel: "vnpay" | "transfer";
};

/**
 * Duyệt và gửi hoàn tiền: written down as submitted, durably, before VNPay is asked, so that it is asked once. What was
 * not surely answered is `unknown` and is not asked again. What came by transfer is given back by the facility's own bank;
 * `decideRefund` says when. Throws NotFound, or Refused: already-submitted,
 * second-person.
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
      select refusal, request_id, kind, amount_vnd, reference, transaction_no, created_at, note_number, channel
      from app.submit_refund(${refundId}::uuid)`),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  if (row.channel === "transfer") return { status: "submitted" };
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
  const number = answer.kind === "accepted" ? answer.transactionNo : null;
  const [settled] = await ctx.app.$client<{ status: string }[]>`
    select app.settle_refund(${row.request_id}, ${done ? "succeeded" : answer.kind}, ${said}, ${number}) as status`;
  return { status: settled?.status ?? "submitted" };
}

/** Throws what a function of the database refused: null is done. */
async function decided(desk: Desk, statement: ReturnType<typeof sql>): Promise<void> {
  const [row] = await desk.actOnApp((tx) => tx.execute<{ refusal: string | null }>(statement));
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
}

/** Rút yêu cầu hoàn tiền, before it is sent. Throws NotFound, or Refused: already-submitted, owed-back. */
export const withdrawRefund = (desk: Desk, { refundId }: RefundChoice) =>
  decided(desk, sql`select app.withdraw_refund(${refundId}::uuid) as refusal`);

/**
 * Ghi kết quả hoàn tiền: a clerk found out in VNPay's own pages, or in the facility's bank, what became of a refund.
 * Throws NotFound, or Refused: already-ended, too-early, second-person.
 */
export const decideRefund = (desk: Desk, { refundId, outcome, because }: RefundDecision) =>
  decided(desk, sql`select app.decide_refund(${refundId}::uuid, ${outcome}, ${because}) as refusal`);

/**
 * Ghi kết quả xem xét: a clerk found out whether the money of a payment in review is there. Where its note is over the
 * money is owed back. Throws NotFound, or Refused: already-ended.
 */
export const decideReview = (desk: Desk, { attemptId, received, because }: ReviewDecision) =>
  decided(
    desk,
    sql`select app.decide_review(${attemptId}::uuid, ${received === "yes"}, ${because}) as refusal`,
  );
