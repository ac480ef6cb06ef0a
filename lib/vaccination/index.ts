import "server-only";

export { acceptedTrust, acceptedTrustText } from "./accepted-trust.ts";
export { type Answer, type AnsweredForecast, answerCase, Unanswerable } from "./answer-case.ts";
export { answerLine, type Mistaken } from "./answer-line.ts";
export {
  endWatch,
  receiveAtVaccination,
  receiveByNumber,
  receiveUnnumbered,
  screenAttendee,
} from "./attend.ts";
export { type CertificateSheet, certificatePdf } from "./certificate-pdf.ts";
export { type Certificate, findCertificate, listCertificates } from "./certificate-queries.ts";
export { codeOf, scannedText } from "./certificates/code-of.ts";
export { cardFile } from "./certificates/make-health-cards.ts";
export { readSigned } from "./certificates/read-signed.ts";
export { activeKey, readSigningKeys } from "./certificates/signing-key.ts";
export {
  type DosesOfBook,
  findDose,
  listDoses,
  listDosesAndWaiting,
  type WaitingDose,
} from "./dose-queries.ts";
export type { Dose } from "./dose-rules.ts";
export { dueOf, type ForDue, isTold, readForDue } from "./due-of-book.ts";
export { type DoseFiling, type FiledDose, fileDoses, withdrawDoses } from "./file-doses.ts";
export type { Rules } from "./forecasting/rules-index.ts";
export { ForecastCase } from "./inputs.ts";
export { issueCertificate, revokeCertificate, type Signing, subjectOf } from "./issue-certificate.ts";
export { type KnownVaccine, type KnownVaccines, knownVaccines } from "./known-vaccines.ts";
export { listWorkbook } from "./list-workbook.ts";
export {
  type DuePerson,
  LIST_PAGE,
  LIST_WHOLE,
  type OpenedList,
  openDueList,
  vaccinationDesk,
} from "./open-due-list.ts";
export { openPack, type PackName, packNames } from "./packs/open-pack.ts";
export {
  bringVaccine,
  cancelVaccination,
  closeVaccinations,
  inviteToVaccination,
  openVaccination,
  planVaccination,
  sessionDesk,
} from "./plan-vaccination.ts";
export { type CardRevocations, cardRevocations, ownTrust, publicCardKeys } from "./publish-trust.ts";
export { recordDose, undoDose } from "./record-dose.ts";
export { remindOfDoses } from "./remind-of-doses.ts";
export { revokeOverturned } from "./revoke-overturned.ts";
export {
  type Attendee,
  countDueLists,
  findVaccinationSession,
  type Invitation,
  listAttendees,
  listInvitations,
  listSessionDoses,
  listStock,
  listsThatName,
  listVaccinationSessions,
  listVaccinationSteps,
  type NamedOnList,
  personToVaccinate,
  type SessionDose,
  type Stock,
  type VaccinationSession,
} from "./session-queries.ts";
export { endPregnancy, findPregnancy, tellPregnancy } from "./tell-pregnancy.ts";
export { whatIsDue } from "./what-is-due.ts";
export { keepDue, workDue } from "./work-due.ts";
