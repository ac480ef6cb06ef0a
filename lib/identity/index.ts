import "server-only";

export { deviceOf } from "./device-rules.ts";
export { endOwnSession } from "./end-own-session.ts";
export { type Contact, findContact } from "./find-contact.ts";
export {
  birthYearIn,
  differences,
  isNewborn,
  isOwnNumber,
  isUsablePersonalId,
  socialInsuranceNumberOf,
} from "./matching-rules.ts";
export { type CitizenDetails, findCitizen, findIdentity } from "./queries.ts";
export type { Realm, SignInError } from "./realms.ts";
export { type CitizenMatch, type ClaimedPerson, Registry } from "./registry.ts";
export {
  type BookOfOther,
  findSession,
  holdBook,
  listOwnSessions,
  type OwnSession,
  recentlySignedIn,
  type Session,
} from "./sessions.ts";
export { sweepSessions } from "./sweep-sessions.ts";
