import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres, { type TransactionSql } from "postgres";
import { dossiersOf } from "#lib/warehouse/dossiers-of-file.ts";
import { madeOnFrom } from "#lib/warehouse/formats/check-envelope.ts";
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

async function copyRows(tx: TransactionSql, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const lines = rows.map((row) => `${Object.values(row).map(copied).join("\t")}\n`);
  const into = await tx
    .unsafe(`copy bench.${table} (${names.map((name) => `"${name}"`).join(", ")}) from stdin`)
    .writable();
  await pipeline(Readable.from([lines.join("")]), into);
}

/** The same reading and the same words, then nothing but COPY. */
async function copyFile(sql: postgres.Sql, file: string): Promise<{ rows: number; dossiers: number }> {
  let [rows, dossiers, waiting] = [0, 0, 0];
  let claims: Claim[] = [];
  const flush = async () => {
    const some = claims;
    [claims, waiting] = [[], 0];
    await sql.begin(async (tx) => {
      await copyRows(
        tx,
        "encounters",
        some.map(({ encounter }) => encounter),
      );
      for (const list of lists) {
        await copyRows(
          tx,
          list,
          some.flatMap((claim): object[] => claim[list]),
        );
      }
    });
  };
  let copying = Promise.resolve();
  const source = { name: file, read: () => createReadStream(file, { highWaterMark: 256 * 1024 }) };
  for await (const read of dossiersOf(source)) {
    if ("broken" in read) break;
    const { raw, header } = read;
    rows += rowsIn(raw);
    dossiers += 1;
    const generation = generationOf(raw.parts);
    const parts = generation ? modernise(raw.parts, generation) : raw.parts;
    const ref = summaryOf(parts)?.MA_LK;
    madeOnFrom(header.madeOn, new Date());
    const claim = generation && ref ? toClaim(parts, header.facilityCode ?? "?", ref, generation) : null;
    if (claim) claims.push(claim);
    waiting += rowsIn(raw);
    if (waiting < ROWS_AT_ONCE) continue;
    await copying;
    copying = flush();
  }
  await copying;
  await flush();
  return { rows, dossiers };
}

async function run({ way, url, files }: ClaimsWish): Promise<ClaimsDone> {
  const sql =
    way === "file" ? openIngest(url) : postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  let [rows, dossiers] = [0, 0];
  const started = performance.now();
  for (const file of files) {
    if (way === "copy") {
      const done = await copyFile(sql, file);
      rows += done.rows;
      dossiers += done.dossiers;
    } else {
      for await (const report of receiveClaimFiles(sql, { name: file, path: file }))
        dossiers += report.dossiers;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return { seconds, rows, dossiers, peakMb: process.resourceUsage().maxRSS / 1024 };
}

const wish: ClaimsWish = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write(JSON.stringify(await run(wish)));
