export * from "./amount-words.ts";
export * from "./desk-rules.ts";
export * from "./note-rules.ts";

/** How long a payment may take, once begun: 15 minutes, as in VNPay's samples. */
export const MINUTES_TO_PAY = 15;

/** Within which we answer an IPN. VNPay's own wait is not published; its acceptance tool waits 15 seconds. */
export const ANSWER_IPN_WITHIN_MS = 4_000;

/** How far apart two questions to VNPay are: it answers once in five minutes, whatever about (seen on the sandbox). Ten seconds more, for its clock. */
export const SECONDS_BETWEEN_QUERIES = 310;

/** Above this a second person agrees to a refund; a parameter of ours, as `app.refund_limit` has it. */
export const SECOND_PERSON_ABOVE_VND = 2_000_000n;
