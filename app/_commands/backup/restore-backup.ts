import fs from "node:fs";
import path from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres, { type TransactionSql } from "postgres";
import { finishRestoring, releaseOfThisCode, sameDatabase } from "../../../drizzle/migrate.ts";
import type { Env } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { openBook, sampleClaimsFiled } from "../start/book.ts";
import { setSequences, withBareTables } from "./bare-tables.ts";
import { checkBackup, readBackup } from "./check-backup.ts";
import { type KeptFolder, keptFolders, listKept } from "./folders.ts";
import { beginRestoring, endRestoring, noteFilled } from "./half-restored.ts";
import type { Foot, Head, Origin, Part, PieceName } from "./pieces.ts";
import { copied, listTables, named } from "./tables-of.ts";

type Parts = AsyncGenerator<Part>;
/** A database that is filled, and the tables that it has by their whole names. */
type Target = { origin: Origin; tx: TransactionSql; has: ReadonlySet<string> };
type Filling = { file: string; secret: string; foot: Foot; brings: ReadonlySet<string> };

function refuseOther(env: Env, head: Head): void {
  if (head.format !== 1) throw new KnownError("The backup was made by a newer release of the book.");
  if (head.mode !== env.BOOK_MODE) {
    throw new KnownError(
      `The backup is of a ${head.mode} book, and BOOK_MODE is ${env.BOOK_MODE}. The two are never mixed.`,
    );
  }
  const here = releaseOfThisCode();
  for (const folder of Object.keys({ ...here, ...head.release })) {
    const [mine, its] = [here[folder] ?? [], head.release[folder] ?? []];
    const at = Math.max(mine.length, its.length);
    const odd = Array.from({ length: at }, (_, i) => i).find((i) => mine[i]?.hash !== its[i]?.hash);
    if (odd === undefined) continue;
    const [newer, name] = its[odd] ? ["another", its[odd].tag] : ["an older", mine[odd]?.tag];
    throw new KnownError(
      `The backup was made by ${newer} release of the book (${folder} migration ${name}). ` +
        "Restore it with the release that made it, then start the newer one.",
    );
  }
}

/** The bytes of the piece that has begun, to its end. */
async function* dataOf(parts: Parts): AsyncGenerator<Buffer> {
  for (;;) {
    const { value, done } = await parts.next();
    if (done || value.type === "end") return;
    if (value.type === "data") yield value.bytes;
  }
}

