import fs from "node:fs";
import path from "node:path";
import { readEnv } from "../../lib/platform/env.ts";
import { type OpenBook, openBook, readSurroundings } from "./start/book.ts";
import { childBookEnvironment, startChildBook } from "./start/child-book.ts";
import type { Ready } from "./start/ready.ts";
import { root } from "./start/root.ts";
import { endRunning } from "./start/run.ts";
import { say, step } from "./start/say.ts";

/** One line of a measurement's table. */
export type BenchRow = Record<string, string | number>;
/** The book that is measured: its address and people, its databases, and where its files lie. */
export type BenchBook = Ready & { databases: OpenBook; dataDir: string; buildDir: string };
/** What each file of tests/bench exports as its default. */
export type Bench = (book: BenchBook) => Promise<BenchRow[]>;

const BUILD_DIR = ".next-bench";

function table(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] !== "string"));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

process.chdir(root);
const surroundings = readSurroundings();
const folder = path.join(root, "tests/bench");
const known = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".ts")) : [];
const all = known.map((name) => name.replace(/\.ts$/, "")).sort();
const asked = process.argv.slice(2);
const strange = asked.filter((name) => !all.includes(name));
if (strange.length || !all.length) {
  say(
    strange.length
      ? `No measurement is called ${strange.join(", ")}. There are: ${all.join(", ")}.`
      : "No measurements yet.",
  );
  process.exit(1);
}

const results = path.resolve(surroundings.DATA_DIR, "bench");
const dataDir = path.join(results, "book");
const env = await childBookEnvironment({ dataDir, buildDir: BUILD_DIR, extra: { BENCH_PAGES: "1" } });
const book = await startChildBook(env);
let databases: OpenBook | undefined;
let code = 0;
const close = async () => {
  await databases?.close();
  await book.stop();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    endRunning();
    await close();
    process.exit(130);
  });
}
try {
  const ready = await step("Book to measure", book.ready);
  databases = await openBook(readEnv(env));
  for (const name of asked.length ? asked : all) {
    const { default: bench } = (await import(path.join(folder, `${name}.ts`))) as { default: Bench };
    const rows = await bench({ ...ready, databases, dataDir, buildDir: BUILD_DIR });
    process.stdout.write(`\n${name}\n${table(rows)}\n`);
    fs.writeFileSync(
      path.join(results, `${name}.json`),
      `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`,
    );
  }
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  code = 1;
} finally {
  await close();
}
process.exit(code);
