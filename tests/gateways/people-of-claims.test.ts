import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { foldedName } from "#lib/identity/matching-rules.ts";
import { dayFrom, ymd } from "../../drizzle/seed/population/calendar.ts";
import type { Person } from "../../drizzle/seed/population/people.ts";
import { writePopulation } from "../../drizzle/seed/population/write-population.ts";
import { niceName, peopleUnder } from "../simulators/vneid/claims.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "population-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

test("VNeID knows everybody of a population by their own number, whatever facilities make of it", () => {
  const told: Person[] = [];
  const wish = { citizens: 150, seed: "vneid", years: 1, until: dayFrom("2026-10-31") ?? 0, folder };
  writePopulation(
    { ...wish, clumsiness: 8 },
    { household: (people) => told.push(...people.filter(({ toldIn }) => toldIn >= 0)) },
  );
  const known = peopleUnder("drizzle/seed/claims", folder);
  expect(told.length).toBeGreaterThan(80);
  let whole = 0;
  for (const { personalId, name, sex, bornOn } of told) {
    const birthdate = ymd(bornOn).replace(/^(....)(..)(..)$/, "$1-$2-$3");
    const person = known.get(personalId ?? "");
    expect(person).toMatchObject({ personalId, gender: sex });
    expect(foldedName(person?.name ?? "")).toBe(foldedName(name));
    // Who came once is known as that one visit wrote them.
    expect(birthdate.startsWith(person?.birthdate ?? "?")).toBe(true);
    if (person?.name === niceName(name) && person.birthdate === birthdate) whole += 1;
  }
  expect(whole / told.length).toBeGreaterThan(0.85);
  expect([...known.keys()].slice(0, 2)).toEqual(["051075000001", "051158000002"]);
});
