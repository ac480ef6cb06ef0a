import fs from "node:fs";
import path from "node:path";
import { EnvironmentProblems } from "../../lib/platform/env.ts";
import { KnownError } from "../../lib/platform/errors.ts";
import { backupKey } from "./backup/backup-key.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { readSurroundings } from "./start/book.ts";
import { holdDataDir } from "./start/lifetime.ts";
import { root } from "./start/root.ts";
import { say, step } from "./start/say.ts";

const USAGE = `npm run restore -- DIR
  Brings the newest backup of DIR (or the one file that is named) into an empty DATA_DIR and empty databases.
  Cut short, it is done again by the same call.`;

const typedIn = process.env.npm_lifecycle_event === "restore" ? (process.env.INIT_CWD ?? ".") : process.cwd();

/** The file itself, or the newest backup of a folder: their names are their times. */
function backupAt(named: string): string {
  if (!fs.existsSync(named)) throw new KnownError(`${named} is not there.`);
  if (!fs.statSync(named).isDirectory()) return named;
  const newest = fs
    .readdirSync(named)
    .filter((name) => /^book-\d{8}T\d{6}Z\.backup$/.test(name))
    .sort()
    .at(-1);
  if (!newest) throw new KnownError(`${named} holds no backup of the book.`);
  return path.join(named, newest);
}

async function main(): Promise<number> {
  const [named, ...more] = process.argv.slice(2);
  if (!named || named.startsWith("-") || more.length) {
    say(USAGE);
    return 1;
  }
  const from = path.resolve(typedIn, named);
  process.chdir(root);
  const env = readSurroundings();
  const secret = backupKey(env);
  const file = backupAt(from);
  fs.mkdirSync(path.resolve(env.DATA_DIR), { recursive: true });
  const release = holdDataDir(env);
  try {
    await step(
      "Restore",
      () => restoreBackup(env, file, secret, say),
      (done) => `${done.tables} tables, ${done.rows} rows`,
    );
    process.stdout.write(`${file}\n`);
    return 0;
  } finally {
    release();
  }
}

process.exitCode = await main().catch((error) => {
  const plain = error instanceof KnownError || error instanceof EnvironmentProblems;
  say(plain ? error.message : String(error instanceof Error ? (error.stack ?? error.message) : error));
  return 1;
});
