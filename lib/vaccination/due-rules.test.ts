import { describe, expect, test } from "vitest";
import { type Dose, joinSources, kindOfDose, type ToldDose } from "./dose-rules.ts";
import { ageIn, stripMonths, stripOf } from "./due-rules.ts";
import { knownVaccines } from "./known-vaccines.ts";
import { whatIsDue } from "./what-is-due.ts";

const known = await knownVaccines();
let count = 0;
function told(vaccineCode: string, givenOn: string, over: Partial<ToldDose> = {}): ToldDose {
  count += 1;
  return {
    doseId: `dose-${String(count).padStart(4, "0")}`,
    ...{ facilityCode: "51085", declared: null, insteadOf: null },
    product: null,
    vaccineCode,
    antigens: known.byCode(vaccineCode)?.antigens ?? [],
    ...{ lot: null, doseNumber: null, site: null, route: null, givenOn, place: null, placeCode: "51085" },
    ...{ givenBy: null, documentRef: null, standing: "recorded", receivedAt: new Date("2026-06-01") },
    ...over,
  };
}
const child = { birthDate: "2026-02-10", sex: "female", wardCode: "21085" };
const doses = (...given: [string, string][]): Dose[] =>
  joinSources(given.map(([code, on]) => told(code, on)));
const names = (list: readonly { group: string; dose: number }[]) =>
  list.map(({ group, dose }) => `${group} ${dose}`);
/** All that the programme wants of a child of five months. */
const soFar: [string, string][] = [
  ["19", "2026-02-12"],
  ["08", "2026-02-10"],
  ...(["2026-04-13", "2026-05-13", "2026-06-15"].flatMap((on) => [
    ["198", on],
    ["178", on],
  ]) as [string, string][]),
  ["VN-ROTAVIN", "2026-04-13"],
  ["VN-ROTAVIN", "2026-05-13"],
  ["10", "2026-07-13"],
];

describe("one dose of several sources", () => {
  test("is one by person, day and kind; who gave it is believed first", () => {
    const far = { facilityCode: "51999", standing: "reported" as const };
    const joined = joinSources([
      told("102", "2026-06-12", far),
      told("198", "2026-06-12"),
      told("198", "2026-06-13", far),
    ]);
    expect(
      joined.map(({ givenOn, facilityCode, sources }) => [givenOn, facilityCode, sources.length]),
    ).toEqual([
      ["2026-06-13", "51999", 1],
      ["2026-06-12", "51085", 2],
    ]);
  });

  test("of one source twice are two; live and inactivated, drops and injection stay apart", () => {
    expect(joinSources([told("08", "2026-02-10"), told("08", "2026-02-10")])).toHaveLength(2);
    const kinds = ["VN-IMOJEV", "VN-JEVAX", "178", "10"].map((code) =>
      kindOfDose({ vaccineCode: code, antigens: known.byCode(code)?.antigens ?? [] }),
    );
    expect(new Set(kinds).size).toBe(4);
  });

  test("taken back by its source stands alone", () => {
    const joined = joinSources([
      told("19", "2026-02-12", { standing: "withdrawn" }),
      told("19", "2026-02-12", { facilityCode: "51999" }),
    ]);
    expect(joined.map(({ standing, sources }) => [standing, sources.length]).sort()).toEqual([
      ["recorded", 1],
      ["withdrawn", 1],
    ]);
  });
});

