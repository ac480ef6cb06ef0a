import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook as openBookOf } from "#lib/consent/index.ts";
import { signHeads } from "#lib/consent/sign-heads.ts";
import { verifyLog } from "#lib/consent/verify-log.ts";
import { listHistory } from "#lib/history/index.ts";
import { connect } from "#lib/platform/db.ts";
import { readEnv } from "#lib/platform/env.ts";
import { type Reach, signedIn } from "#tests/support/guarded-books.ts";
import { pack } from "../../../app/_commands/backup/pieces.ts";
import { restoreBackup } from "../../../app/_commands/backup/restore-backup.ts";
import { seal } from "../../../app/_commands/backup/sealed-file.ts";
import { takeBackup } from "../../../app/_commands/backup/take-backup.ts";
import { type OpenBook, openBook } from "../../../app/_commands/start/book.ts";
import { childEnvironment } from "../../../app/_commands/start/environments.ts";
import { root } from "../../../app/_commands/start/root.ts";
import { runNode } from "../../../app/_commands/start/run.ts";

// The drill of a backup: a filled book with two databases, brought in elsewhere with one.
const SLOW = 180_000;
const KEY = "a key that only this drill knows";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "drill-"));
const at = (name: string) => path.join(folder, name);
const closing: (() => Promise<unknown>)[] = [];
let source: OpenBook;
let file = "";

const envOf = (name: string, extra: Record<string, string> = {}) =>
  childEnvironment({ BOOK_MODE: "sample", DATA_DIR: at(name), BACKUP_KEY: KEY, ...extra });
const placesOf = (name: string) => ({ dataDir: at(name), keysDir: path.join(at(name), "keys") });
const command = (name: string, args: string[], env: NodeJS.ProcessEnv) =>
  runNode(["--conditions=react-server", `app/_commands/${name}.ts`, ...args], { env });
const restore = (from: string, name: string, extra: Record<string, string> = {}) =>
  command("restore", [from], envOf(name, extra));

function reachOf(book: OpenBook): Reach {
  const reach = {
    app: connect(book.databaseUrl, { max: 2 }),
    warehouse: connect(book.warehouseUrl, { max: 2 }),
    appOwner: connect(book.ownerUrl, { max: 1 }),
    warehouseOwner: connect(book.warehouseOwnerUrl, { max: 1 }),
    ingest: connect(book.ingestUrl, { max: 1 }),
  };
  closing.unshift(() => Promise.all(Object.values(reach).map((one) => one.$client.end({ timeout: 5 }))));
  return reach;
}

/** The rows of every table of a schema, each table as one fingerprint. */
async function fingerprints(url: string, schema: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1 });
  try {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = ${schema}::regnamespace`;
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql.unsafe(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as is from ${schema}.${name} t`,
      );
      found[name] = row?.is;
    }
    return found;
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  const env = envOf("source", { BOOK_DATABASES: "two" });
  source = await openBook(readEnv(env));
  closing.push(() => source.close());
  const filed = await command("ingest", ["drizzle/seed/claims"], env);
  expect(filed.code, filed.output).toBeLessThanOrEqual(3);
  const reach = reachOf(source);
  const { ctx, citizenId } = await signedIn(reach);
  const book = await openBookOf(ctx, citizenId, "own-reading", "history");
  await book.actOnApp(async (tx) => {
    await tx.execute("select app.answer_history('allergy', 'none')");
  });
  const worker = connect(source.workerUrl, { max: 1 });
  await signHeads(worker, placesOf("source"), new Date());
  await worker.$client.end();
  // A row with everything that could break a line of COPY.
  await reach.appOwner.$client`
    insert into app.security_log (kind, aim) values ('session-began', ${"a\\b\tc\nd\r\\N\u0007 đ"})`;
}, SLOW);

afterAll(async () => {
  for (const close of closing) await close();
  fs.rmSync(folder, { recursive: true, force: true });
}, SLOW);

test(
  "a book is backed up while it is written to, and the file has its name only when whole",
  async () => {
    const sql = postgres(source.ownerUrl, { max: 1 });
    let writing = true;
    const busy = (async () => {
      while (writing) await sql`insert into app.security_log (kind) values ('session-began')`;
    })();
    const made = await command("backup", [at("backups")], envOf("source", { BOOK_DATABASES: "two" }));
    writing = false;
    await busy;
    await sql.end();
    expect(made.code, made.output).toBe(0);
    const names = fs.readdirSync(at("backups"));
    expect(names).toHaveLength(1);
    file = path.join(at("backups"), names[0] ?? "");
    expect(fs.statSync(file).mode & 0o077).toBe(0);
    expect(fs.readFileSync(file).includes("Nguyễn")).toBe(false);
  },
  SLOW,
);

