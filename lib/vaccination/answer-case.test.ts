import { describe, expect, test } from "vitest";
import { answerCase, Unanswerable } from "./answer-case.ts";
import { answerLine } from "./answer-line.ts";
import { ForecastCase } from "./inputs.ts";
import { openPack } from "./packs/open-pack.ts";

const cdc = await openPack("cdc");
const infant = { id: "x", dob: "2025-09-05", gender: "F", assessmentDate: "2025-11-10", doses: [] };
const read = (more: object) => ForecastCase.parse({ ...infant, ...more });

describe("what is asked", () => {
  test.each([
    [{ dob: "2025-02-30" }, "dob"],
    [{ assessmentDate: "2025-09-04" }, "before dob"],
    [{ doses: [{ date: "2025-09-04", cvx: "08" }] }, "before dob"],
    [{ doses: [{ date: "2025-11-01" }] }, "cvx"],
    [{ doses: [{ date: "", cvx: "08" }] }, "date"],
    [{ id: undefined }, "id"],
  ])("%j is refused and names what is wrong", (more, word) => {
    const read = ForecastCase.safeParse({ ...infant, ...more });
    expect(read.success ? "" : JSON.stringify(read.error.issues)).toContain(word);
  });

  test("an unknown vaccine group is said, an unknown product is a dose without a verdict", () => {
    expect(() => answerCase(read({ vaccineGroup: "Plague" }), cdc)).toThrow(Unanswerable);
    const answer = answerCase(
      read({ vaccineGroup: "HIB", doses: [{ date: "2025-11-05", cvx: "9999" }] }),
      cdc,
    );
    expect(answer.doses).toEqual([
      { date: "2025-11-05", cvx: "9999", status: null, reason: "Not in the schedule" },
    ]);
  });

  test("both suites' spellings mean the same group, and each gets its own words back", () => {
    const asked = (vaccineGroup: string, suite: string) => answerCase(read({ vaccineGroup, suite }), cdc);
    expect(asked("DTAP", "healthy-v4.45")).toEqual(asked("DTaP/Tdap/Td", "healthy-v4.45"));
    expect(asked("DTaP", "conditions-v4.6")).toMatchObject({ forecast: { seriesStatus: "Not Complete" } });
    const adult = { dob: "1980-01-01", vaccineGroup: "Rota" };
    expect(answerCase(read({ ...adult, suite: "conditions-v4.6" }), cdc)).toMatchObject({
      forecast: { seriesStatus: "Aged Out", forecastDose: "-" },
    });
    expect(answerCase(read(adult), cdc)).toMatchObject({ forecast: { forecastDose: null } });
  });

  test("without a group every group of the pack is answered, once", () => {
    const answer = answerCase(read({}), cdc);
    const names = "forecasts" in answer ? answer.forecasts.map(({ vaccineGroup }) => vaccineGroup) : [];
    expect(names).toEqual(cdc.pack.groups.map(({ name }) => name));
  });
});

test("a line that cannot be answered is answered with what is wrong, its number and its id", () => {
  const good = JSON.stringify({ ...infant, vaccineGroup: "HIB" });
  expect(answerLine(good, 1, cdc)).toMatchObject({ id: "x", forecast: { forecastDose: "1" } });
  expect(answerLine(`\uFEFF${good}\r`, 1, cdc)).toEqual(answerLine(good, 1, cdc));
  expect(answerLine("{", 2, cdc)).toEqual({ id: null, line: 2, error: "not JSON" });
  expect(answerLine("null", 3, cdc)).toMatchObject({ id: null, line: 3 });
  const group = JSON.stringify({ ...infant, vaccineGroup: "Plague" });
  expect(answerLine(group, 4, cdc)).toEqual({
    id: "x",
    line: 4,
    error: "the cdc pack has no vaccine group “Plague”",
  });
  const two = JSON.stringify({ id: 7, dob: "yesterday", assessmentDate: "2025-11-10", doses: [{}] });
  expect(answerLine(two, 5, cdc)).toMatchObject({ id: 7, error: expect.stringMatching(/dob: .*doses.0/) });
});

describe("doses", () => {
  test("are answered in the order given, whatever their dates", () => {
    const doses = [
      { date: "2025-11-05", cvx: "107" },
      { date: "2025-09-06", cvx: "107" },
    ];
    const answer = answerCase(read({ vaccineGroup: "DTAP", doses }), cdc);
    expect(answer.doses.map(({ date, status }) => [date, status])).toEqual([
      ["2025-11-05", "Valid"],
      ["2025-09-06", "Not Valid"],
    ]);
  });

  test("one without effect is sub-standard and counts for nothing", () => {
    const doses = [{ date: "2025-11-05", cvx: "107", withoutEffect: true }];
    expect(answerCase(read({ vaccineGroup: "DTAP", doses }), cdc)).toMatchObject({
      doses: [{ status: "Sub-standard" }],
      forecast: { forecastDose: "1" },
    });
  });

  test("three hundred of them are judged", () => {
    const doses = Array.from({ length: 300 }, (_, i) => ({ date: "2025-11-05", cvx: i % 2 ? "107" : "133" }));
    expect(answerCase(read({ doses }), cdc).doses).toHaveLength(300);
  });
});

test("days of grace are a parameter: none by Vietnamese law, four for those who grant them", async () => {
  const { rulesOf } = await import("./forecasting/rules-index.ts");
  const vn = (await openPack("vn")).pack;
  const early = read({
    vaccineGroup: "Rubella",
    dob: "2024-01-10",
    doses: [{ date: "2025-07-07", cvx: "04" }],
  });
  const status = (graceDays?: number) => answerCase(early, rulesOf(vn, graceDays)).doses[0]?.status;
  expect([status(), status(2), status(3), status(4)]).toEqual(["Not Valid", "Not Valid", "Valid", "Valid"]);
});

test("the WHO pack opens and answers a newborn", async () => {
  const answer = answerCase(read({ vaccineGroup: "BCG" }), await openPack("who"));
  expect(answer).toMatchObject({ forecast: { seriesStatus: "Not complete", earliest: "2025-09-05" } });
});
