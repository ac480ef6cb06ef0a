import "server-only";

export { findDependants } from "./find-dependants.ts";
export {
  answerInvitation,
  answerInviteQuestion,
  invite,
  objectToRelation,
  reviewRelation,
  revokeRelation,
} from "./invite.ts";
export { mindRelations, renewDependants } from "./mind-relations.ts";
export {
  countUnread,
  findInvitationDraft,
  findRelation,
  type Invitation,
  listBooksCaredFor,
  listInvitations,
  listWhoCares,
  namesOfGivers,
  type Relation,
} from "./queries.ts";
export { takeBook } from "./take-book.ts";
