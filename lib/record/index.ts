import "server-only";

export {
  type ClosedEncounter,
  findClosedEncounter,
  listClosedEncounters,
  listOpenedPrivateEncounters,
} from "./closed-queries.ts";
export { MOST_COUNTED, type SenderOfBook } from "./completeness-queries.ts";
export {
  type ConditionRecord,
  type ConditionSummary,
  listConditions,
  listRecordsOfCondition,
} from "./condition-queries.ts";
export { type ConfirmedCondition, listConfirmedConditions } from "./confirmed-queries.ts";
export { findVisitOfNote, listVisitCosts, type VisitCost } from "./cost-queries.ts";
export {
  type ClaimedEncounter,
  type ClaimedLines,
  type ClaimedPaper,
  type EncounterFiling,
  fileEncounters,
  type OfEncounter,
  tablesOfVisits,
  type WrittenEncounter,
  writeEncounter,
} from "./file-encounter.ts";
export { type FiledVisit, readFiledVisits } from "./lines-as-filed.ts";
export { markPrivacy } from "./mark-privacy.ts";
export {
  listLinesOfSubstance,
  listMedicinesByVisit,
  listRecentMedicines,
  listSubstances,
  type MedicineLine,
  type SubstanceSummary,
} from "./medicine-queries.ts";
export { type AnsweredReport, type Completeness, readCompleteness } from "./missing-queries.ts";
export { listMoves, type MovedVisit } from "./move-queries.ts";
export { countNews, lastSeen, listNews, listTasks, type Task } from "./news-queries.ts";
export { type Move, noteMoves } from "./note-moves.ts";
export { closePrivateVisit, openPrivateVisit } from "./open-private-visit.ts";
export { findPaper, listPapers, type PaperDetail, type PaperSummary } from "./paper-queries.ts";
export { privateBecause } from "./privacy-rules.ts";
export { privacyRows } from "./private-visits.data.ts";
export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
export { beginReading, noteSeen } from "./read-book.ts";
export { type ReplacedLines, replaceLines } from "./replace-lines.ts";
export { reportVisit, withdrawReport } from "./report-visit.ts";
export { listResultsOfTest, listTests, type ResultLine, type TestSummary } from "./result-queries.ts";
export {
  type Cursor,
  listTimeline,
  type TimelineChoices,
  type TimelineFilter,
  timelineChoices,
} from "./timeline-queries.ts";
export { chooseResults, openHeldResults } from "./wait-for-doctor.ts";
export { findWaiting } from "./wait-queries.ts";
export { listWeights, type Weight } from "./weight-queries.ts";
export { withdrawEncounters } from "./withdraw-encounters.ts";
