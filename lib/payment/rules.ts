/** How long a payment may take, once begun: 15 minutes, as in VNPay's samples. */
export const MINUTES_TO_PAY = 15;

/** Within which we answer an IPN. VNPay's own wait is not published; its acceptance tool waits 15 seconds. */
export const ANSWER_IPN_WITHIN_MS = 4_000;

/** How far apart two questions to VNPay are: it answers once in five minutes, whatever about (seen on the sandbox). Ten seconds more, for its clock. */
export const SECONDS_BETWEEN_QUERIES = 310;

/** Above this a second person agrees to a refund; a parameter of ours, as `app.refund_limit` has it. */
export const SECOND_PERSON_ABOVE_VND = 2_000_000n;

/** The least that VNPay's terminal takes ("từ 5,000 đến dưới 1 tỷ đồng"); less is paid at the desk. */
export const LEAST_VND = 5_000n;

/** Where a note stands for whoever is to pay it. `going-on`: begun, and its page is still open. `waiting`: only the bank knows. */
export type NoteStanding =
  | "open"
  | "desk"
  | "going-on"
  | "waiting"
  | "review"
  | "insured"
  | "paid"
  | "partially-refunded"
  | "refunded"
  | "void";

type Try = { status: string; expiresAt: Date };

/** Says where a note stands. `cameBack`: the payer returns from VNPay this moment. */
export function noteStanding(
  note: { status: string; amountVnd: bigint },
  attempts: readonly Try[],
  now: Date,
  cameBack = false,
): NoteStanding {
  if (note.status !== "open") return note.status as NoteStanding;
  if (attempts.some(({ status }) => status === "review")) return "review";
  const live = attempts.find(({ status }) => status === "pending");
  if (live) return cameBack || live.expiresAt <= now ? "waiting" : "going-on";
  return note.amountVnd < LEAST_VND ? "desk" : "open";
}

type Parts = {
  quantity: number;
  unitPriceVnd: number;
  insurancePaysVnd: number;
  copaymentVnd: number;
  selfPayVnd: number;
};

/** What the lines of a note sum to, in whole đồng, as the facility sent them. */
export function sumOfLines(lines: readonly Parts[]) {
  const sum = (of: (line: Parts) => number) => lines.reduce((total, line) => total + of(line), 0);
  const [insurance, copayment, selfPay] = [
    sum((line) => line.insurancePaysVnd),
    sum((line) => line.copaymentVnd),
    sum((line) => line.selfPayVnd),
  ];
  return { total: insurance + copayment + selfPay, insurance, copayment, selfPay };
}
