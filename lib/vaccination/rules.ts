// What is pure and safe in the browser.
export { noTrust, readTrust, type Trust } from "./certificates/trust.ts";
export type { Verdict, VerdictReason } from "./certificates/verdict.ts";
export { verifyCertificate } from "./certificates/verify-certificate.ts";
export { DOSE_STANDINGS, type Dose, type DoseStanding, type ToldDose } from "./dose-rules.ts";
export {
  ageIn,
  ageOn,
  type DueDose,
  type DueList,
  dueRef,
  hasNumber,
  type NotCounted,
  type Strip,
  type StripMark,
  stripMonths,
  stripOf,
} from "./due-rules.ts";
