import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Writable } from "node:stream";
import { getTableColumns } from "drizzle-orm";
import postgres from "postgres";
import * as tables from "#lib/record/tables.ts";
import { dossiersOf } from "#lib/warehouse/dossiers-of-file.ts";
import { type Claim, summaryOf, toClaim } from "#lib/warehouse/formats/claim.ts";
import type { RawDossier } from "#lib/warehouse/formats/envelope.ts";
import { generationOf } from "#lib/warehouse/formats/generation.ts";
import { modernise } from "#lib/warehouse/formats/legacy.ts";
import { openIngest, receiveClaimFiles } from "#lib/warehouse/index.ts";

/** What one process is to do: file claim files, or copy their rows. */
export type ClaimsWish = { way: "file" | "copy"; url: string; files: string[] };
/** What it did. `rows` are the rows of the parts, as they stand in the files. */
export type ClaimsDone = { seconds: number; rows: number; dossiers: number; peakMb: number };

const ROWS_AT_ONCE = 3000;
const rowsIn = ({ parts }: RawDossier) => parts.reduce((sum, { rows }) => sum + rows.length, 0);

/** The tables that nobody guards, and the lists of a claim that go into them. */
const lists = ["conditions", "medicines", "services", "results", "notes", "papers"] as const;
type Table = "encounters" | (typeof lists)[number];

const letters: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value as COPY reads it. */
function copied(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (value instanceof Date) return value.toISOString();
  const text =
    typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => letters[letter] ?? letter) : text;
}

const columnsOf = {
  encounters: getTableColumns(tables.encounters),
  conditions: getTableColumns(tables.conditions),
  medicines: getTableColumns(tables.medicines),
  services: getTableColumns(tables.services),
  results: getTableColumns(tables.results),
  notes: getTableColumns(tables.notes),
  papers: getTableColumns(tables.papers),
};

/** A COPY into each table, all of them open to the end, on a connection each: nothing waits for anything. */
class Copies {
  readonly #sql: postgres.Sql;
  readonly #open = new Map<Table, { names: string[]; into: Writable; closed: Promise<void> }>();

  constructor(sql: postgres.Sql) {
    this.#sql = sql;
  }

  async start(): Promise<void> {
    for (const [table, columns] of Object.entries(columnsOf) as [Table, object][]) {
      const names = Object.keys(columns);
      const list = names.map((name) => `"${name}"`).join(", ");
      const into: Writable = await this.#sql.unsafe(`copy bench.${table} (${list}) from stdin`).writable();
      const closed = new Promise<void>((resolve, reject) =>
        into.once("finish", resolve).once("error", reject),
      );
      this.#open.set(table, { names, into, closed });
    }
  }

  async write(table: Table, rows: readonly Record<string, unknown>[]): Promise<void> {
    const copy = this.#open.get(table);
    if (!copy || rows.length === 0) return;
    const { names, into } = copy;
    const text = rows.map((row) => `${names.map((name) => copied(row[name])).join("\t")}\n`).join("");
    if (!into.write(text)) await once(into, "drain");
  }

  async end(): Promise<void> {
    for (const { into } of this.#open.values()) into.end();
    await Promise.all([...this.#open.values()].map(({ closed }) => closed));
  }
}

/** The same reading and the same words, then nothing but COPY. */
async function copyFile(copies: Copies, file: string): Promise<{ rows: number; dossiers: number }> {
  let [rows, dossiers, waiting] = [0, 0, 0];
  let claims: Claim[] = [];
  const flush = async () => {
    const some = claims;
    [claims, waiting] = [[], 0];
    await copies.write(
      "encounters",
      some.map(({ encounter }) => encounter),
    );
    for (const list of lists) {
      const lines = some.flatMap((claim): Record<string, unknown>[] => claim[list]);
      await copies.write(list, lines);
    }
  };
  const source = { name: file, read: () => createReadStream(file, { highWaterMark: 256 * 1024 }) };
  for await (const read of dossiersOf(source)) {
    if ("broken" in read) break;
    const { raw, header } = read;
    rows += rowsIn(raw);
    dossiers += 1;
    const generation = generationOf(raw.parts);
    const parts = generation ? modernise(raw.parts, generation) : raw.parts;
    const ref = summaryOf(parts)?.MA_LK;
    const claim = generation && ref ? toClaim(parts, header.facilityCode ?? "?", ref, generation) : null;
    if (claim) claims.push(claim);
    waiting += rowsIn(raw);
    if (waiting >= ROWS_AT_ONCE) await flush();
  }
  await flush();
  return { rows, dossiers };
}

async function copyAll(url: string, files: readonly string[]): Promise<ClaimsDone> {
  const sql = postgres(url, { max: 8, fetch_types: false, onnotice: () => {} });
  const copies = new Copies(sql);
  let [rows, dossiers] = [0, 0];
  const started = performance.now();
  await copies.start();
  for (const file of files) {
    const done = await copyFile(copies, file);
    rows += done.rows;
    dossiers += done.dossiers;
  }
  await copies.end();
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return { seconds, rows, dossiers, peakMb: process.resourceUsage().maxRSS / 1024 };
}

async function fileAll(url: string, files: readonly string[]): Promise<ClaimsDone> {
  const sql = openIngest(url);
  let dossiers = 0;
  const started = performance.now();
  for (const file of files) {
    for await (const report of receiveClaimFiles(sql, { name: file, path: file }))
      dossiers += report.dossiers;
  }
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return { seconds, rows: 0, dossiers, peakMb: process.resourceUsage().maxRSS / 1024 };
}

const { way, url, files }: ClaimsWish = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write(JSON.stringify(await (way === "copy" ? copyAll(url, files) : fileAll(url, files))));
