import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { KnownError } from "../../../../lib/platform/errors.ts";
import { runs, withLock } from "../lock.js";
import { freePort } from "../ports.ts";
import { embeddedMajor, postgresRun } from "./binaries.ts";
import { livePostmaster, postgresFiles, readRecord } from "./files.ts";
import { hasUsers, register, unregister } from "./users.ts";

const keeper = fileURLToPath(new URL("./keep.ts", import.meta.url));
const hba = "# Loopback only, and only with a password.\nhost all all 127.0.0.1/32 scram-sha-256\n";

/** Joins the embedded Postgres of a data folder: starts it unless it runs, and counts this process as a user. */
export async function joinPostgres(
  dataDir: string,
  password: string,
): Promise<{ port: number; made: boolean }> {
  fs.mkdirSync(dataDir, { recursive: true });
  fs.mkdirSync(path.dirname(postgresFiles(dataDir).log), { recursive: true, mode: 0o700 });
  register(dataDir);
  try {
    return await withLock(postgresFiles(dataDir).lock, async () => {
      const made = initialise(dataDir, password);
      return { port: await keepRunning(dataDir), made };
    });
  } catch (error) {
    unregister(dataDir);
    throw error;
  }
}

/** Starts Postgres again on its port if it is gone, for a process that has joined. */
export async function revivePostgres(dataDir: string): Promise<void> {
  await withLock(postgresFiles(dataDir).lock, () => keepRunning(dataDir));
}

/** Whether Postgres and its keeper both live. */
export function postgresLives(dataDir: string): boolean {
  const record = readRecord(dataDir);
  return record !== undefined && runs(record.postgres) && runs(record.keeper);
}

/** Leaves it; when nobody else uses it, waits until its keeper has stopped it. */
export async function leavePostgres(dataDir: string): Promise<void> {
  if (!unregister(dataDir)) return;
  for (const until = Date.now() + 15_000; Date.now() < until; await sleep(25)) {
    const record = readRecord(dataDir);
    if (hasUsers(dataDir) || !record) return;
    if (!runs(record.postgres) && !runs(record.keeper)) return;
  }
}

function initialise(dataDir: string, password: string): boolean {
  const { data } = postgresFiles(dataDir);
  if (isUsable(data)) return false;
  // Made aside and renamed: an interrupted first start leaves nothing half made.
  const draft = `${data}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  const secret = path.join(path.dirname(data), `.password-${process.pid}`);
  fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  try {
    const flags = ["--username=postgres", `--pwfile=${secret}`, "--auth=scram-sha-256", "--no-sync"];
    const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
    const { command, args, as } = postgresRun("initdb", draft, ["-D", draft, ...flags, ...locale]);
    if (as.uid !== undefined) {
      fs.mkdirSync(draft, { mode: 0o700 });
      for (const file of [draft, secret]) fs.chownSync(file, as.uid, as.gid ?? as.uid);
    }
    const done = spawnSync(command, args, { ...as, encoding: "utf8", cwd: "/" });
    if (done.status !== 0) {
      const whom =
        as.uid === undefined ? "" : " It runs as another user here, who must be able to enter that folder.";
      const why = (done.stderr || String(done.error ?? "")).trim();
      throw new KnownError(`Postgres could not make its data folder in ${data}: ${why}.${whom}`);
    }
    fs.writeFileSync(path.join(draft, "pg_hba.conf"), hba);
    fs.renameSync(draft, data);
    return true;
  } finally {
    fs.rmSync(secret, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function isUsable(data: string): boolean {
  try {
    if (!fs.existsSync(data) || fs.readdirSync(data).length === 0) return false;
    const major = fs.readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
    if (major === embeddedMajor()) return true;
    throw new KnownError(
      `${data} was made by Postgres ${major}, and this release brings Postgres ${embeddedMajor()}. ` +
        "Nothing was changed. Use the release that made it, or another DATA_DIR.",
    );
  } catch (error) {
    if (error instanceof KnownError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === "EACCES" ? "belongs to another user" : "does not hold a Postgres database";
    throw new KnownError(`${data} ${why}. Nothing was changed. Use another DATA_DIR.`);
  }
}

async function keepRunning(dataDir: string): Promise<number> {
  for (const until = Date.now() + 20_000; livePostmaster(dataDir)?.status === "stopping"; await sleep(50)) {
    if (Date.now() > until) throw new KnownError("Postgres has been stopping for too long; see its log.");
  }
  const before = readRecord(dataDir);
  const running = livePostmaster(dataDir);
  if (running?.status === "ready" && before && runs(before.keeper)) return running.port;
  // One whose keeper died is adopted by a new keeper, on the port that it has.
  const port = running?.port ?? (await freePort(before?.port));
  const { log } = postgresFiles(dataDir);
  const out = fs.openSync(log, "a");
  const child = spawn(process.execPath, [keeper, path.resolve(dataDir), String(port)], {
    detached: true,
    stdio: ["ignore", out, out, "ipc"],
  });
  fs.closeSync(out);
  try {
    await isReady(child, log);
  } finally {
    // Neither the keeper nor its channel keeps a finished command waiting.
    child.unref();
    child.channel?.unref();
  }
  return port;
}

function isReady(child: ChildProcess, log: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("message", () => {
      // From now on its end is no failed start.
      child.removeAllListeners("exit");
      resolve();
    });
    child.once("error", reject);
    child.once("exit", () => {
      const tail = fs.readFileSync(log, "utf8").trim().split("\n").slice(-3).join("\n");
      reject(new KnownError(`Postgres did not start. The end of ${log}:\n${tail}`));
    });
  });
}
