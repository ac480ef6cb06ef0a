import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readEnv } from "../../../lib/platform/env.ts";
import { inventSamplePopulation, listOfPeople, samplePopulationFolder } from "./sample-population.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "sample-population-"));
afterAll(() => fs.rmSync(root, { recursive: true }));

const envOf = (name: string, citizens: string) =>
  readEnv({ DATA_DIR: path.join(root, name), SAMPLE_CITIZENS: citizens });
const files = (dataDir: string) => fs.readdirSync(samplePopulationFolder(dataDir)).sort();

describe("the sample population", () => {
  test("is written once, anew where a start was cut short, and names who can sign in", {
    timeout: 30_000,
  }, async () => {
    const env = envOf("once", "8");
    const cutShort = `${samplePopulationFolder(env.DATA_DIR)}.new`;
    fs.mkdirSync(cutShort, { recursive: true });
    fs.writeFileSync(path.join(cutShort, "2020-01-51000.xml"), "<GIAMDINHHS>");
    await inventSamplePopulation(env);
    expect(fs.existsSync(cutShort)).toBe(false);
    expect(files(env.DATA_DIR)).not.toContain("2020-01-51000.xml");
    const people = fs.readFileSync(listOfPeople(env.DATA_DIR), "utf8").trim().split("\n");
    expect(people.length).toBeGreaterThan(3);
    for (const one of people) expect(one).toMatch(/^\d{12}\t\p{Lu}[\p{L} ]+\t\d{8}$/u);

    const list = path.join(samplePopulationFolder(env.DATA_DIR), "people.txt");
    fs.writeFileSync(list, "as it was left");
    await inventSamplePopulation(env);
    expect(fs.readFileSync(list, "utf8")).toBe("as it was left");
  });

  test("tells nothing that lies after today, and nobody where none is wished for", {
    timeout: 30_000,
  }, async () => {
    const early = envOf("early", "8");
    await inventSamplePopulation(early, "2026-03-15");
    expect(
      files(early.DATA_DIR).filter((name) => name.slice(0, 7) > "2026-03" && name.endsWith(".xml")),
    ).toEqual([]);
    expect(files(early.DATA_DIR).some((name) => name.startsWith("2026-03"))).toBe(true);
    const none = envOf("none", "0");
    await inventSamplePopulation(none);
    expect(fs.existsSync(samplePopulationFolder(none.DATA_DIR))).toBe(false);
  });
});
