/** What of a line a kind of case is about, and why a person may say that it is wrong. */
export type TargetKind = {
  /** What it says, in the order in which it is shown: names of words in the copy. */
  fields: readonly string[];
  /** By which of them the same line is known again in a later version of the claim. */
  naming: readonly string[];
  /** Why it is wrong, each with the fields that a mended claim would change; none is all of them. */
  reasons: Readonly<Record<string, readonly string[]>>;
};

const kind = (of: TargetKind): TargetKind => of;

/**
 * Dòng nào của sổ có thể báo sai. A new kind of line (a dose, a fee) is one row here, one reader in `read-target.ts` and
 * its words; nothing else knows them apart.
 */
export const targets = {
  visit: kind({
    fields: ["day", "endedDay", "reason", "finalDiagnosis", "treatment", "total", "selfPay"],
    naming: [],
    reasons: {
      "not-mine": ["day"],
      "wrong-day": ["day", "endedDay"],
      "wrong-reason": ["reason"],
      "wrong-diagnosis": ["finalDiagnosis"],
      "wrong-cost": ["total", "selfPay"],
      other: [],
    },
  }),
  condition: kind({
    fields: ["code", "role"],
    naming: ["code"],
    reasons: {
      "never-had": ["code"],
      "not-certain": ["code"],
      "other-disease": ["code"],
      "not-mine": ["code"],
      other: [],
    },
  }),
  medicine: kind({
    fields: ["name", "strength", "dose", "instructions", "quantity", "unit"],
    naming: ["name"],
    reasons: {
      "not-given": ["name"],
      "wrong-name": ["name", "strength"],
      "wrong-dose": ["dose", "instructions"],
      "wrong-quantity": ["quantity"],
      "not-mine": ["name"],
      other: [],
    },
  }),
  service: kind({
    fields: ["name", "quantity", "unit", "day"],
    naming: ["name"],
    reasons: {
      "not-done": ["name"],
      "wrong-name": ["name"],
      "wrong-quantity": ["quantity"],
      "wrong-day": ["day"],
      "not-mine": ["name"],
      other: [],
    },
  }),
  result: kind({
    fields: ["name", "value", "unit", "conclusion", "description", "day"],
    naming: ["name"],
    reasons: {
      "wrong-value": ["value", "conclusion", "description"],
      "wrong-day": ["day"],
      "not-done": ["name"],
      "not-mine": ["name"],
      other: [],
    },
  }),
  note: kind({
    fields: ["noted", "course", "stage", "consultation", "operation"],
    naming: ["noted", "course"],
    reasons: {
      "wrong-words": ["course", "stage", "consultation", "operation"],
      "wrong-day": ["noted"],
      "not-mine": ["course"],
      other: [],
    },
  }),
  cost: kind({
    fields: ["total", "insurancePays", "copayment", "selfPay"],
    naming: [],
    reasons: {
      "wrong-total": ["total"],
      "wrong-insurance": ["insurancePays"],
      "wrong-own": ["copayment", "selfPay"],
      "not-mine": ["total"],
      other: [],
    },
  }),
  paper: kind({
    fields: ["paperKind", "number", "issuedOn", "diagnosis", "fromOn", "toOn", "followUpOn"],
    naming: ["paperKind"],
    reasons: {
      "wrong-words": ["number", "diagnosis"],
      "wrong-day": ["issuedOn", "fromOn", "toOn", "followUpOn"],
      "not-mine": ["paperKind"],
      other: [],
    },
  }),
  "insurance-card": kind({
    fields: ["cardNumber", "validFrom", "validTo"],
    naming: ["cardNumber"],
    reasons: {
      "wrong-number": ["cardNumber"],
      "wrong-days": ["validFrom", "validTo"],
      "not-mine": ["cardNumber"],
      other: [],
    },
  }),
  identity: kind({
    fields: ["personName", "birthDate", "sex"],
    naming: [],
    reasons: { "wrong-name": [], "wrong-birth-date": [], "wrong-sex": [], other: [] },
  }),
  history: kind({
    fields: ["what", "more"],
    naming: [],
    reasons: { "wrong-words": [], "no-longer": [], "not-mine": [], other: [] },
  }),
  fee: kind({
    fields: ["noteNumber", "issuedOn", "amount"],
    naming: ["noteNumber"],
    reasons: {
      "paid-already": ["amount"],
      "wrong-amount": ["amount"],
      "not-done": ["amount"],
      "not-mine": ["noteNumber"],
      other: [],
    },
  }),
  dose: kind({
    fields: ["vaccine", "givenOn", "doseNumber", "lot", "givenPlace"],
    naming: ["vaccine", "givenOn"],
    reasons: {
      "not-given": ["vaccine"],
      "wrong-vaccine": ["vaccine"],
      "wrong-day": ["givenOn"],
      "wrong-lot": ["lot", "doseNumber"],
      "not-mine": ["vaccine"],
      other: [],
    },
  }),
  "missing-dose": kind({
    fields: ["vaccine", "givenOn", "doseNumber", "lot", "givenPlace"],
    naming: [],
    reasons: { "not-in-book": [] },
  }),
  reaction: kind({
    fields: ["vaccine", "givenOn", "doseNumber", "lot", "givenPlace", "signs", "began"],
    naming: [],
    reasons: { "danger-signs": [], "other-signs": [] },
  }),
  "missing-visit": kind({
    fields: ["place", "visitedOn"],
    naming: [],
    reasons: { "not-arrived": [] },
  }),
} as const satisfies Record<string, TargetKind>;

export type TargetName = keyof typeof targets;
