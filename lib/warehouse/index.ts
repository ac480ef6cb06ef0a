import "server-only";

export { confirmMatch } from "./confirm-match.ts";
export { openIngest } from "./connect.ts";
export { fileDecidedMatches } from "./file-decided-matches.ts";
export { fileDeskDoses } from "./file-desk-doses.ts";
export { fileFromInbox } from "./file-from-inbox.ts";
export type { FileReport } from "./file-report.ts";
export { fileTeleconsults } from "./file-teleconsults.ts";
export { type Answer, awaitAnswer, findAnswer } from "./find-answer.ts";
export { called as calledField } from "./formats/findings.ts";
export { daysBetween, isStale, STALE_DAYS } from "./freshness-rules.ts";
export {
  type Candidate,
  findDecisions,
  findHeldDossier,
  type HeldDossier,
  listCandidates,
  type Match,
  type MatchDecision,
  originalOf,
  pieceOf,
} from "./held-dossier.ts";
export { ANSWER_WITHIN_MS, type BodyOf, doseKindOf, LARGEST_BODY } from "./inbox-rules.ts";
export type { Finding, Level, Problem, ProblemCode } from "./problems.ts";
export { proposeMatch } from "./propose-match.ts";
export { added as addedQuality, type Quality } from "./quality-rules.ts";
export {
  countHeld,
  type HeldKind,
  type HeldLine,
  type HeldReason,
  listFreshness,
  listHeld,
  listProposals,
  listQuality,
  listReceivedFiles,
  MOST_COUNTED,
  type ReceivedFile,
} from "./queries.ts";
export { receiveBody } from "./receive-body.ts";
export { receiveClaimFile } from "./receive-claim-file.ts";
export { receiveClaimFiles } from "./receive-claim-files.ts";
export { rejectMatch } from "./reject-match.ts";
export { releaseHeldDossiers } from "./release-held-dossiers.ts";
export { remarkPrivateEncounters } from "./remark-private-encounters.ts";
export { setAsideDossier } from "./set-aside-dossier.ts";
export { sweepInbox } from "./sweep-inbox.ts";
export { takeBackDossier } from "./take-back-dossier.ts";
export { undoMatch } from "./undo-match.ts";
