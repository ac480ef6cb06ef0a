import "server-only";

export { checkInsuranceCard } from "./check-insurance-card.ts";
export {
  type CardShowing,
  fileInsuranceCards,
  type ShownCard,
  tablesOfCards,
} from "./file-insurance-cards.ts";
export {
  type CardCheck,
  type InsuranceCard,
  latestCardCheck,
  latestInsuranceCard,
  listCardChecks,
  listInsuranceCards,
  type ShownInsuranceCard,
} from "./queries.ts";
export { registeredFacilities } from "./registered-facility.ts";
export { withdrawInsuranceCards } from "./withdraw-insurance-cards.ts";
