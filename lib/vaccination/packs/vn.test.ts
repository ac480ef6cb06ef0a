import { describe, expect, test } from "vitest";
import { answerCase } from "../answer-case.ts";
import { dayNumber, plus, writtenDay } from "../forecasting/calendar.ts";
import { ForecastCase } from "../inputs.ts";
import { openPack } from "./open-pack.ts";
import { vnPack, vnSchedule } from "./vn.ts";

const rules = await openPack("vn");
const BORN = "2025-01-15";
const BINH_SON = "21040";

const at = (age: string, days = 0) => writtenDay(plus(dayNumber(BORN) ?? Number.NaN, age) + days);

type Given = [date: string, cvx: string];
type Person = {
  gender?: string;
  ward?: string;
  observations?: { code: string; date?: string }[];
  dob?: string;
};

function ask(vaccineGroup: string, doses: Given[], assessmentDate: string, person: Person = {}) {
  const asked = ForecastCase.parse({
    id: "vn",
    dob: BORN,
    gender: "F",
    ...person,
    assessmentDate,
    vaccineGroup,
    doses: doses.map(([date, cvx]) => ({ date, cvx })),
  });
  const answer = answerCase(asked, rules);
  if (!("forecast" in answer)) throw new Error("asked for one group");
  return {
    ...answer.forecast,
    doses: answer.doses.map(({ status, reason }) => (reason ? `${status}: ${reason}` : status)),
  };
}

