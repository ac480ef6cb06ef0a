import "server-only";

export {
  type ClaimedEncounter,
  type ClaimedLines,
  type ClaimedPaper,
  type EncounterFiling,
  fileEncounter,
} from "./file-encounter.ts";
export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
export { type ReplacedLines, replaceLines } from "./replace-lines.ts";
export { withdrawEncounter } from "./withdraw-encounter.ts";
