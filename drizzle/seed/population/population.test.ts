import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { ageOn, dayFrom, yearOf } from "./calendar.ts";
import { cardOn } from "./cards.ts";
import { DoseFiles } from "./dose-files.ts";
import { makeHousehold } from "./households.ts";
import { liveOn } from "./life.ts";
import type { Person } from "./people.ts";
import { Random } from "./random.ts";
import { Registrar } from "./registrar.ts";
import { partsOf } from "./wire/dossier.ts";
import { generationFor } from "./wire/generation.ts";
import { readWish } from "./wish.ts";
import { writePopulation } from "./write-population.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "population-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const until = dayFrom("2026-10-31") ?? 0;
const start = until - 364;

/** Households with their people, as many as asked for. */
function households(
  count: number,
  seed = "test",
): { people: Person[]; random: Random; registrar: Registrar }[] {
  const registrar = new Registrar(new Random(seed), start);
  return Array.from({ length: count }, (_, place) => {
    const random = new Random(`${seed} ${place}`);
    return { people: registrar.enter(random, makeHousehold(random), 99), random, registrar };
  });
}

/** A hash over the names and bytes of all files of a folder. */
function hashOf(name: string): string {
  const hash = createHash("sha256");
  for (const file of fs.readdirSync(path.join(folder, name)).sort())
    hash.update(file).update(fs.readFileSync(path.join(folder, name, file)));
  return hash.digest("hex");
}

/** Runs the command as a process, somewhere else in the world. */
function run(name: string) {
  const out = path.join(folder, name);
  const words = ["--citizens", "12", "--years", "1", "--seed", "test", "--out", out];
  const env = {
    ...process.env,
    TZ: "America/New_York",
    LANG: "C",
    npm_lifecycle_event: "",
    NODE_OPTIONS: "",
  };
  const args = ["--conditions=react-server", "app/_commands/population.ts", ...words];
  return spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
}

describe("the same wish", () => {
  const wish = { citizens: 12, years: 1, seed: "test", until };

  test("gives the same bytes in another process and time zone, into a new folder only", {
    timeout: 30_000,
  }, () => {
    const here = path.join(folder, "here");
    const doses = new DoseFiles(here, "test", until);
    writePopulation({ ...wish, folder: here }, { household: (people) => doses.add(people) });
    doses.close();
    expect(doses.doses).toBeGreaterThan(5);
    expect(run("there")).toMatchObject({ status: 0, stdout: "" });
    expect(fs.readdirSync(path.join(folder, "there")).length).toBeGreaterThan(10);
    expect(hashOf("there")).toBe(hashOf("here"));
    const again = run("there");
    expect(again).toMatchObject({ status: 1, stdout: "" });
    expect(again.stderr).toContain("đã có tệp");
    expect(hashOf("there")).toBe(hashOf("here"));
  });

  test("another seed gives other people", () => {
    writePopulation({ ...wish, seed: "other", folder: path.join(folder, "other") });
    expect(hashOf("other")).not.toBe(hashOf("here"));
  });

  test("what cannot be wished for is said", () => {
    expect(() => readWish({ citizens: "0" })).toThrow("--citizens");
    expect(() => readWish({})).toThrow("Thiếu --citizens");
    expect(() => readWish({ citizens: "5", until: "2026-02-30" })).toThrow("--until");
    expect(() => readWish({ citizens: "5", years: "2.5" })).toThrow("--years");
    expect(readWish({ citizens: "5" })).toMatchObject({ citizens: 5, years: 2, untilText: "2026-10-31" });
  });
});

describe("people", () => {
  const homes = households(1000);
  const all = homes.flatMap(({ people }) => people);
  const share = (counts: (person: Person) => boolean) => all.filter(counts).length / all.length;
  const age = (person: Person) => ageOn(person.bornOn, start);

  test("ages are spread as in the country", () => {
    expect(share((one) => age(one) < 15)).toBeGreaterThan(0.2);
    expect(share((one) => age(one) < 15)).toBeLessThan(0.29);
    expect(share((one) => age(one) >= 60)).toBeGreaterThan(0.11);
    expect(share((one) => age(one) >= 60)).toBeLessThan(0.18);
    expect(share(({ sex }) => sex === "female")).toBeGreaterThan(0.48);
    expect(share(({ sex }) => sex === "female")).toBeLessThan(0.54);
  });

  test("a personal id agrees with sex and year of birth, and is nobody else's", () => {
    const numbered = all.filter(({ personalId }) => personalId !== null);
    for (const { personalId, sex, bornOn } of numbered) {
      const century = 2 * (Math.floor(yearOf(bornOn) / 100) - 19) + (sex === "male" ? 0 : 1);
      expect(personalId).toMatch(new RegExp(`^0\\d\\d${century}${String(yearOf(bornOn)).slice(2)}\\d{6}$`));
    }
    expect(new Set(numbered.map(({ personalId }) => personalId)).size).toBe(numbered.length);
    expect(numbered.length / all.length).toBeGreaterThan(0.98);
    expect(numbered.length).toBeLessThan(all.length);
    expect(share(({ personalId }) => personalId?.startsWith("051") ?? false)).toBeGreaterThan(0.85);
  });

  test("the sample population's numbers are kept apart from all others'", () => {
    const registrar = new Registrar(new Random("any"), start, "sample");
    const random = new Random("any");
    const sample = Array.from({ length: 60 }, () => registrar.enter(random, makeHousehold(random), 9)).flat();
    const serials = (people: Person[]) =>
      people.flatMap(({ personalId }) => (personalId ? Number(personalId.slice(6)) : []));
    expect(Math.max(...serials(sample))).toBeLessThan(10_000);
    expect(Math.min(...serials(sample))).toBeGreaterThanOrEqual(1000);
    expect(Math.min(...serials(all))).toBeGreaterThanOrEqual(10_000);
  });

  test("children have their father's family name and parents old enough", () => {
    const family = (person: Person) => person.name.split(" ")[0];
    const children = all.filter(({ father }) => father !== null);
    expect(children.length).toBeGreaterThan(400);
    for (const child of children) expect(family(child)).toBe(child.father && family(child.father));
    for (const { mother, bornOn } of all)
      if (mother) expect(ageOn(mother.bornOn, bornOn)).toBeGreaterThanOrEqual(17);
  });

  test("cards are of fifteen characters or ten digits, small children's of group TE1", () => {
    for (const person of all) {
      const card = cardOn(person, start);
      if (card) expect(card.number).toMatch(/^([A-Z]{2}[1-5]51)?51\d{8}$/);
      if (age(person) < 6) expect(card?.group).toBe("TE");
    }
    expect(share((one) => cardOn(one, start) === null)).toBeLessThan(0.08);
    expect(share(({ ethnicGroup }) => ethnicGroup !== "01")).toBeGreaterThan(0.005);
  });
});