describe("what is due by the Vietnamese schedule", () => {
  test("a child of nine months: measles and the second polio injection, said once each", async () => {
    const list = await whatIsDue(child, doses(...soFar), "2026-11-26");
    expect(names(list?.due ?? []).sort()).toEqual(["IPV 2", "MEASLES 1", "PCV_TCMR 1"]);
    expect(list?.due.find(({ group }) => group === "MEASLES")).toMatchObject({
      ...{ recommended: "2026-11-10", age: "9 months", isSure: true, previousOn: null },
    });
    expect(list?.due.find(({ group }) => group === "IPV")).toMatchObject({
      previousOn: "2026-07-13",
      isSure: false,
    });
    expect(names(list?.later ?? [])).toContain("DTP_B1 4");
    expect(list?.notCounted).toEqual([]);
  });

  test("the day before nine months it is not due yet", async () => {
    const list = await whatIsDue(child, doses(...soFar), "2026-11-09");
    expect(names(list?.due ?? [])).not.toContain("MEASLES 1");
    expect(list?.later.find(({ group }) => group === "MEASLES")?.recommended).toBe("2026-11-10");
  });

  test("who has grown out of the programme is not said to be due", async () => {
    for (const birthDate of ["1950-03-01", "1990-01-02", "2005-05-05"]) {
      const list = await whatIsDue({ ...child, birthDate }, [], "2026-11-26");
      expect(list?.due, birthDate).toEqual([]);
      expect(list?.pastAge.length, birthDate).toBeGreaterThan(0);
    }
  });

  test("a year of birth alone tells nothing; a dose too early is named with why", async () => {
    expect(await whatIsDue({ ...child, birthDate: "1949" }, [], "2026-11-26")).toBeNull();
    const early = doses(["05", "2026-09-01"]);
    const list = await whatIsDue(child, early, "2026-11-26");
    expect(list?.notCounted).toEqual([{ doseId: early[0]?.doseId, reason: "too-young" }]);
    expect(names(list?.due ?? [])).toContain("MEASLES 1");
  });

  test("pneumococcal vaccine is the programme's in Quảng Ngãi only", async () => {
    const list = await whatIsDue({ ...child, wardCode: null }, doses(...soFar), "2026-11-26");
    expect(names(list?.due ?? [])).not.toContain("PCV_TCMR 1");
    expect(list?.service).toContain("Pneumococcal");
    const older = await whatIsDue({ ...child, birthDate: "2024-03-12" }, [], "2026-11-26");
    expect(older?.due.find(({ group }) => group === "PCV_TCMR")?.recommended).toBe("2026-07-01");
  });
});

describe("the picture of a child's schedule", () => {
  test("has what was given, what is due under today's age, and what comes", async () => {
    const given = doses(...soFar);
    const list = await whatIsDue(child, given, "2026-11-26");
    const strip = list && stripOf(child.birthDate, given, list, "2026-11-26");
    expect(stripMonths[strip?.today ?? 0]).toBe(9);
    const marks = (name: string) =>
      strip?.rows
        .find((row) => row.name === name)
        ?.marks.map(({ column, kind, times }) => `${kind} ${stripMonths[column]} ${times}`);
    expect(marks("tb")).toEqual(["given 0 1"]);
    expect(marks("dtp")).toEqual(["given 4 1", "given 3 1", "given 2 1", "later 18 1"]);
    expect(marks("polio")).toEqual(["given 5 1", "given 4 1", "given 3 1", "given 2 1", "due 9 1"]);
    expect(marks("measles")).toEqual(["due 9 1", "later 18 1"]);
    expect(marks("je")).toEqual(["later 12 1", "later 24 1"]);
  });

  test("is not drawn for whoever is older", () => {
    expect(stripOf("2018-01-01", [], { due: [], coming: [] }, "2026-11-26")).toBeNull();
    expect(stripOf("2026", [], { due: [], coming: [] }, "2026-11-26")).toBeNull();
  });
});

test("ages of the schedule in words", () => {
  expect(["0 days", "2 months", "1 year", "12 months + 1 week", null].map(ageIn)).toEqual([
    { unit: "birth", count: 0 },
    { unit: "months", count: 2 },
    { unit: "years", count: 1 },
    { unit: "months", count: 12 },
    null,
  ]);
});

test("a pregnant woman who had one dose of childhood follows the tetanus doses of pregnancy, not the child's", async () => {
  const woman = {
    ...{ birthDate: "1990-01-02", sex: "female", wardCode: null },
    pregnancy: { dueOn: "2027-03-01", toldOn: "2026-11-20", endedOn: null },
  };
  const due = async (...given: [string, string][]) =>
    names((await whatIsDue(woman, doses(...given), "2026-11-26"))?.due ?? []);
  expect(await due()).toEqual(["TT_PREG_0 1"]);
  expect(await due(["139", "2025-05-20"])).toEqual(["TT_PREG_0 1"]);
  expect(await due(["112", "2025-05-20"])).toEqual(["TT_PREG_0 1"]);
  expect((await whatIsDue({ ...woman, pregnancy: null }, doses(), "2026-11-26"))?.due).toEqual([]);
});