test("all 72 rows are there, with sources, confidence and the day of review, approved by nobody yet", () => {
  const { rows, sources, reviewedOn, reviewedBy } = vnSchedule;
  expect(rows).toHaveLength(72);
  expect(rows.filter((row) => !row.confidence || row.sources.some((code) => !sources[code]))).toEqual([]);
  expect(reviewedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(reviewedBy).toBeNull();
});

test("every row is used by a series, and every dose names its row", () => {
  const doses = Object.values(vnPack().antigens).flatMap(({ series }) => series.flatMap((one) => one.doses));
  const used = new Set(doses.map(({ rule }) => rule));
  expect(
    vnSchedule.rows.map(({ group, dose }) => `${group} ${dose}`).filter((row) => !used.has(row)),
  ).toEqual([]);
  expect(doses.filter(({ rule }) => !rule)).toEqual([]);
});

/** First doses by group: a vaccine, and the least age in the law or on the label. */
const firstDoses: [group: string, cvx: string, minimum: string][] = [
  ["DTP", "198", "2 months"],
  ["DTP", "146", "6 weeks"],
  ["Hib", "198", "2 months"],
  ["Hib", "146", "6 weeks"],
  ["Polio", "178", "2 months"],
  ["Polio", "146", "6 weeks"],
  ["Measles", "05", "9 months"],
  ["Rubella", "04", "18 months"],
  ["Rubella", "03", "9 months"],
  ["Mumps", "03", "9 months"],
  ["Japanese Encephalitis", "129", "1 year"],
  ["Japanese Encephalitis", "VN-IMOJEV", "9 months"],
  ["Rotavirus", "122", "2 months"],
  ["Rotavirus", "116", "7 weeks + 4 days"],
  ["Pneumococcal", "177", "6 weeks"],
  ["HPV", "165", "9 years"],
  ["Meningococcal B", "163", "2 months"],
  ["Meningococcal BC", "VN-MENGOC-BC", "6 months"],
  ["Meningococcal", "203", "6 weeks"],
  ["Varicella", "21", "12 months"],
  ["Influenza", "150", "6 months"],
  ["HepA", "83", "12 months"],
  ["Typhoid", "101", "2 years"],
  ["Cholera", "26", "2 years"],
  ["Dengue", "VN-QDENGA", "4 years"],
  ["Zoster", "187", "50 years"],
];

describe("the least age of a first dose, without days of grace", () => {
  test.each(firstDoses)("%s (%s) from %s", (group, cvx, minimum) => {
    const given = (days: number) => ask(group, [[at(minimum, days), cvx]], at(minimum, 1)).doses;
    expect([-1, 0, 1].map(given)).toEqual([["Not Valid: Age: Too Young"], ["Valid"], ["Valid"]]);
  });
});

/** Second doses: after the first, on the day that the interval ends. */
const secondDoses: [group: string, cvx: string, first: string, interval: string][] = [
  ["DTP", "198", "2 months", "28 days"],
  ["Hib", "198", "2 months", "28 days"],
  ["HepB", "198", "2 months", "28 days"],
  ["Rotavirus", "122", "2 months", "28 days"],
  ["DTP", "146", "2 months", "4 weeks"],
  ["Measles", "03", "17 months + 20 days", "28 days"],
  ["Japanese Encephalitis", "129", "1 year", "1 week"],
  ["Japanese Encephalitis", "VN-IMOJEV", "9 months", "1 year"],
  ["Varicella", "21", "12 months", "3 months"],
  ["HepA", "83", "12 months", "6 months"],
  ["HPV", "165", "9 years", "6 months"],
  ["Cholera", "26", "2 years", "14 days"],
  ["Dengue", "VN-QDENGA", "4 years", "3 months"],
  ["Zoster", "187", "50 years", "2 months"],
  ["Meningococcal BC", "VN-MENGOC-BC", "6 months", "6 weeks"],
];

describe("the least interval before a second dose", () => {
  test.each(secondDoses)("%s (%s), first at %s, then %s", (group, cvx, first, interval) => {
    const firstOn = at(first);
    const due = plus(dayNumber(firstOn) ?? Number.NaN, interval);
    const given = (days: number) =>
      ask(
        group,
        [
          [firstOn, cvx],
          [writtenDay(due + days), cvx],
        ],
        writtenDay(due + 30),
      ).doses[1];
    expect([-1, 0, 1].map(given)).toEqual(["Not Valid: Interval: too Soon", "Valid", "Valid"]);
  });
});

describe("a newborn, dose by dose (TT 38/2017, values kept in TT 52/2025)", () => {
  test("hepatitis B at birth, then with the combined vaccine from two months", () => {
    expect(ask("HepB", [], at("0 days"))).toMatchObject({ forecastDose: "1", earliest: BORN });
    const born: Given[] = [[BORN, "08"]];
    expect(ask("HepB", born, at("1 month"))).toMatchObject({
      forecastDose: "2",
      earliest: at("2 months"),
      pastDue: at("3 months", -1),
    });
    // The dose at birth was missed: it is not made up for once the combined vaccine is due.
    expect(ask("HepB", [], at("2 months"))).toMatchObject({ forecastDose: "1", earliest: at("2 months") });
  });

  test("three combined doses, the boosters at 18 months and 7 years", () => {
    const three: Given[] = ["2 months", "3 months", "4 months"].map((age) => [at(age), "198"]);
    expect(ask("DTP", three, at("5 months"))).toMatchObject({
      seriesStatus: "Not complete",
      forecastDose: "4",
      earliest: at("18 months"),
      pastDue: at("19 months", -1),
    });
    expect(ask("Hib", three, at("5 months")).seriesStatus).toBe("Complete");
    const four: Given[] = [...three, [at("18 months"), "01"]];
    expect(ask("DTP", four, at("2 years"))).toMatchObject({ forecastDose: "5", earliest: at("7 years") });
    expect(ask("DTP", [...four, [at("7 years"), "138"]], at("8 years")).seriesStatus).toBe("Complete");
  });

  test("six-in-one instead: a fourth dose at 16 months, and Td at 7 years all the same", () => {
    const three: Given[] = [
      [BORN, "08"],
      ...["2 months", "3 months", "4 months"].map((age): Given => [at(age), "146"]),
    ];
    expect(ask("DTP", three, at("5 months"))).toMatchObject({
      forecastDose: "4",
      earliest: at("10 months"),
      recommended: at("16 months"),
    });
    // The dose at birth and three more are what the programme asks for.
    expect(ask("HepB", three, at("5 months")).seriesStatus).toBe("Complete");
    const four: Given[] = [...three, [at("16 months"), "146"]];
    expect(ask("DTP", four, at("2 years"))).toMatchObject({ forecastDose: "5", earliest: at("7 years") });
    expect(ask("DTP", [...four, [at("7 years"), "138"]], at("8 years")).seriesStatus).toBe("Complete");
  });

  test("after 4 years the booster of 18 months is passed over, the one of 7 years remains", () => {
    const three: Given[] = ["2 months", "3 months", "4 months"].map((age) => [at(age), "198"]);
    expect(ask("DTP", three, at("4 years", -1)).earliest).toBe(at("18 months"));
    expect(ask("DTP", three, at("4 years")).earliest).toBe(at("7 years"));
  });

  test("drops and injections against polio are due beside each other; six-in-one meets both", () => {
    const drops: Given[] = ["2 months", "3 months", "4 months"].map((age) => [at(age), "178"]);
    expect(ask("Polio", drops, at("4 months"))).toMatchObject({
      earliest: at("5 months"),
      forecastDose: "1",
    });
    const both: Given[] = [...drops, [at("5 months"), "10"]];
    expect(ask("Polio", both, at("6 months"))).toMatchObject({ earliest: at("9 months"), forecastDose: "2" });
    expect(ask("Polio", [...both, [at("9 months"), "10"]], at("1 year")).seriesStatus).toBe("Complete");
    const six: Given[] = ["2 months", "3 months", "4 months", "16 months"].map((age) => [at(age), "146"]);
    expect(ask("Polio", six, at("17 months")).seriesStatus).toBe("Complete");
  });

  test("a measles dose in an outbreak, before nine months, does not count", () => {
    expect(ask("Measles", [[at("7 months"), "05"]], at("8 months"))).toMatchObject({
      doses: ["Not Valid: Age: Too Young"],
      forecastDose: "1",
      earliest: at("9 months"),
    });
  });

  test("drops against rotavirus end before six months and are never mixed", () => {
    expect(ask("Rotavirus", [], at("6 months", -1)).seriesStatus).toBe("Not complete");
    expect(ask("Rotavirus", [], at("6 months")).seriesStatus).toBe("Aged out");
    const mixed = ask(
      "Rotavirus",
      [
        [at("2 months"), "116"],
        [at("3 months"), "VN-ROTAVIN"],
      ],
      at("4 months"),
    );
    expect(mixed.doses).toContain("Not Valid: Not a preferable or allowable vaccine");
  });
});

describe("live vaccines keep 28 days from each other, or are given on one day", () => {
  test.each([
    [0, "Valid"],
    [1, "Not Valid: Live Virus Conflict"],
    [27, "Not Valid: Live Virus Conflict"],
    [28, "Valid"],
  ])("BCG and then measles after %i days: %s", (days, status) => {
    const doses: Given[] = [
      [at("10 months"), "19"],
      [at("10 months", Number(days)), "05"],
    ];
    expect(ask("Measles", doses, at("1 year")).doses[1]).toBe(status);
  });

  test("drops against polio and rotavirus are exempt", () => {
    expect(
      ask(
        "Measles",
        [
          [at("10 months"), "178"],
          [at("10 months", 3), "05"],
        ],
        at("1 year"),
      ).doses[1],
    ).toBe("Valid");
  });
});

describe("place and time: pneumococcal in Quảng Ngãi from the middle of 2026", () => {
  const child = { dob: "2026-04-10" };
  test("free, and overdue when late, only there and then", () => {
    const asked = (date: string, ward?: string) =>
      ask("Pneumococcal", [], date, { ...child, ...(ward && { ward }) });
    expect(asked("2026-07-01", BINH_SON)).toMatchObject({ earliest: "2026-06-10", pastDue: "2026-07-09" });
    expect(asked("2026-06-30", BINH_SON).pastDue).toBeNull();
    expect(asked("2026-07-01").pastDue).toBeNull();
    expect(asked("2026-07-01", "00001").pastDue).toBeNull();
  });
});

describe("pregnant women, by what they had before", () => {
  const woman = { dob: "1998-03-01", observations: [{ code: "007" }, { code: "170", date: "2026-06-01" }] };
  const basic: Given[] = [
    ["1998-05-01", "01"],
    ["1998-06-01", "01"],
    ["1998-07-01", "01"],
  ];
  const group = "Tetanus in pregnancy";
  const asked = (doses: Given[], date: string) => ask(group, doses, date, woman);

  test("nothing known: five doses, the second after a month, the third after six", () => {
    expect(asked([], "2026-07-01")).toMatchObject({ forecastDose: "1", earliest: "2026-06-01" });
    expect(asked([["2026-07-01", "35"]], "2026-07-02").earliest).toBe("2026-08-01");
    expect(
      asked(
        [
          ["2026-07-01", "35"],
          ["2026-08-01", "35"],
        ],
        "2026-08-02",
      ).earliest,
    ).toBe("2027-02-01");
  });
  test("three doses as a child: three in pregnancy, the third after a year", () => {
    const two: Given[] = [...basic, ["2026-07-01", "35"], ["2026-08-01", "35"]];
    expect(asked(two, "2026-08-02").earliest).toBe("2027-08-01");
    expect(asked([...two, ["2027-08-01", "35"]], "2027-08-02").seriesStatus).toBe("Complete");
  });
  test("three doses and a booster as a child: two in pregnancy, a year apart", () => {
    const booster: Given[] = [...basic, ["1999-09-01", "01"]];
    expect(asked([...booster, ["2026-07-01", "35"]], "2026-08-02").earliest).toBe("2027-07-01");
  });
  test("who is not pregnant is asked for nothing", () => {
    expect(ask(group, [], "2026-07-01", { dob: "1998-03-01" }).seriesStatus).toBe("Not recommended");
  });
});

test("influenza: two doses for a child's first season, then one a year", () => {
  const first: Given[] = [[at("6 months"), "150"]];
  expect(ask("Influenza", first, at("7 months")).earliest).toBe(at("6 months", 28));
  expect(ask("Influenza", [...first, [at("7 months"), "150"]], at("8 months")).earliest).toBe(
    at("19 months"),
  );
  const adult = { dob: "1980-05-05" };
  expect(ask("Influenza", [["2026-01-05", "150"]], "2026-02-01", adult).earliest).toBe("2027-01-05");
});

test("HPV is proposed to boys and girls before 15, and to nobody whose doses the schedule does not know", () => {
  expect(ask("HPV", [], at("14 years"), { gender: "M" }).seriesStatus).toBe("Not complete");
  expect(ask("HPV", [], at("15 years"))).toMatchObject({ seriesStatus: "Aged out", earliest: null });
});
