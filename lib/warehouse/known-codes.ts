import {
  isOccupation,
  isPatientCategory,
  mayBeMainCondition,
  nameOfCareKind,
  nameOfCondition,
  nameOfCostGroup,
  nameOfDischargeKind,
  nameOfEthnicGroup,
  nameOfOutcome,
  nameOfProvince,
  sexOfCondition,
} from "#lib/catalogue/index.ts";
import type { KnownCodes } from "./formats/check-codes.ts";

/** The code lists of the book, for the checks; only lists that are whole. */
export const knownCodes: KnownCodes = {
  condition: (code) => nameOfCondition(code) !== null,
  mainCondition: mayBeMainCondition,
  sexOfCondition,
  costGroup: (code) => nameOfCostGroup(code) !== null,
  careKind: (code) => nameOfCareKind(code) !== null,
  outcome: (code) => nameOfOutcome(code) !== null,
  dischargeKind: (code) => nameOfDischargeKind(code) !== null,
  patientCategory: isPatientCategory,
  ethnicGroup: (code) => nameOfEthnicGroup(code) !== null,
  occupation: isOccupation,
  province: (code) => nameOfProvince(code) !== null,
};
