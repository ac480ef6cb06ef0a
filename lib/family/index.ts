import "server-only";

export {
  familyDesk,
  findChild,
  joinNewborn,
  mustBeStation,
  noteChildWord,
  recordRelation,
  undoRelation,
} from "./at-station.ts";
export { type BookMerge, decideMerge, listMerges } from "./decide-merge.ts";
export {
  type ChildWord,
  listChildWords,
  listStationRelations,
  listStoppedRelations,
  type StationRelation,
  type StoppedRelation,
} from "./desk-queries.ts";
export { findDependants } from "./find-dependants.ts";
export {
  endHelperCard,
  findHelperCard,
  type HelperCard,
  makeHelpedCard,
  makeHelperCard,
  type NewCard,
} from "./helper-card.ts";
export {
  beginHelping,
  endHelping,
  findHelpAsked,
  type HelpText,
  helpByCard,
  helpByCode,
} from "./helping.ts";
export {
  answerInvitation,
  answerInviteQuestion,
  invite,
  objectToRelation,
  reviewRelation,
  revokeRelation,
} from "./invite.ts";
export { mindRelations, renewDependants, sweepHelping } from "./mind-relations.ts";
export {
  countUnreadByPerson,
  findInvitationDraft,
  findRelation,
  type Invitation,
  listBooksCaredFor,
  listInvitations,
  listWhoCares,
  namesOfGivers,
  type Relation,
} from "./queries.ts";
export { settleRelation } from "./settle-relation.ts";
export { takeBook } from "./take-book.ts";
