import type { RefundToFollow } from "#components/payment/refund-steps.tsx";
import type { Fee } from "./read-fee.ts";

/** The refunds of a note as they are followed; of one try when it is named. What a clerk wrote is for its owner alone. */
export function refundsOf(fee: Fee, attemptId?: string): RefundToFollow[] {
  const owed = new Set(fee.attempts.filter((one) => one.owedBack).map((one) => one.attemptId));
  const transfers = new Set(
    fee.attempts.filter((one) => one.channel === "transfer").map((one) => one.attemptId),
  );
  const because = new Map(fee.own ? fee.refunds.map((one) => [one.refundId, one.because]) : []);
  return fee.refunds
    .filter((one) => !attemptId || one.attemptId === attemptId)
    .map(({ refundId, amountVnd, status, requestedAt, submittedAt, endedAt, ...one }) => {
      const byBook = owed.has(one.attemptId);
      const said = byBook ? undefined : because.get(refundId);
      const byBank = transfers.has(one.attemptId);
      const steps = { refundId, amountVnd, status, requestedAt, submittedAt, endedAt, byBook, byBank };
      return said ? { ...steps, because: said } : steps;
    });
}
