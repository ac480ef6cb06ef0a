import "server-only";

export type { Book } from "./book.ts";
export { closePrivateEncounter } from "./close-private-encounter.ts";
export type { Desk } from "./desk.ts";
export { noteRefusal } from "./note-refusal.ts";
export { openBook, openBookInHand } from "./open-book.ts";
export { openDesk } from "./open-desk.ts";
export { openPrivateEncounter } from "./open-private-encounter.ts";
export { countOpenings, findOpening, listOpenings, type OpeningFilter } from "./queries.ts";
export { listRefusals, type Refusal } from "./refusals.ts";
export type { DeskPart, DeskPurpose, Opening, OpeningGroup, Part, Purpose } from "./rules.ts";
export { signHeads } from "./sign-heads.ts";
export { latestStatements, publishedKeys } from "./statements.ts";
export { readAsJob } from "./under-grant.ts";
export { type LogFault, type LogReport, verifyLog } from "./verify-log.ts";
export { type Owner, whoseBook } from "./whose-book.ts";
