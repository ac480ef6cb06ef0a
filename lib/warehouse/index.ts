import "server-only";

export { openIngest } from "./connect.ts";
export { fileFromInbox } from "./file-from-inbox.ts";
export { type Answer, awaitAnswer, findAnswer } from "./find-answer.ts";
export { ANSWER_WITHIN_MS, LARGEST_BODY } from "./inbox-rules.ts";
export type { Level, Problem, ProblemCode } from "./problems.ts";
export { receiveBody } from "./receive-body.ts";
export { type FileReport, receiveClaimFile } from "./receive-claim-file.ts";
export { receiveClaimFiles } from "./receive-claim-files.ts";
export { releaseHeldDossiers } from "./release-held-dossiers.ts";
export { remarkPrivateEncounters } from "./remark-private-encounters.ts";
export { sweepInbox } from "./sweep-inbox.ts";
