import { createReadStream } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { getTableColumns } from "drizzle-orm";
import * as tables from "#lib/record/tables.ts";
import { dossiersOf } from "#lib/warehouse/dossiers-of-file.ts";
import { type Claim, summaryOf, toClaim } from "#lib/warehouse/formats/claim.ts";
import type { RawDossier } from "#lib/warehouse/formats/envelope.ts";
import { generationOf } from "#lib/warehouse/formats/generation.ts";
import { modernise } from "#lib/warehouse/formats/legacy.ts";

/** The tables that nobody guards, and the lists of a claim that go into them. */
const lists = ["conditions", "medicines", "services", "results", "notes", "papers"] as const;
export type Table = "encounters" | (typeof lists)[number];

/** Their columns. */
export const columnsOf: Record<Table, string[]> = {
  encounters: Object.keys(getTableColumns(tables.encounters)),
  conditions: Object.keys(getTableColumns(tables.conditions)),
  medicines: Object.keys(getTableColumns(tables.medicines)),
  services: Object.keys(getTableColumns(tables.services)),
  results: Object.keys(getTableColumns(tables.results)),
  notes: Object.keys(getTableColumns(tables.notes)),
  papers: Object.keys(getTableColumns(tables.papers)),
};

/** A batch for COPY, and how much of the files they are; or that all files are read. */
export type Copied = { texts: [Table, string][]; rows: number; dossiers: number } | "done";

const ROWS_AT_ONCE = 2500;
const BATCHES_AHEAD = 2;
const rowsIn = ({ parts }: RawDossier) => parts.reduce((sum, { rows }) => sum + rows.length, 0);

const letters: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value as COPY reads it. */
function copied(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (value instanceof Date) return value.toISOString();
  const text =
    typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => letters[letter] ?? letter) : text;
}

const linesFor = (table: Table, rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => `${columnsOf[table].map((name) => copied(row[name])).join("\t")}\n`).join("");

function claimOf(raw: RawDossier, facilityCode: string | null): Claim | null {
  const generation = generationOf(raw.parts);
  const parts = generation ? modernise(raw.parts, generation) : raw.parts;
  const ref = summaryOf(parts)?.MA_LK;
  return generation && ref ? toClaim(parts, facilityCode ?? "?", ref, generation) : null;
}

/** The same reading and the same words as filing, in a thread of its own as filing has it, and nothing else. */
async function copyFiles(files: readonly string[]): Promise<void> {
  let ahead = 0;
  let wake = () => {};
  parentPort?.on("message", () => {
    ahead -= 1;
    wake();
  });
  let claims: Claim[] = [];
  let [rows, dossiers] = [0, 0];
  const flush = async () => {
    while (ahead >= BATCHES_AHEAD) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    ahead += 1;
    const lines = lists.map((list): [Table, string] => [
      list,
      linesFor(
        list,
        claims.flatMap((claim): Record<string, unknown>[] => claim[list]),
      ),
    ]);
    const encounters = linesFor(
      "encounters",
      claims.map(({ encounter }) => encounter),
    );
    const batch: Copied = { texts: [["encounters", encounters], ...lines], rows, dossiers };
    parentPort?.postMessage(batch);
    [claims, rows, dossiers] = [[], 0, 0];
  };
  for (const file of files) {
    const source = { name: file, read: () => createReadStream(file, { highWaterMark: 256 * 1024 }) };
    for await (const read of dossiersOf(source)) {
      if ("broken" in read) break;
      rows += rowsIn(read.raw);
      dossiers += 1;
      const claim = claimOf(read.raw, read.header.facilityCode);
      if (claim) claims.push(claim);
      if (rows >= ROWS_AT_ONCE) await flush();
    }
  }
  await flush();
  const done: Copied = "done";
  parentPort?.postMessage(done);
  parentPort?.close();
}

if (parentPort) await copyFiles(workerData as string[]);
