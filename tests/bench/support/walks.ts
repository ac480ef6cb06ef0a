import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { chromium } from "../../../app/_commands/checks/chromium.ts";
import { childBookEnvironment, startChildBook } from "../../../app/_commands/start/child-book.ts";
import { root } from "../../../app/_commands/start/root.ts";
import { programOf, runNode } from "../../../app/_commands/start/run.ts";

/**
 * The journeys through a new book, with somebody who looks on: they change what they walk through, so that no two
 * measurements share one.
 */
export type Walk = {
  url: string;
  /** Where the onlooker leaves what it sees, and finds what it has to know. */
  folder: string;
  /** Walks those journeys, so many beside each other, and names those that did not come to their end. */
  walk: (projects: readonly string[], workers: number) => Promise<string[]>;
};

type Suite = { specs?: { title: string; ok: boolean; file: string }[]; suites?: Suite[] };

function failedOf({ specs = [], suites = [] }: Suite): string[] {
  const own = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`);
  return [...own, ...suites.flatMap(failedOf)];
}

/** Opens such a book for one measurement, whose onlooker is the module of that name. */
export async function withJourneys<T>(
  { dataDir: beside, buildDir }: BenchBook,
  onlooker: string,
  use: (walk: Walk) => Promise<T>,
): Promise<T> {
  const folder = path.join(path.dirname(beside), `walk-${onlooker}`);
  fs.rmSync(folder, { recursive: true, force: true });
  const dataDir = path.join(folder, "book");
  const env = await childBookEnvironment({ dataDir, buildDir, extra: { BENCH_PAGES: "1" } });
  const book = await startChildBook(env);
  try {
    const { url } = await book.ready();
    const { program, libraries } = await chromium();
    const report = path.join(folder, "journeys.json");
    const given = {
      ...env,
      ...{ BOOK_URL: url, READY_FILE: path.join(dataDir, "ready.json"), BOOK_LOG: book.log },
      ...{ CHROME_PATH: program, ...(libraries ? { CHROME_LIBRARIES: libraries } : {}) },
      ...{ PW_DISABLE_TS_ESM: "1", PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      ...{ ONLOOKER: pathToFileURL(path.join(root, `tests/bench/onlookers/${onlooker}.ts`)).href },
      ONLOOKER_FOLDER: folder,
    };
    const walk = async (projects: readonly string[], workers: number) => {
      const which = projects.map((project) => `--project=${project}`);
      const how = [`--workers=${workers}`, `--output=${path.join(folder, "failed")}`];
      const args = ["--config", "tests/playwright.config.ts", "--reporter=list,json", "--no-deps"];
      await runNode([programOf("@playwright/test/cli.js"), "test", ...asked(), ...args, ...how, ...which], {
        env: given,
        show: true,
      });
      return failedOf(JSON.parse(fs.readFileSync(report, "utf8")) as Suite);
    };
    return await use({ url, folder, walk });
  } finally {
    await book.stop();
  }
}

const notes = (folder: string) => path.join(folder, "notes.jsonl");

/** The journeys that alone are to be walked, by a part of their files' names; all if none is named. */
const asked = () => (process.env.JOURNEYS ?? "").split(",").flatMap((name) => name.trim() || []);

/** What the onlooker wrote down, line by line. */
export function notesOf<T>({ folder }: Walk): T[] {
  if (!fs.existsSync(notes(folder))) throw new Error("The onlooker saw nothing.");
  const lines = fs.readFileSync(notes(folder), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}
