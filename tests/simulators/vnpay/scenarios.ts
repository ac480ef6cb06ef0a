/** What may be switched on, beside `normal`. */
export const scenarios = {
  declined: "no card has enough money",
  "paid-twice": "the bank takes the money twice: two notices, two transaction numbers",
  "told-twice": "each notice comes twice, at the same moment",
  "ipn-lost": "paid, and VNPay never tells us",
  "ipn-before-return": "the payer comes back only after we were told",
  "ipn-late": "we are told four turns (twenty minutes) after the payment",
  "wrong-amount": "the notice tells 1,000 đồng less",
  "bad-signature": "somebody changed the notice on its way",
  suspected: "the money was taken, VNPay suspects fraud (07)",
  slow: "questions and refunds are answered after some seconds",
  down: "questions and refunds are answered 502 with a page",
  huge: "questions and refunds are answered with a megabyte",
  "unsigned-answer": "questions and refunds are answered without a signature",
  "other-payment": "questions are answered about another payment",
  "refund-unknown": "a refund is made, and answered 99",
  "refund-refused": "a refund is refused by the bank (09)",
} as const;

/** A scenario by name. */
export type Scenario = keyof typeof scenarios | "normal";

/** Whether a text names a scenario. */
export const isScenario = (name: unknown): name is Scenario =>
  name === "normal" || (typeof name === "string" && Object.hasOwn(scenarios, name));

/** What is switched on now, and how long five minutes are. */
export const playing = {
  scenario: "normal" as Scenario,
  slowMs: 8_000,
  fiveMinutesMs: Number(process.env.FIVE_MINUTES_MS) || 300_000,
};
