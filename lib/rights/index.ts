import "server-only";

export { answerRight, extendRight, takeRight } from "./answer-right.ts";
export { askExport, makeExportLink, type TakenExport, takeExport } from "./ask-export.ts";
export { askRight, withdrawRight } from "./ask-right.ts";
export { giveConsent, withdrawConsent } from "./decide-consent.ts";
export { eraseOwn } from "./erase-own.ts";
export type { Words } from "./export-document.ts";
export { type Export, lastErasure, listExports } from "./export-queries.ts";
export { makeExport, sweepExports } from "./make-export.ts";
export {
  endOfflineCopy,
  keepOfflineCopy,
  listOfflineCopies,
  type OfflineCopy,
  offlineCopyStands,
  sweepOfflineCopies,
} from "./offline-copy.ts";
export {
  type Consent,
  type ConsentAct,
  countRightsAtDesk,
  findRight,
  findRightAtDesk,
  listConsentActs,
  listConsents,
  listRightEvents,
  listRightEventsAtDesk,
  listRights,
  listRightsAtDesk,
  type OpenedRight,
  type RightAtDesk,
  type RightEvent,
  type RightRequest,
} from "./queries.ts";
