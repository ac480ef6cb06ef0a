import "server-only";

export {
  type ConditionRecord,
  type ConditionSummary,
  listConditions,
  listRecordsOfCondition,
} from "./condition-queries.ts";
export {
  type ClaimedEncounter,
  type ClaimedLines,
  type ClaimedPaper,
  type EncounterFiling,
  fileEncounter,
} from "./file-encounter.ts";
export {
  listLinesOfSubstance,
  listMedicinesByVisit,
  listRecentMedicines,
  listSubstances,
  type MedicineLine,
  type SubstanceSummary,
} from "./medicine-queries.ts";
export { findPaper, listPapers, type PaperDetail, type PaperSummary } from "./paper-queries.ts";
export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
export { type ReplacedLines, replaceLines } from "./replace-lines.ts";
export { listResultsOfTest, listTests, type ResultLine, type TestSummary } from "./result-queries.ts";
export {
  type Cursor,
  listTimeline,
  type TimelineChoices,
  type TimelineFilter,
  timelineChoices,
} from "./timeline-queries.ts";
export { withdrawEncounter } from "./withdraw-encounter.ts";
