import fs from "node:fs";
import path from "node:path";
import { runs, thisProcess } from "../lock.js";
import { postgresFiles } from "./files.ts";

// One process may open the book several times.
const opened = new Map<string, number>();

/** Notes that this process uses the Postgres of that data folder. */
export function register(dataDir: string): void {
  const { users } = postgresFiles(dataDir);
  const file = path.join(users, `${process.pid}.json`);
  fs.mkdirSync(users, { recursive: true });
  // Renamed into place: a half-written file would look like nobody's.
  fs.writeFileSync(`${file}.new`, JSON.stringify(thisProcess()));
  fs.renameSync(`${file}.new`, file);
  opened.set(file, (opened.get(file) ?? 0) + 1);
}

/** Notes that this process needs it no longer; true when that was its last use. */
export function unregister(dataDir: string): boolean {
  const file = path.join(postgresFiles(dataDir).users, `${process.pid}.json`);
  const left = (opened.get(file) ?? 1) - 1;
  opened.set(file, left);
  if (left > 0) return false;
  fs.rmSync(file, { force: true });
  return true;
}

/** Whether any living process uses it; notes of dead ones are cleared away. */
export function hasUsers(dataDir: string): boolean {
  const { users } = postgresFiles(dataDir);
  const names = fs.existsSync(users) ? fs.readdirSync(users).filter((name) => name.endsWith(".json")) : [];
  return names.map((name) => path.join(users, name)).filter(isLive).length > 0;
}

function isLive(file: string): boolean {
  try {
    if (runs(JSON.parse(fs.readFileSync(file, "utf8")))) return true;
    fs.rmSync(file, { force: true });
  } catch {
    // Gone meanwhile.
  }
  return false;
}
