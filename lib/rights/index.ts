import "server-only";

export { answerRight, extendRight, takeRight } from "./answer-right.ts";
export { askRight, withdrawRight } from "./ask-right.ts";
export { giveConsent, withdrawConsent } from "./decide-consent.ts";
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