describe("visits", () => {
  const told = households(400, "visits").map(({ people, random, registrar }) => ({
    people,
    encounters: liveOn(random, people, registrar, start, until),
  }));
  const encounters = told.flatMap((one) => one.encounters);
  const refs = { claimRef: "510002026010110000001", patientRef: "BS0000001", recordRef: "26.000001" };
  const plain = { mistake: null, other: null, corrected: false } as const;

  test("nobody comes before birth, after death, or outside the years that are told", () => {
    for (const { person, arrivedAt, endedAt, paidAt } of encounters) {
      const day = Math.floor(arrivedAt / 1440);
      expect(day).toBeGreaterThanOrEqual(Math.max(start, person.bornOn));
      expect(day).toBeLessThanOrEqual(Math.min(until, person.diedOn ?? until));
      expect(Math.min(endedAt, paidAt)).toBeGreaterThan(arrivedAt);
    }
  });

  test("amounts add up to the đồng, line by line and in the summary", () => {
    const hundredths = (text = "0") => Math.round(Number(text) * 100);
    for (const encounter of encounters.slice(0, 600)) {
      const parts = partsOf(encounter, refs, generationFor(encounter), plain);
      const [summary] = parts.find(({ kind }) => kind === "XML1")?.rows ?? [];
      const lines = parts
        .filter(({ kind }) => kind === "XML2" || kind === "XML3")
        .flatMap(({ rows }) => rows);
      const sum = (field: string) => lines.reduce((all, line) => all + hundredths(line[field]), 0);
      expect(hundredths(summary?.T_TONGCHI_BV)).toBe(sum("THANH_TIEN_BV"));
      expect(hundredths(summary?.T_TONGCHI_BH)).toBe(sum("THANH_TIEN_BH"));
      expect(hundredths(summary?.T_BHTT)).toBe(sum("T_BHTT"));
      expect(hundredths(summary?.T_BNCCT)).toBe(sum("T_BNCCT"));
      expect(hundredths(summary?.T_BNTT)).toBe(sum("T_BNTT"));
      for (const line of lines) {
        const each = hundredths(line.DON_GIA ?? line.DON_GIA_BV);
        expect(hundredths(line.THANH_TIEN_BV)).toBe(each * Number(line.SO_LUONG));
        expect(hundredths(line.T_BHTT) + hundredths(line.T_BNCCT)).toBe(hundredths(line.THANH_TIEN_BH));
        expect(hundredths(line.T_BHTT) * 100).toBe(hundredths(line.THANH_TIEN_BH) * Number(line.MUC_HUONG));
      }
    }
  });

  test("a birth is told by its mother's stay, an attestation for each child, and the child's own stay", () => {
    const births = encounters.filter(({ births }) => births.length > 0);
    expect(births.length).toBeGreaterThan(5);
    for (const stay of births) {
      const parts = partsOf(stay, refs, "3176", plain);
      const rows = parts.find(({ kind }) => kind === "XML9")?.rows ?? [];
      expect(rows.map(({ NGAY_SINH_CON }) => NGAY_SINH_CON?.length)).toEqual(stay.births.map(() => 12));
      const own = encounters.filter(({ underMother }) => underMother?.mother === stay.person);
      expect(own).toHaveLength(stay.births.length);
      for (const child of own) {
        const [summary] = partsOf(child, refs, "3176", plain)[0]?.rows ?? [];
        expect(summary).toMatchObject({
          SO_CCCD: stay.person.personalId ?? "",
          GIOI_TINH: child.person.sex === "male" ? "1" : "2",
        });
        expect(summary?.HO_TEN?.toLowerCase()).toContain(`con bà ${stay.person.name}`.toLowerCase());
      }
    }
  });

  test("chronic care ends with the last day of its medicines", () => {
    const monthly = encounters.filter(({ careKind }) => careKind === "05");
    expect(monthly.length / encounters.length).toBeGreaterThan(0.3);
    for (const { arrivedAt, endedAt, days } of monthly) {
      expect(Math.floor(endedAt / 1440)).toBe(Math.floor(arrivedAt / 1440) + days - 1);
      expect(endedAt % 1440).toBe(1439);
    }
  });
});
