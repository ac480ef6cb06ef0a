import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import postgres, { type ReservedSql, type Sql } from "postgres";
import { releaseOfThisCode, sameDatabase } from "../../../drizzle/migrate.ts";
import type { Env } from "../../../lib/platform/env.ts";
import type { OpenBook } from "../start/book.ts";
import { checkBackup } from "./check-backup.ts";
import { type KeptFolder, keptFolders, listKept } from "./folders.ts";
import { type Head, type Origin, type Part, type PieceName, pack, tally } from "./pieces.ts";
import { seal } from "./sealed-file.ts";
import { copied, listSequences, listTables } from "./tables-of.ts";

/** What came of it. */
export type Taken = { file: string; bytes: number; tables: number; rows: number };

type Snapshot = { sql: ReservedSql; origin: Origin; schemas: readonly string[] };

/** Opens a snapshot that stands from now until its connection is let go. */
async function openSnapshot(pool: Sql, origin: Origin, schemas: readonly string[]): Promise<Snapshot> {
  const sql = await pool.reserve();
  await sql`begin isolation level repeatable read read only`;
  await sql`select pg_current_snapshot()`;
  return { sql, origin, schemas };
}

async function* piece(name: PieceName, content: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const counted = tally();
  yield { type: "begin", piece: name };
  for await (const bytes of content) {
    counted.add(bytes);
    yield { type: "data", bytes };
  }
  yield { type: "end", end: counted.end(name.kind === "table") };
}

async function* tablesOf({ sql, origin, schemas }: Snapshot): AsyncGenerator<Part> {
  for (const table of await listTables(sql, schemas)) {
    const rows = await sql.unsafe(`copy ${copied(table)} to stdout`).readable();
    yield* piece({ kind: "table", origin, ...table }, rows as AsyncIterable<Buffer>);
    // postgres.js (3.4) pauses its socket when the stream is full, and lets it go on when more is read: never, if the
    // end came with the last full piece. The next statement would wait for ever.
    rows._read(0);
  }
}

async function* filesOf(folders: readonly KeptFolder[]): AsyncGenerator<Part> {
  for (const { folder, at } of folders) {
    for (const name of listKept(at)) {
      yield* piece({ kind: "file", folder, name }, fs.createReadStream(path.join(at, name)));
    }
  }
}

/**
 * Everything in order. What is signed outside the database comes before it: it never tells of a row that the snapshot has
 * not. Then the app's database, then the warehouse's, then the keys, and last how much it was.
 */
async function* contents(
  head: Head,
  folders: readonly KeptFolder[],
  openNext: readonly (() => Promise<Snapshot>)[],
): AsyncGenerator<Buffer> {
  const foot = { pieces: 0, rows: 0, sequences: {} as Record<string, string> };
  async function* counted(parts: AsyncIterable<Part>) {
    for await (const part of parts) {
      if (part.type === "end") {
        foot.pieces += 1;
        foot.rows += part.end.rows;
      }
      yield pack(part);
    }
  }
  yield pack({ type: "head", head });
  yield* counted(filesOf(folders.filter(({ first }) => first)));
  const snapshots: Snapshot[] = [];
  for (const open of openNext) snapshots.push(await open());
  for (const snapshot of snapshots) {
    yield* counted(tablesOf(snapshot));
    // Sequences stand outside every snapshot: read after the rows, they are never behind them.
    Object.assign(foot.sequences, await listSequences(snapshot.sql, snapshot.schemas));
  }
  yield* counted(filesOf(folders.filter(({ first }) => !first)));
  yield pack({ type: "foot", foot });
}

async function writeSealed(file: string, plain: AsyncIterable<Buffer>, secret: string): Promise<void> {
  const zipped = createGzip({ level: 3 });
  const filling = pipeline(plain, zipped);
  await Promise.all([
    filling,
    pipeline(seal(zipped, secret), fs.createWriteStream(file, { flags: "wx", mode: 0o600, flush: true })),
  ]);
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/**
 * Sao lưu: writes everything that the book keeps into one encrypted file of `folder`, while the book runs. The file has
 * its name only once it is whole and was read back. With two databases the app's snapshot is taken before the
 * warehouse's: whatever an app row points to was in the warehouse before that row.
 */
export async function takeBackup(env: Env, book: OpenBook, folder: string, secret: string): Promise<Taken> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const madeAt = new Date();
  const stamp = madeAt.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  const file = path.join(folder, `book-${stamp}.backup`);
  const draft = `${file}.${process.pid}.partial`;
  const one = await sameDatabase(book.ownerUrl, book.warehouseOwnerUrl);
  const head: Head = {
    format: 1,
    madeAt: madeAt.toISOString(),
    mode: env.BOOK_MODE,
    databases: one ? "one" : "two",
    release: releaseOfThisCode(),
  };
  // However long a table takes to be read.
  const reading = { max: 1, onnotice: () => {}, connection: { statement_timeout: 0 } };
  const app = postgres(book.ownerUrl, reading);
  const warehouse = postgres(book.warehouseOwnerUrl, reading);
  const openNext = one
    ? [() => openSnapshot(app, "app", ["guard", "app", "warehouse"])]
    : [
        () => openSnapshot(app, "app", ["guard", "app"]),
        () => openSnapshot(warehouse, "warehouse", ["guard", "warehouse"]),
      ];
  try {
    await writeSealed(draft, contents(head, keptFolders(env), openNext), secret);
    const { tables, rows } = await checkBackup(draft, secret);
    fs.renameSync(draft, file);
    syncFolder(folder);
    return { file, bytes: fs.statSync(file).size, tables, rows };
  } finally {
    fs.rmSync(draft, { force: true });
    await Promise.all([app.end({ timeout: 5 }), warehouse.end({ timeout: 5 })]);
  }
}
