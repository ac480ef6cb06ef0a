import "server-only";

export { type CitizenMatch, type ClaimedPerson, matchCitizen } from "./match-citizen.ts";
export { differences, isUsablePersonalId, socialInsuranceNumberOf } from "./matching-rules.ts";
