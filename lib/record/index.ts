import "server-only";

export {
  type EncounterDetail,
  type EncounterSummary,
  findEncounter,
  listEncounters,
  sizeOfRecord,
  warehouseFreshness,
} from "./queries.ts";
