/** The tables of schema `warehouse`, for drizzle-kit. */

export { bookMerges, citizens, identifiers, newbornLinks, toldDetails } from "../lib/identity/tables.ts";
export { insuranceCards } from "../lib/insurance/tables.ts";
export { warehouse } from "../lib/platform/schemas.ts";
export {
  conditions,
  encounters,
  medicines,
  moves,
  notes,
  papers,
  privacyMarkings,
  results,
  services,
} from "../lib/record/tables.ts";
export { doses } from "../lib/vaccination/tables.ts";
export { inbox, inboxChunks } from "../lib/warehouse/inbox-tables.ts";
export {
  claims,
  facilityFreshness,
  facilityMonths,
  filings,
  heldPieces,
  matchDecisions,
  matches,
  partsAside,
  quarantine,
  receivedFiles,
  replacedVersions,
  sentDoses,
} from "../lib/warehouse/tables.ts";