async function writeFile(target: string, parts: Parts): Promise<void> {
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${process.pid}`;
  await pipeline(dataOf(parts), fs.createWriteStream(draft, { mode: 0o600, flush: true }));
  fs.renameSync(draft, target);
}

/** Where a file of the backup belongs; null when it is not to be written there. */
function placeOf(piece: PieceName, folders: readonly KeptFolder[]): string | null {
  if (piece.kind !== "file") return null;
  const folder = folders.find((one) => one.folder === piece.folder)?.at;
  const target = folder ? path.resolve(folder, piece.name) : "";
  if (!folder || !target.startsWith(folder + path.sep))
    throw new KnownError(
      `The backup holds ${piece.folder}/${piece.name}, for which this release has no place.`,
    );
  return target;
}

/** Goes through the backup once, handing over each piece; what is not taken is passed by. */
async function walk(parts: Parts, take: (piece: PieceName) => Promise<void>): Promise<void> {
  for (;;) {
    const { value, done } = await parts.next();
    if (done) return;
    if (value.type === "begin") await take(value.piece);
  }
}

async function writeFiles(file: string, secret: string, folders: readonly KeptFolder[]): Promise<void> {
  const parts = readBackup(file, secret);
  await walk(parts, async (piece) => {
    const target = placeOf(piece, folders);
    if (target) await writeFile(target, parts);
  });
}

/**
 * The databases into which a table goes. The guard stands in both: each takes its own, and what its own did not bring,
 * the other's.
 */
function targetsOf(
  piece: PieceName & { kind: "table" },
  targets: readonly Target[],
  brings: ReadonlySet<string>,
) {
  const name = named(piece);
  return targets.filter(
    ({ origin, has }) => has.has(name) && (piece.origin === origin || !brings.has(`${origin} ${name}`)),
  );
}

async function fillTable(piece: PieceName & { kind: "table" }, parts: Parts, targets: readonly Target[]) {
  const into: Writable[] = [];
  for (const { tx } of targets) into.push(await tx.unsafe(`copy ${copied(piece)} from stdin`).writable());
  const [first, ...others] = into;
  // The same in another database, or a table that this release does not have: refuseOther has seen to that.
  if (!first) return;
  async function* shared() {
    for await (const bytes of dataOf(parts)) {
      for (const other of others) other.write(bytes);
      yield bytes;
    }
  }
  await pipeline(Readable.from(shared()), first);
  await Promise.all(others.map((other) => new Promise((resolve) => other.end(() => resolve(undefined)))));
}

async function fillTables(
  { file, secret, foot, brings }: Filling,
  targets: readonly Target[],
): Promise<void> {
  const parts = readBackup(file, secret);
  await walk(parts, async (piece) => {
    if (piece.kind === "table") await fillTable(piece, parts, targetsOf(piece, targets, brings));
  });
  for (const { tx } of targets) await setSequences(tx, foot.sequences);
}

async function targetOf(tx: TransactionSql, origin: Origin, schemas: readonly string[]): Promise<Target> {
  return { origin, tx, has: new Set((await listTables(tx, schemas)).map(named)) };
}

async function fill(filling: Filling, urls: { app: string; warehouse: string }): Promise<void> {
  const one = await sameDatabase(urls.app, urls.warehouse);
  const app = postgres(urls.app, { max: 1, onnotice: () => {} });
  const warehouse = one ? app : postgres(urls.warehouse, { max: 1, onnotice: () => {} });
  const [ofApp, ofWarehouse, ofBoth] = [
    ["guard", "app"],
    ["guard", "warehouse"],
    ["guard", "app", "warehouse"],
  ];
  try {
    if (one) {
      await app.begin((tx) =>
        withBareTables(tx, ofBoth, async () => fillTables(filling, [await targetOf(tx, "app", ofBoth)])),
      );
      return;
    }
    // Neither is durable before both are whole; if only one becomes so, the mark of a restore is still on both.
    await app.begin((a) =>
      withBareTables(a, ofApp, () =>
        warehouse.begin((w) =>
          withBareTables(w, ofWarehouse, async () =>
            fillTables(filling, [
              await targetOf(a, "app", ofApp),
              await targetOf(w, "warehouse", ofWarehouse),
            ]),
          ),
        ),
      ),
    );
  } finally {
    await Promise.all([app.end({ timeout: 5 }), warehouse.end({ timeout: 5 })]);
  }
}

/**
 * Phục hồi: brings a backup into a book that is empty. The file is read to its end before anything is touched; what
 * was cut short is done again by the same call. Throws a KnownError whose sentence can be shown.
 */
export async function restoreBackup(env: Env, file: string, secret: string, say: (line: string) => void) {
  const { head, foot, tables, rows, brings } = await checkBackup(file, secret);
  refuseOther(env, head);
  const folders = keptFolders(env);
  const isBare = () => folders.every(({ at }) => listKept(at).length === 0);
  const filled = await beginRestoring(env, { file, madeAt: head.madeAt }, isBare);
  say(`✓ Backup of ${head.madeAt}: whole, and of this release`);
  if (!filled) await writeFiles(file, secret, folders);
  // What is filled already needs no more than its mark taken off.
  const book = await openBook(env, { restoring: true, existing: filled });
  try {
    const urls = { app: book.ownerUrl, warehouse: book.warehouseOwnerUrl };
    if (!filled) await fill({ file, secret, foot, brings }, urls);
    noteFilled(env);
    // It begins with what the backup holds, not with the sample claims.
    sampleClaimsFiled(env.DATA_DIR);
    await finishRestoring([urls.app, urls.warehouse]);
    endRestoring(env);
  } finally {
    await book.close();
  }
  return { head, tables, rows };
}
