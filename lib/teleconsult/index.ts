import "server-only";

export {
  answerCase,
  claimCase,
  deskOfCase,
  keepCase,
  referCase,
  refuseCase,
  releaseCase,
  Taken,
} from "./answer-case.ts";
export { answerReport } from "./answer-report.ts";
export {
  attachToQuestion,
  chooseShare,
  chooseTime,
  chooseWay,
  chooseWho,
  finishPhotos,
  forgetQuestion,
  removeQuestionPhoto,
  sayBodyPart,
  sayFlags,
  saySeverity,
  saySince,
  sayTrouble,
  sendQuestion,
} from "./ask.ts";
export {
  type CaseView,
  type GivenAnswer,
  livingShare,
  type Share,
  type Step,
  type WholeCase,
} from "./case-views.ts";
export {
  caseForDoctor,
  listCasesAtDesk,
  mayAnswer,
  readCasePhoto,
  type WaitingCase,
} from "./desk-queries.ts";
export { figuresCsv, figuresWorkbook } from "./export-figures.ts";
export {
  askAgain,
  cancelCase,
  changeShare,
  judgeAnswer,
  reportConsultation,
  withdrawShare,
} from "./follow-case.ts";
export {
  type AnswerToFile,
  answersToFile,
  lapseUnpaidCases,
  mindPromises,
  noteAnswerFiled,
  releaseIdleCases,
  sweepQuestionDrafts,
} from "./mind-cases.ts";
export {
  countAdults,
  countReports,
  type Figures,
  findReport,
  listFigures,
  listReferralFigures,
  listReports,
  type OpenedReport,
  type ReferralFigures,
  type ReportLine,
} from "./oversight-queries.ts";
export {
  addShift,
  endRemoteCondition,
  endShift,
  enterRemoteCondition,
  keepTemplate,
  removeTemplate,
  setEmergencyPlace,
  setTeleconsultTerms,
} from "./plan.ts";
export {
  caseForCitizen,
  countOpenCases,
  type Draft,
  findDraft,
  listCases,
  listDrafts,
  listRedFlags,
} from "./queries.ts";
export { isAsSigned } from "./sign-answer.ts";
export {
  type Answering,
  type CallTime,
  type EmergencyHelp,
  type EmergencyPlace,
  emergencyHelp,
  findEmergencyPlace,
  findTerms,
  listAllRemoteConditions,
  listAnswering,
  listCallTimes,
  listEmergencyPlaces,
  listRemoteConditions,
  listShifts,
  listTemplates,
  priceOf,
  promiseOf,
  type RemoteCondition,
  type Shift,
  type Template,
  type Terms,
} from "./term-queries.ts";
