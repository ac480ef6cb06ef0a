import { on, once } from "node:events";
import path from "node:path";
import type { Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import postgres from "postgres";
import { openIngest, receiveClaimFiles } from "#lib/warehouse/index.ts";
import { type Copied, columnsOf, type Table } from "./copying-thread.ts";

/** What one process is to do: file claim files, or copy their rows. */
export type ClaimsWish = { way: "file" | "copy"; url: string; files: string[] };
/** What it did. `rows` are the rows of the parts, as they stand in the files. */
export type ClaimsDone = { seconds: number; rows: number; dossiers: number; peakMb: number };

/** A COPY into each table, all of them open to the end, on a connection each: nothing waits for anything. */
class Copies {
  readonly #sql: postgres.Sql;
  readonly #open = new Map<Table, { into: Writable; closed: Promise<void> }>();

  constructor(sql: postgres.Sql) {
    this.#sql = sql;
  }

  async start(): Promise<void> {
    for (const [table, columns] of Object.entries(columnsOf) as [Table, string[]][]) {
      const list = columns.map((name) => `"${name}"`).join(", ");
      const into: Writable = await this.#sql.unsafe(`copy bench.${table} (${list}) from stdin`).writable();
      const closed = new Promise<void>((resolve, reject) =>
        into.once("finish", resolve).once("error", reject),
      );
      this.#open.set(table, { into, closed });
    }
  }

  async write(table: Table, text: string): Promise<void> {
    const copy = this.#open.get(table);
    if (!copy || text === "") return;
    if (!copy.into.write(text)) await once(copy.into, "drain");
  }

  async end(): Promise<void> {
    for (const { into } of this.#open.values()) into.end();
    await Promise.all([...this.#open.values()].map(({ closed }) => closed));
  }
}

async function copyAll(url: string, files: readonly string[]): Promise<ClaimsDone> {
  const sql = postgres(url, { max: 8, fetch_types: false, onnotice: () => {} });
  const copies = new Copies(sql);
  let [rows, dossiers] = [0, 0];
  const started = performance.now();
  await copies.start();
  const thread = new Worker(path.join(import.meta.dirname, "copying-thread.ts"), {
    ...{ workerData: files, execArgv: ["--conditions=react-server"] },
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 },
  });
  for await (const [batch] of on(thread, "message") as AsyncIterable<[Copied]>) {
    if (batch === "done") break;
    rows += batch.rows;
    dossiers += batch.dossiers;
    for (const [table, text] of batch.texts) await copies.write(table, text);
    thread.postMessage("taken");
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
  for await (const report of receiveClaimFiles(
    sql,
    files.map((file) => ({ name: file, path: file })),
  ))
    dossiers += report.dossiers;
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return { seconds, rows: 0, dossiers, peakMb: process.resourceUsage().maxRSS / 1024 };
}

const { way, url, files }: ClaimsWish = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write(JSON.stringify(await (way === "copy" ? copyAll(url, files) : fileAll(url, files))));
