// The keeper: a process of its own that outlives whoever needed Postgres first, and stops it after the last one.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bornAt, runs, withLock } from "../lock.js";
import { postgresRun } from "./binaries.ts";
import { livePostmaster, type PostgresRecord, postgresFiles } from "./files.ts";
import { hasUsers } from "./users.ts";

const [dataDir = "", port = ""] = process.argv.slice(2);
const files = postgresFiles(dataDir);
const LOOK_MS = 300;
/** After kill -9 the old backends hold the shared memory until they notice that their postmaster is gone. */
const TAKE_OVER_MS = 15_000;

let wake = () => {};
/** Waited for at the end: in a container the first process may not clear away what we leave. */
let reaped: Promise<void> = Promise.resolve();
const nap = () =>
  new Promise<void>((resolve) => {
    wake = resolve;
    setTimeout(resolve, LOOK_MS);
  });

function launch(): Promise<{ pid: number } | { ended: true }> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "Asia/Ho_Chi_Minh",
    log_timezone: "Asia/Ho_Chi_Minh",
    // The details of an error are the row that failed, with its names; its statement may set a password.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { command, args, as } = postgresRun("postgres", files.data, ["-D", files.data, ...flags]);
  const child = spawn(command, args, { ...as, cwd: "/", stdio: ["ignore", 1, 2] });
  reaped = new Promise((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve) => {
    child.once("error", () => resolve({ ended: true }));
    child.once("exit", () => resolve({ ended: true }));
    const look = setInterval(() => {
      const found = livePostmaster(dataDir);
      if (found?.pid !== child.pid || found?.status !== "ready") return;
      clearInterval(look);
      resolve({ pid: found.pid });
    }, 15);
    child.once("exit", () => clearInterval(look));
  });
}

async function startOrAdopt(): Promise<number> {
  let found = livePostmaster(dataDir);
  for (; found && found.status !== "ready"; await sleep(25)) found = livePostmaster(dataDir);
  if (found) return found.pid;
  forgetStranger();
  for (const until = Date.now() + TAKE_OVER_MS; ; await sleep(250)) {
    const started = await launch();
    if ("pid" in started) return started.pid;
    if (Date.now() > until || !takingOver()) throw new Error("Postgres did not start");
  }
}

/** Postgres itself clears away a dead one's lock file, but not one whose number another program has now. */
function forgetStranger() {
  const file = path.join(files.data, "postmaster.pid");
  const written = fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8").split("\n")[0]) : 0;
  if (written && bornAt(written)) fs.rmSync(file);
}

function takingOver(): boolean {
  return fs.readFileSync(files.log, "utf8").slice(-2000).includes("shared memory block");
}

async function stop(pid: number): Promise<void> {
  // Fast shutdown first; immediate if something holds it up, which recovery makes good.
  for (const [signal, patience] of [
    ["SIGINT", 8_000],
    ["SIGQUIT", 4_000],
    ["SIGKILL", 1_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + patience; Date.now() < until; await sleep(20)) {
      if (!runs({ pid, born })) return;
    }
  }
}

process.on("disconnect", () => wake());
process.on("message", () => wake());
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});
let told = false;
process.on("SIGTERM", () => {
  told = true;
  wake();
});

let pid: number;
try {
  pid = await startOrAdopt();
} catch {
  process.exit(1);
}
const born = bornAt(pid);
const record: PostgresRecord = {
  port: livePostmaster(dataDir)?.port ?? Number(port),
  postgres: { pid, born },
  keeper: { pid: process.pid, born: bornAt(process.pid) },
};
fs.writeFileSync(`${files.record}.new`, JSON.stringify(record));
fs.renameSync(`${files.record}.new`, files.record);
process.send?.("ready");

while (runs({ pid, born })) {
  if (told) await stop(pid);
  else if (!hasUsers(dataDir)) {
    // Under the lock, so that nobody arrives between the look and the stop.
    await withLock(files.lock, async () => {
      if (!hasUsers(dataDir)) await stop(pid);
    });
  } else await nap();
}
await Promise.race([reaped, sleep(2_000)]);
process.exit(0);
