// What is pure and safe in the browser.
export { type CardBox, type CardRow, cardOf } from "./card-rules.ts";
export {
  type Answer as CertificateAnswer,
  type CertificateKind,
  type CertificateStanding,
  canCertify,
  GOOD_FOR_DAYS,
  kindFor,
  standingOf,
  whatCanBeCertified,
} from "./certificate-rules.ts";
export { digitsOf } from "./certificates/numeric-code.ts";
export { type ReadContent, type ReadDose, readContent } from "./certificates/read-content.ts";
export { type About, COVID, HISTORY, isProven, signedDoses, stillStands } from "./certificates/told-dose.ts";
export { noTrust, readTrust, type Trust, type TrustText } from "./certificates/trust.ts";
export type { Verdict, VerdictReason } from "./certificates/verdict.ts";
export { verifyCertificate } from "./certificates/verify-certificate.ts";
export {
  alreadyThere,
  type DayFault,
  DECLARED_STANDINGS,
  type DeclareAnswers,
  type Declared,
  type DeclaredStanding,
  type DeclareQuestion,
  declaredDay,
  declareQuestions,
  firstUnanswered,
  isDeclaredVaccine,
  readDoseNumber,
  readLot,
} from "./declared-rules.ts";
export { type DeclaredVaccine, declaredVaccines } from "./declared-vaccines.data.ts";
export {
  DOSE_STANDINGS,
  type Dose,
  type DoseStanding,
  isLot,
  mayBeOneDose,
  type ToldDose,
} from "./dose-rules.ts";
export {
  ageIn,
  ageOn,
  CHILD_YEARS,
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
export {
  isPregnant,
  mayBePregnant,
  type Pregnancy,
  pregnancyBegan,
  pregnancyUntil,
} from "./pregnancy-rules.ts";
export {
  ATTENDEE_STATUSES,
  type AttendeeStatus,
  clockText,
  DUE_LISTS,
  type DueListKind,
  LIST_RULES,
  minuteOf,
  SITES,
  schoolYearOfBirth,
  WATCH_MINUTES,
} from "./station-rules.ts";
