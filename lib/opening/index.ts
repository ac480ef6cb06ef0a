import "server-only";

export {
  closeDeskOpening,
  deskWith,
  findExpectedPerson,
  findPerson,
  judgeHistory,
  openByCode,
  openEmergency,
} from "./at-the-desk.ts";
export {
  listOpenAtDesk,
  type OpenAtDesk,
  type OpeningAtDesk,
  openingsAtDesk,
  type PersonAtDesk,
  personAtDesk,
} from "./desk-queries.ts";
export { doubtOpening, endOpening, makeOpenCode, withdrawOpenCode } from "./open-code.ts";
export {
  type DeskOpening,
  deskOpeningsOf,
  findDoubt,
  findOpenCode,
  listDoubts,
  listLivingDeskOpenings,
  listOpenCodes,
  livingOpenCode,
  type OpenCode,
  type OpeningDoubt,
  type OpeningReview,
  openingOfCode,
} from "./queries.ts";
export {
  answerDoubt,
  countOpeningCases,
  type DoubtCase,
  type EmergencyCase,
  findDoubtCase,
  findEmergencyCase,
  listOpeningCases,
  type OpeningCase,
  reviewEmergency,
  takeDoubt,
} from "./review-openings.ts";
export { wipeOpenCodes } from "./wipe-open-codes.ts";
