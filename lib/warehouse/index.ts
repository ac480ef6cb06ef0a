import "server-only";

export { openIngest } from "./connect.ts";
export type { Level, Problem, ProblemCode } from "./problems.ts";
export { type FileReport, receiveClaimFile } from "./receive-claim-file.ts";
export { receiveClaimFiles } from "./receive-claim-files.ts";
export { releaseHeldDossiers } from "./release-held-dossiers.ts";
export { remarkPrivateEncounters } from "./remark-private-encounters.ts";
