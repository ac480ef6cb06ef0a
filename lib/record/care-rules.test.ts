import { expect, test } from "vitest";
import { careFacts } from "./care-rules.ts";

test("a sheet of care is told in order, days as days, lists apart, and without who it is about", () => {
  const details = {
    personalId: "051188000008",
    hivConfirmedOn: "20200115",
    samplingFacility: "51000",
    registrationStatus: "3; 7",
    regimen: "TDF/3TC/DTG",
    pcrOn: "2020",
    tbOutcome: "",
  };
  expect(careFacts({ kind: "hiv-care", line: 1, fromOn: "2026-01-02", toOn: null, details })).toEqual([
    [
      { field: "hivConfirmedOn", reading: "day", values: ["2020-01-15"] },
      { field: "samplingFacility", reading: "facility", values: ["51000"] },
    ],
    [{ field: "registrationStatus", reading: "codes", values: ["3", "7"] }],
    [{ field: "regimen", reading: "text", values: ["TDF/3TC/DTG"] }],
    [{ field: "pcrOn", reading: "day", values: ["2020"] }],
    [{ field: "tbFrom", reading: "day", values: ["2026-01-02"] }],
  ]);
  expect(careFacts({ kind: "tb-care", line: 1, fromOn: null, toOn: null, details: {} })).toEqual([]);
});
