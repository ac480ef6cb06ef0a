import type { RefundToFollow } from "#components/payment/refund-steps.tsx";
import { SECOND_PERSON_ABOVE_VND } from "#lib/payment/rules.ts";
import type { Fee } from "./read-fee.ts";

/** The refunds of a note as they are followed; of one try when it is named. What a clerk wrote is for its owner alone. */
export function refundsOf(fee: Fee, attemptId?: string): RefundToFollow[] {
  const owed = new Set(fee.attempts.filter((one) => one.owedBack).map((one) => one.attemptId));
  const transfers = new Set(
    fee.attempts.filter((one) => one.channel === "transfer").map((one) => one.attemptId),
  );
  const own = new Map(fee.own ? fee.refunds.map((one) => [one.refundId, one]) : []);
  return fee.refunds
    .filter((one) => !attemptId || one.attemptId === attemptId)
    .map(({ refundId, amountVnd, status, requestedAt, submittedAt, endedAt, ...one }) => {
      const owedBack = owed.has(one.attemptId);
      const known = own.get(refundId);
      const byBook = known?.askedByBook ?? owedBack;
      const byTwo = known !== undefined && !byBook && amountVnd > SECOND_PERSON_ABOVE_VND;
      const said = owedBack ? undefined : known?.because;
      const byBank = transfers.has(one.attemptId);
      const steps = { refundId, amountVnd, status, requestedAt, submittedAt, endedAt, byBook, byTwo, byBank };
      return said ? { ...steps, because: said } : steps;
    });
}
