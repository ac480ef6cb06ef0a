import "server-only";

export { type ClaimedEncounter, type EncounterFiling, fileEncounter } from "./file-encounter.ts";
export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
export { withdrawEncounter } from "./withdraw-encounter.ts";
