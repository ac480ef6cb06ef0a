import fs from "node:fs";
import path from "node:path";
import { runs } from "../lock.js";

/** Where the embedded Postgres of a data folder keeps what. */
export function postgresFiles(dataDir: string) {
  const at = (name: string) => path.resolve(dataDir, name);
  return {
    data: at("postgres"),
    users: at("postgres-users"),
    lock: at("postgres.lock"),
    record: at("postgres.json"),
    log: at("logs/postgres.log"),
  };
}

/** A process as it was when written down. */
export type Seen = { pid: number; born: string };

/** What the keeper writes down about the Postgres that it keeps. */
export type PostgresRecord = { port: number; postgres: Seen; keeper: Seen };

/** The last Postgres of that data folder, running or not. */
export function readRecord(dataDir: string): PostgresRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(postgresFiles(dataDir).record, "utf8"));
  } catch {
    return undefined;
  }
}

/** The postmaster of that data folder, if one lives: its own lock file may be a dead one's, with a reused number. */
export function livePostmaster(dataDir: string) {
  const { data } = postgresFiles(dataDir);
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const record = readRecord(dataDir);
  const known = record?.postgres.pid === pid && runs(record.postgres);
  if (!known && !worksIn(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" };
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(folder);
  } catch {
    return false;
  }
}
