import "server-only";

export { answerCase, checkCase, takeCase, writeToPerson } from "./answer-case.ts";
export { confirmDose, sayNotGiven } from "./confirm-dose.ts";
export {
  answerDoseDay,
  answerDoseLot,
  answerDosePlace,
  answerVaccine,
  declareDose,
  findDeclared,
  type ReadDeclared,
  readDeclared,
} from "./declare-dose.ts";
export {
  type CaseAtDesk,
  type CaseLine,
  countCasesAtDesk,
  findCaseAtDesk,
  listCasesAtDesk,
  listReactionsAtDesk,
  type ReactionLine,
  readCasePhoto,
} from "./desk-queries.ts";
export { addToCase, appealCase, readOwnPhoto, withdrawCase } from "./follow-case.ts";
export { mendByClaims } from "./mend-by-claims.ts";
export {
  countClosedCases,
  type Draft,
  findCase,
  findDraft,
  findOpenCase,
  listCases,
  listDeclaredDays,
  listLineMarks,
  listReactions,
  type ReactionOfDose,
  usualAnswerDays,
} from "./queries.ts";
export { cardLine, type ReadTarget, readTarget } from "./read-target.ts";
export { remindOfCases, sweepDrafts } from "./remind.ts";
export {
  attachToReport,
  chooseReason,
  removePhoto,
  sayWhatItShouldBe,
  sendReport,
  targetIn,
} from "./report.ts";
export { areDangerous, reportReaction } from "./report-reaction.ts";
