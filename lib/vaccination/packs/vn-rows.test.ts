import { describe, expect, test } from "vitest";
import { dayNumber, isDuration, plus } from "../forecasting/calendar.ts";
import type { Facts, GivenDose } from "../forecasting/facts.ts";
import { walkSeries } from "../forecasting/walk-series.ts";
import { openPack } from "./open-pack.ts";
import { scheduleRow } from "./vn.ts";

/**
 * Every dose of every Vietnamese series at its edge: one day before it may be given, on the day, and one day after. The
 * day is worked out here from the row's own words, apart from the pack.
 */

const rules = await openPack("vn");
const BORN = dayNumber("1960-01-31") ?? Number.NaN;
const PREGNANT_SINCE = dayNumber("1990-05-01") ?? Number.NaN;

const series = Object.entries(rules.pack.antigens).flatMap(([antigen, own]) =>
  own.series.map((one) => ({ antigen, one, name: `${antigen}: ${one.name}` })),
);
type Tested = (typeof series)[number];

const given = (on: number, vaccine: string): GivenDose => ({
  on,
  vaccine,
  maker: null,
  volume: null,
  withoutEffect: false,
});

function walk({ antigen, one }: Tested, doses: readonly GivenDose[]) {
  const facts: Facts = {
    bornOn: BORN,
    gender: "F",
    countryOfBirth: null,
    observations: [
      { code: "007", on: null },
      { code: "170", on: PREGNANT_SINCE },
    ],
    doses,
    province: "51",
    assessedOn: doses.at(-1)?.on ?? BORN,
  };
  const history = doses.map((dose, i) => ({ dose, given: doses.slice(0, i) }));
  return walkSeries(one, antigen, history, facts, rules, new Map()).judged;
}

const WORDS: Record<string, string> = {
  "1 month (>=28 days)": "28 days",
  "7.5 weeks": "53 days",
  "9–12 months": "9 months",
};
const spanOf = (text: string | null) => {
  const span = text === null ? "" : (WORDS[text] ?? text.replace(/ \(.*/, ""));
  return isDuration(span) ? span : null;
};

/** The first day of a dose by its row, after the one before it. */
function firstDay(rule: string, previous: number | null): number {
  const row = scheduleRow(rule);
  const age = spanOf(row.minAge);
  const interval = spanOf(row.minIntervalFromPrevious);
  return Math.max(
    age === null ? BORN : plus(BORN, age),
    previous === null ? BORN : interval === null ? previous : plus(previous, interval),
    rule.startsWith("TT_PREG") && row.dose === 1 ? PREGNANT_SINCE : BORN,
  );
}

/** A dose that recurs stands in no row of its own. */
const dosesOf = ({ one }: Tested) => one.doses.filter(({ recurring }) => !recurring);

describe.each(series)("$name", (tested) => {
  const days: number[] = [];
  for (const { rule = "" } of dosesOf(tested)) days.push(firstDay(rule, days.at(-1) ?? null));
  const doses = dosesOf(tested).map((dose, i) =>
    given(days[i] ?? Number.NaN, dose.preferable?.[0]?.vaccine ?? ""),
  );

  test.each(dosesOf(tested).map((dose, i) => [dose.rule ?? "", i] as const))("%s", (_, i) => {
    const at = (shift: number) => {
      const last = doses[i];
      if (!last) throw new Error("no such dose");
      return walk(tested, [...doses.slice(0, i), { ...last, on: last.on + shift }]).at(-1);
    };
    expect(at(0)).toMatchObject({ status: "valid", byGrace: false });
    expect(at(1)).toMatchObject({ status: "valid", byGrace: false });
    // A dose may always be given on the day of birth, and right after one that asks for no interval.
    const bound = (days[i] ?? 0) > (days[i - 1] ?? BORN);
    if (bound) expect(at(-1)).toMatchObject({ status: "not-valid" });
    else expect(days[i]).toBe(days[i - 1] ?? BORN);
  });

  test.each(
    dosesOf(tested).flatMap(({ rule = "" }, i) => (scheduleRow(rule).maxAge ? [[rule, i] as const] : [])),
  )("%s, at the age where it ends", (rule, i) => {
    const ends = plus(BORN, scheduleRow(rule).maxAge ?? "");
    const last = doses[i];
    if (!last) throw new Error("no such dose");
    const at = (on: number) => walk(tested, [...doses.slice(0, i), { ...last, on }]).at(-1)?.status;
    expect(at(ends - 1)).toBe("valid");
    expect(at(ends)).not.toBe("valid");
  });
});