test(
  "restored elsewhere it is the same book: every row, the sums, the log, the keys",
  async () => {
    await takeBackup(readEnv(envOf("source", { BOOK_DATABASES: "two" })), source, at("quiet"), KEY);
    const before = {
      ...(await fingerprints(source.ownerUrl, "app")),
      ...(await fingerprints(source.warehouseOwnerUrl, "warehouse")),
    };
    expect(Number(before.encounters?.split(" ")[0])).toBeGreaterThan(5);
    const done = await restore(at("quiet"), "there");
    expect(done.code, done.output).toBe(0);

    const there = await openBook(readEnv(envOf("there")));
    closing.unshift(() => there.close());
    expect(there.applied).toBe(0);
    const after = {
      ...(await fingerprints(there.ownerUrl, "app")),
      ...(await fingerprints(there.warehouseOwnerUrl, "warehouse")),
    };
    expect(after).toEqual(before);
    const reach = reachOf(there);
    const log = await verifyLog(reach.appOwner, placesOf("there"), () => {});
    expect(log).toMatchObject({ whole: true, statements: 1, faults: 0 });
    const paid = (sql: postgres.Sql) => sql`select sum(copayment_vnd)::text as sum from warehouse.encounters`;
    const original = postgres(source.warehouseOwnerUrl, { max: 1 });
    expect(await paid(reach.warehouseOwner.$client)).toEqual(await paid(original));
    await original.end();
    expect(fs.readFileSync(path.join(at("there"), "keys/guard-1.key"))).toEqual(
      fs.readFileSync(path.join(at("source"), "keys/guard-1.key")),
    );

    // It lives: people sign in, sequences go on, and the append-only tables still refuse.
    const { ctx, citizenId } = await signedIn(reach);
    const opened = await openBookOf(ctx, citizenId, "own-reading", "history");
    expect((await listHistory(opened)).entries).toEqual([]);
    const [last] = await reach.appOwner
      .$client`select max(log_id)::int as id from app.access_log where citizen_id <> ${citizenId}`;
    expect(opened.logId).toBeGreaterThan(last?.id);
    await expect(reach.appOwner.$client`delete from app.access_log`).rejects.toThrow(/append-only/);
    const foreign = await reach.warehouseOwner.$client`
    select count(*)::int as count from pg_constraint where contype = 'f' and convalidated`;
    expect(foreign[0]?.count).toBeGreaterThan(10);
  },
  SLOW,
);

test(
  "what cannot be restored is refused in a sentence, and nothing is touched",
  async () => {
    const refused = async (
      from: string,
      words: RegExp,
      extra: Record<string, string> = {},
      name = "untouched",
    ) => {
      const env = readEnv(envOf(name, extra));
      const secret = extra.BACKUP_KEY ?? KEY;
      await expect(restoreBackup(env, from, secret, () => {})).rejects.toThrow(words);
      if (name === "untouched") expect(fs.existsSync(at(name))).toBe(false);
    };
    const bytes = fs.readFileSync(file);
    const changed = Buffer.from(bytes);
    changed[bytes.length - 500] = (changed[bytes.length - 500] ?? 0) ^ 1;
    fs.writeFileSync(at("changed.backup"), changed);
    fs.writeFileSync(at("cut.backup"), bytes.subarray(0, bytes.length - 100));
    fs.writeFileSync(at("other.backup"), "something else altogether, and long enough to have a head");
    const head = {
      format: 1 as const,
      madeAt: "2026-01-01",
      mode: "sample" as const,
      databases: "one" as const,
    };
    const foreign = pack({ type: "head", head: { ...head, release: { app: [{ tag: "1_x", hash: "x" }] } } });
    const foot = pack({ type: "foot", foot: { pieces: 0, rows: 0, sequences: {} } });
    const sealed: Buffer[] = [];
    for await (const part of seal(Readable.from([gzipSync(Buffer.concat([foreign, foot]))]), KEY))
      sealed.push(part);
    fs.writeFileSync(at("foreign.backup"), Buffer.concat(sealed));

    await refused(at("changed.backup"), /is damaged or was cut short/);
    await refused(at("cut.backup"), /is damaged or was cut short/);
    await refused(at("other.backup"), /is not a backup of the book/);
    await refused(
      at("foreign.backup"),
      /another release of the book.*Restore it with the release that made it/,
    );
    await refused(file, /BACKUP_KEY is not the key/, { BACKUP_KEY: "another key" });
    await refused(file, /holds a book or its keys/, {}, "there");
    await refused(file, /holds a book or its keys/, { BOOK_DATABASES: "two" }, "source");
  },
  SLOW,
);

test(
  "killed in the middle it opens for nobody, and the same call brings it to its end",
  async () => {
    const env = envOf("killed", { BOOK_DATABASES: "two" });
    const child = spawn(process.execPath, ["--conditions=react-server", "app/_commands/restore.ts", file], {
      cwd: root,
      env,
      stdio: "ignore",
    });
    // Postgres runs, and rows are on their way.
    while (!fs.existsSync(path.join(at("killed"), "postgres.json")) && child.exitCode === null)
      await sleep(20);
    await sleep(400);
    child.kill("SIGKILL");
    const cutShort = /A restore into .* was cut short\. Run npm run restore again/;
    await expect(openBook(readEnv(env))).rejects.toThrow(cutShort);
    const bare = await command("backup", [at("none")], { ...env, BACKUP_KEY: "" });
    expect(bare.code).toBe(1);
    expect(bare.output.trim()).toMatch(/^BACKUP_KEY is missing\..*$/);

    await restoreBackup(readEnv(env), file, KEY, () => {});
    const book = await openBook(readEnv(env));
    closing.unshift(() => book.close());
    const [mine, its] = await Promise.all(
      [book, source].map((one) => fingerprints(one.warehouseOwnerUrl, "warehouse")),
    );
    expect(mine).toEqual(its);
  },
  SLOW,
);
