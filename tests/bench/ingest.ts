import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { say } from "../../app/_commands/start/say.ts";
import { readWish } from "../../drizzle/seed/population/wish.ts";
import { writePopulation } from "../../drizzle/seed/population/write-population.ts";
import type { ClaimsDone, ClaimsWish } from "./support/claims-process.ts";
import { median, short } from "./support/figures.ts";
import { makeWarehouse } from "./support/own-warehouse.ts";

const CITIZENS = process.env.INGEST_CITIZENS ?? "3000";
const ROUNDS = 3;
const AIM = 0.5;
const ROWS_AIM = 12_000;
const program = fileURLToPath(new URL("./support/claims-process.ts", import.meta.url));

/** The claim files of an invented population, each of many dossiers. */
function writeFiles(folder: string): { files: string[]; bytes: number } {
  fs.rmSync(folder, { recursive: true, force: true });
  writePopulation({ ...readWish({ citizens: CITIZENS, seed: "bench", years: "2" }), folder });
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return { files, bytes: files.reduce((sum, file) => sum + fs.statSync(file).size, 0) };
}

/** Tables with the same columns that nobody guards and nothing indexes, under the names that the code uses. */
async function makeBareTables(ownerUrl: string): Promise<void> {
  const { getTableColumns } = await import("drizzle-orm");
  const tables = await import("#lib/record/tables.ts");
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe("create schema bench");
  for (const name of [
    "encounters",
    "conditions",
    "medicines",
    "services",
    "results",
    "notes",
    "papers",
  ] as const) {
    const columns = Object.entries(getTableColumns(tables[name])).map(([key, column]) => {
      const type = column.getSQLType();
      return `"${key}" ${type.endsWith("[]") ? "text" : type}`;
    });
    await sql.unsafe(`create table bench.${name} (${columns.join(", ")})`);
  }
  await sql.end();
}

async function run(wish: ClaimsWish): Promise<ClaimsDone> {
  // As `npm run ingest` has them.
  const flags = [
    ...["--conditions=react-server", "--max-semi-space-size=16"],
    ...["--max-old-space-size=320", "--heap-growing-percent=100"],
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, JSON.stringify(wish)]);
  return JSON.parse(stdout);
}

/** One side, once: a fresh warehouse, one process, all files. */
async function pass(
  book: BenchBook,
  way: ClaimsWish["way"],
  files: string[],
): Promise<ClaimsDone & { disk: string }> {
  const warehouse = await makeWarehouse(book, "bench_ingest");
  try {
    if (way === "copy") await makeBareTables(warehouse.ownerUrl);
    const done = await run({ way, url: way === "copy" ? warehouse.ownerUrl : warehouse.ingestUrl, files });
    const sql = postgres(warehouse.ownerUrl, { max: 1 });
    const [size] = await sql<
      { size: string }[]
    >`select pg_size_pretty(pg_database_size(current_database())) as size`;
    await sql.end();
    return { ...done, disk: size?.size ?? "" };
  } finally {
    await warehouse.drop();
  }
}

/** The full way of a claim file into the book beside COPY of the same rows into bare tables. */
export default async function ingest(book: BenchBook): Promise<BenchRow[]> {
  const { files, bytes } = writeFiles(path.join(book.dataDir, "claims-to-file"));
  const lines = (["copy", "file"] as const).map((way) => ({
    way,
    passes: [] as Awaited<ReturnType<typeof pass>>[],
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { way, passes } of lines) {
      passes.push(await pass(book, way, files));
      say(`  ${way} ${round + 1} of ${ROUNDS}: ${passes.at(-1)?.seconds.toFixed(1)} s`);
    }
  }
  const rows = lines[0]?.passes[0]?.rows ?? 0;
  const times = lines.map(({ passes }) => passes.map(({ seconds }) => seconds));
  const [bare = [], own = []] = times;
  const ratio = short(median(own.map((seconds, at) => (bare[at] ?? Number.NaN) / seconds)));
  return lines.map(({ way, passes }, at) => {
    const seconds = median(times[at] ?? []);
    const perSecond = Math.round(rows / seconds);
    return {
      what:
        way === "copy" ? "read, and copied into bare tables" : "read, checked, matched, filed under guard",
      "rows per s": perSecond,
      "MB per s": short(bytes / seconds / 1e6),
      dossiers: passes[0]?.dossiers ?? 0,
      rows,
      "peak MB": Math.round(Math.max(...passes.map(({ peakMb }) => peakMb))),
      disk: passes[0]?.disk ?? "",
      "beside the floor": at === 1 ? ratio : "",
      aim:
        at === 1
          ? `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}; ${ROWS_AIM} rows per s, ${perSecond >= ROWS_AIM ? "met" : "missed"}`
          : "",
    };
  });
}
