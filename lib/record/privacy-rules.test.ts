import { describe, expect, test } from "vitest";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import { privateBecause, type VisitFacts } from "./privacy-rules.ts";
import { privacyRows } from "./private-visits.data.ts";

const visit = (facts: Partial<VisitFacts>): VisitFacts => ({
  conditionCodes: [],
  names: [],
  paperKinds: [],
  patientCategory: null,
  ...facts,
});

describe("a visit is private for what its codes, names and papers say", () => {
  test.each([
    ["B20", "hiv"],
    ["b24.9†", "hiv"],
    ["Z20.6", "hiv"],
    ["A50.9", "sexual-infection"],
    ["A64", "sexual-infection"],
    ["O98.2", "sexual-infection"],
    ["O07.4", "abortion"],
    ["Z31.2", "assisted-reproduction"],
    ["F19", "substance"],
    ["F20", "mental"],
    ["F64.0", "mental"],
    ["T74.2", "violence"],
  ])("%s is %s", (code, reason) => {
    expect(privateBecause(visit({ conditionCodes: ["J18.9", code] }))).toEqual([reason]);
  });

  test.each([
    "A49.9",
    "A65",
    "B19",
    "B25",
    "O03.9",
    "O08.9",
    "O98.0",
    "O98.4",
    "Z20.5",
    "Z31.0",
    "Z31.4",
    "A15.0",
    "E11",
  ])("%s alone is not", (code) => {
    expect(privateBecause(visit({ conditionCodes: [code] }))).toEqual([]);
  });

  test.each([
    ["HIV Ab test nhanh", "hiv"],
    ["Xét nghiệm anti-HIV", "hiv"],
    ["Tenofovir + Lamivudin + Dolutegravir", "hiv"],
    ["Phá thai đến hết 7 tuần", "abortion"],
    ["METHADON hydroclorid", "substance"],
  ])("what is called %s is %s", (name, reason) => {
    expect(privateBecause(visit({ names: [null, "Glucose", name] }))).toEqual([reason]);
  });

  test.each(["Tenofovir", "Siêu âm thai", "Chiva", "Khám thai", "Pha thuốc"])("%s says nothing", (name) => {
    expect(privateBecause(visit({ names: [name] }))).toEqual([]);
  });

  test("papers and the older category of HIV care", () => {
    expect(privateBecause(visit({ paperKinds: ["tb-care", "hiv-care"] }))).toEqual(["hiv", "tb-care"]);
    expect(privateBecause(visit({ patientCategory: "1.9" }))).toEqual(["hiv"]);
    expect(privateBecause(visit({ paperKinds: ["discharge-paper"], patientCategory: "1.1" }))).toEqual([]);
  });
});

test("every row says where it comes from, and every code of it is one that the list of conditions has", () => {
  for (const row of privacyRows) {
    expect(row.source.length).toBeGreaterThan(20);
    for (const code of row.codes.flat()) expect(nameOfCondition(code), code).not.toBeNull();
  }
});
