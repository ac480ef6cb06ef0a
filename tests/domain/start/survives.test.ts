import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  alive,
  BUILD_DIR,
  familyOf,
  killAtOnce,
  launcherOf,
  membersOf,
  refusedStart,
} from "#tests/support/book-process.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { childBookEnvironment, startChildBook } from "../../../app/_commands/start/child-book.ts";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";

// One book that is hurt again and again: the tests follow each other.
const PERSON = { personalId: "051075000001", name: "Nguyễn Văn Mẫu" };
const RECOVERS = { timeout: 40_000, interval: 100 };
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "hurt-book-"));
const visitor = new Visitor();
let env: NodeJS.ProcessEnv;
let book: Awaited<ReturnType<typeof startChildBook>>;
let url = "";

beforeAll(async () => {
  env = await childBookEnvironment({ dataDir, buildDir: BUILD_DIR });
  book = await startChildBook(env);
  ({ url } = await book.ready());
  expect((await visitor.signIn(url, PERSON.personalId)).text).toContain(PERSON.name);
}, 120_000);

afterAll(async () => {
  await book.stop();
  fs.rmSync(dataDir, { recursive: true });
});

const health = async () => (await fetch(`${url}/api/health`).catch(() => undefined))?.status;
const recovered = () => vi.waitFor(async () => expect(await health()).toBe(200), RECOVERS);
const said = () => fs.readFileSync(book.log, "utf8");

async function expectTheBookAsItWas(): Promise<void> {
  const page = await visitor.ask(`${url}/record`);
  expect(page.text).toContain("2 lần khám");
  expect((await visitor.ask(url)).text).toContain(PERSON.name);
}

/** Does something while the launcher looks away, so that it cannot yet mend what was broken. */
async function unseen<T>(work: () => Promise<T>): Promise<T> {
  const launcher = launcherOf(dataDir);
  process.kill(launcher, "SIGSTOP");
  try {
    return await work();
  } finally {
    process.kill(launcher, "SIGCONT");
  }
}

function superuser(): postgres.Sql {
  const key = postgresKeys(path.join(dataDir, "keys")).superuser;
  return postgres(`postgres://postgres:${key}@127.0.0.1:${readRecord(dataDir)?.port}/book`, { max: 1 });
}

test("a second start on the same data is refused, and the first goes on", async () => {
  const { code, words } = await refusedStart({ DATA_DIR: dataDir, PORT: String(env.PORT) });
  expect(code).toBe(1);
  expect(words).toMatch(
    new RegExp(
      `^The book of ${dataDir} is already running at ${url} since [\\d:]+ \\(process ${launcherOf(dataDir)}\\)\\.$`,
    ),
  );
  await expectTheBookAsItWas();
});

test("with Postgres killed a page says so in words, and the book is back by itself", async () => {
  const postmaster = readRecord(dataDir)?.postgres.pid ?? 0;
  const page = await unseen(() => {
    killAtOnce(familyOf(postmaster));
    return visitor.ask(`${url}/record`);
  });
  expect(page.text).toContain("Chưa mở được trang này");
  expect(page.text).toContain("Sổ của bạn vẫn còn nguyên, không mất gì.");
  expect(page.text).not.toMatch(/ECONN|postgres|Error:/i);

  await vi.waitFor(() => expect(readRecord(dataDir)?.postgres.pid).not.toBe(postmaster), RECOVERS);
  await recovered();
  await expectTheBookAsItWas();
  expect(said()).toContain("Postgres ended unexpectedly; starting it again");
}, 60_000);

test("a killed web server is back, and whoever was signed in still is", async () => {
  const before = membersOf(launcherOf(dataDir), /next-server|next\/dist\/bin\/next/);
  expect(before.length).toBeGreaterThan(0);
  killAtOnce(before);
  await vi.waitFor(
    () => expect(said()).toContain("web ended unexpectedly (SIGKILL); starting it again"),
    RECOVERS,
  );
  await recovered();
  await expectTheBookAsItWas();
}, 60_000);

test("a killed worker is back, and does what was asked meanwhile", async () => {
  const sql = superuser();
  const lost = new Visitor();
  await lost.signIn(url, "051200000003");
  await sql`
    update app.sessions set user_agent = 'old', ends_at = clock_timestamp() - interval '1 second'
    where session_id = (select session_id from app.sessions order by began_at desc limit 1)`;
  const old = () => sql`select from app.sessions where user_agent = 'old'`;
  await unseen(async () => {
    const worker = membersOf(launcherOf(dataDir), /_jobs\/worker\.ts/);
    expect(worker).toHaveLength(1);
    killAtOnce(worker);
    await sql`insert into pgboss.job (name, data) values ('sweep-sessions', '{}')`;
    expect(await old()).toHaveLength(1);
  });
  await vi.waitFor(async () => expect(await old()).toHaveLength(0), RECOVERS);
  expect(said()).toContain("worker ended unexpectedly (SIGKILL); starting it again");
  await sql.end();
}, 60_000);

test("with the launcher killed everything ends, and the next start finds the book as it was", async () => {
  const launcher = launcherOf(dataDir);
  const family = familyOf(launcher);
  expect(family.length).toBeGreaterThan(6);
  killAtOnce(family.slice(0, 1));
  await vi.waitFor(() => expect(alive(family)).toEqual([]), RECOVERS);

  fs.rmSync(path.join(dataDir, "ready.json"), { force: true });
  book = await startChildBook(env);
  await book.ready();
  expect(launcherOf(dataDir)).not.toBe(launcher);
  await expectTheBookAsItWas();
}, 90_000);

test("SIGTERM ends all of it and leaves no process behind", async () => {
  const launcher = launcherOf(dataDir);
  const family = familyOf(launcher);
  expect(family.map(({ command }) => command).join("\n")).toMatch(
    /keep\.ts[\s\S]*postgres|postgres[\s\S]*keep\.ts/,
  );
  process.kill(launcher, "SIGTERM");
  await vi.waitFor(() => expect(alive(family)).toEqual([]), RECOVERS);
  expect(said()).toContain("The book is closed.");
  expect(fs.existsSync(path.join(dataDir, "ready.json"))).toBe(false);
  expect(fs.existsSync(path.join(dataDir, "start.lock"))).toBe(false);
}, 60_000);
