import "server-only";

export { type ClaimedEncounter, type EncounterFiling, fileEncounter } from "./file-encounter.ts";
export { withdrawEncounter } from "./withdraw-encounter.ts";
