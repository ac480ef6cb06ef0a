import "server-only";

export {
  type ClaimedEncounter,
  type ClaimedLines,
  type ClaimedPaper,
  type EncounterFiling,
  fileEncounters,
  type OfEncounter,
} from "./file-encounter.ts";
export { type Move, noteMoves } from "./note-moves.ts";
export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
export { type ReplacedLines, replaceLines } from "./replace-lines.ts";
export { withdrawEncounters } from "./withdraw-encounters.ts";
