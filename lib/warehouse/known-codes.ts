import {
  nameOfCareKind,
  nameOfCondition,
  nameOfCostGroup,
  nameOfDischargeKind,
  nameOfOutcome,
} from "#lib/catalogue/index.ts";
import type { KnownCodes } from "./formats/check-codes.ts";

/** The code lists of the book, for the checks. */
export const knownCodes: KnownCodes = {
  condition: (code) => nameOfCondition(code) !== null,
  costGroup: (code) => nameOfCostGroup(code) !== null,
  careKind: (code) => nameOfCareKind(code) !== null,
  outcome: (code) => nameOfOutcome(code) !== null,
  dischargeKind: (code) => nameOfDischargeKind(code) !== null,
};
