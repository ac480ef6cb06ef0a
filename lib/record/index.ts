import "server-only";

export { type EncounterDetail, type EncounterSummary, findEncounter, listEncounters, sizeOfRecord } from "./queries.ts";
