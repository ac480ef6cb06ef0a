import "server-only";

export { type CardShowing, fileInsuranceCards, type ShownCard } from "./file-insurance-cards.ts";
export {
  type InsuranceCard,
  latestInsuranceCard,
  listInsuranceCards,
  type ShownInsuranceCard,
} from "./queries.ts";
export { withdrawInsuranceCards } from "./withdraw-insurance-cards.ts";
