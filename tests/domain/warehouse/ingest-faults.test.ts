import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { familyOf, killAtOnce } from "#tests/support/book-process.ts";
import { envelope, hoso, somebody, summaryFor, visit } from "#tests/support/claims.ts";
import { childEnvironment } from "../../../app/_commands/start/environments.ts";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hurt-ingest-"));
const dataDir = path.join(folder, "data");
/** More rows than are filed at once, so that a fault finds some filed and some not. */
const DOSSIERS = 2500;
const SLOW = 120_000;

/** A disk of its own that can be filled; only root may mount one. */
const isRoot = process.getuid?.() === 0;

beforeAll(() => {
  fs.mkdirSync(dataDir);
  if (isRoot) spawnSync("mount", ["-t", "tmpfs", "-o", "size=600m", "tmpfs", dataDir]);
  expect(ingest([someFile(1)]).code).toBe(0);
}, SLOW);

afterAll(() => {
  if (isRoot) spawnSync("umount", ["-l", dataDir]);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A file of visits of people nobody has heard of. */
function someFile(dossiers: number): string {
  const file = path.join(folder, `${crypto.randomUUID()}.xml`);
  const visits = Array.from({ length: dossiers }, () => hoso(visit(summaryFor(somebody()))));
  fs.writeFileSync(file, envelope(visits));
  return file;
}

const command = ["--conditions=react-server", "app/_commands/ingest.ts", "--json"];
const env = () => childEnvironment({ BOOK_MODE: "sample", DATA_DIR: dataDir });

function ingest(files: string[]) {
  const run = spawnSync(process.execPath, [...command, ...files], {
    cwd: root,
    env: env(),
    encoding: "utf8",
  });
  return { code: run.status, report: JSON.parse(run.stdout.split("\n")[0] || "null"), words: run.stderr };
}

/** Begins filing, and does something to it once some of the file is in the book. */
async function hurt(file: string, harm: (child: { pid: number }) => void) {
  const child = spawn(process.execPath, [...command, file], { cwd: root, env: env() });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  const ended = once(child, "exit");
  const key = postgresKeys(path.join(dataDir, "keys")).superuser;
  const before = () => readRecord(dataDir)?.port;
  while (!before()) await sleep(20);
  const sql = postgres(`postgres://postgres:${key}@127.0.0.1:${before()}/book`, {
    max: 1,
    onnotice: () => {},
  });
  const filed = async () => {
    const [row] = await sql`
      select exists (select from warehouse.filings i join warehouse.received_files f using (file_id)
        where f.name = ${file}) as filed`.catch(() => [{ filed: false }]);
    return row?.filed;
  };
  while (child.exitCode === null && !(await filed())) await sleep(10);
  harm({ pid: child.pid ?? 0 });
  await sql.end({ timeout: 0 }).catch(() => {});
  const [code] = await ended;
  return { code, words };
}

/** The same with another file where one was filed whole before the harm came: on a quick computer the moment is short. */
async function hurtInTime(harm: (child: { pid: number }) => void) {
  for (let tries = 1; ; tries += 1) {
    const file = someFile(DOSSIERS);
    const hurtOne = await hurt(file, harm);
    if (hurtOne.code !== 0 || tries === 5) return { file, ...hurtOne };
  }
}

const completes = (file: string) => {
  const { code, report } = ingest([file]);
  expect(code).toBe(0);
  expect(report).toMatchObject({ dossiers: DOSSIERS, replaced: 0, quarantined: 0 });
  expect(report.accepted + report.unchanged).toBe(DOSSIERS);
  return report;
};

test(
  "Postgres killed during a file: a sentence, nothing lost, and the next run completes it",
  async () => {
    const { file, code, words } = await hurtInTime(() => {
      killAtOnce(familyOf(readRecord(dataDir)?.postgres.pid ?? 0));
    });
    expect(code).toBe(1);
    expect(words).toContain("Mất kết nối với cơ sở dữ liệu. Những hồ sơ đã ghi vẫn còn nguyên.");
    const report = completes(file);
    expect(report.unchanged).toBeGreaterThan(0);
    expect(report.accepted).toBeGreaterThan(0);
  },
  SLOW,
);

test(
  "the command itself killed during a file: the next run completes it",
  async () => {
    const { file } = await hurtInTime(({ pid }) => killAtOnce([{ pid, born: "", command: "" }]));
    const report = completes(file);
    expect(report.unchanged).toBeGreaterThan(0);
  },
  SLOW,
);

test.runIf(isRoot)(
  "a full disk: a sentence, nothing lost, and with room again the next run completes it",
  () => {
    const file = someFile(DOSSIERS);
    const filler = path.join(dataDir, "filler");
    const { bavail, bsize } = fs.statfsSync(dataDir);
    fs.writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 3_000_000)));
    const full = ingest([file]);
    expect(full.code).toBe(1);
    expect(full.words).toMatch(
      /Ổ đĩa của cơ sở dữ liệu đã đầy|Mất kết nối với cơ sở dữ liệu|cannot start|No space/,
    );
    fs.rmSync(filler);
    completes(file);
  },
  SLOW,
);
