import "server-only";

export { type InsuranceCard, latestInsuranceCard } from "./queries.ts";
