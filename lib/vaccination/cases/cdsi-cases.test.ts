import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Answer, answerCase } from "../answer-case.ts";
import { ForecastCase } from "../inputs.ts";
import { openPack } from "../packs/open-pack.ts";
import { knownMisses } from "./known-misses.data.ts";

const PublishedCase = z.object({
  id: z.string(),
  name: z.string(),
  doses: z.array(z.object({ status: z.string(), reason: z.string().nullish() })),
  expected: z.object({
    seriesStatus: z.string(),
    forecastDose: z.string().nullable(),
    earliest: z.string().nullable(),
    recommended: z.string().nullable(),
    pastDue: z.string().nullable(),
  }),
});

// Read and not imported: the compiler would work out a type of half a megabyte.
const published: unknown[] = JSON.parse(
  readFileSync(new URL("./cdsi-cases.data.json", import.meta.url), "utf8"),
);

const rules = await openPack("cdc");
const cases = published.map((one) => ({ ...PublishedCase.parse(one), asked: ForecastCase.parse(one) }));
type Case = (typeof cases)[number];

const judged = (answer: Pick<Answer, "doses">) =>
  answer.doses.map(({ status, reason }) => ({ status, reason }));
const forecastOf = (answer: Answer) => ("forecast" in answer ? answer.forecast : null);
const expectedDoses = ({ doses }: Case) =>
  doses.map(({ status, reason }) => ({ status, reason: reason ?? null }));

describe("the published CDSi cases with the cdc pack", () => {
  const met = cases.filter(({ id }) => !Object.hasOwn(knownMisses, id));
  test.each(met)("$id $name", (one) => {
    const answer = answerCase(one.asked, rules);
    expect(judged(answer)).toEqual(expectedDoses(one));
    expect(forecastOf(answer)).toEqual(one.expected);
  });

  test.each(Object.entries(knownMisses))("%s still differs as its note says", (id, { differs }) => {
    const one = cases.find((known) => known.id === id);
    if (!one) throw new Error(`there is no case ${id}`);
    const answer = answerCase(one.asked, rules);
    const [sameDoses, sameForecast] = [
      JSON.stringify(judged(answer)) === JSON.stringify(expectedDoses(one)),
      JSON.stringify(forecastOf(answer)) === JSON.stringify(one.expected),
    ];
    expect({ sameDoses, sameForecast }).toEqual({
      sameDoses: !differs.includes("doses"),
      sameForecast: !differs.includes("forecast"),
    });
  });

  test("answers come from facts alone: the same case asked twice, and after another, is answered the same", () => {
    const [first, second] = [cases[0], cases[400]];
    if (!first || !second) throw new Error("too few cases");
    const alone = answerCase(first.asked, rules);
    answerCase(second.asked, rules);
    expect(answerCase(first.asked, rules)).toEqual(alone);
  });
});
