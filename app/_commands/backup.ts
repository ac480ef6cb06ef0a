import path from "node:path";
import { EnvironmentProblems } from "../../lib/platform/env.ts";
import { KnownError } from "../../lib/platform/errors.ts";
import { backupKey } from "./backup/backup-key.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { openBook, readSurroundings } from "./start/book.ts";
import { root } from "./start/root.ts";
import { say, step } from "./start/say.ts";

const USAGE = `npm run backup -- DIR
  Writes everything that the book of DATA_DIR keeps into one file of DIR, encrypted with BACKUP_KEY.
  The book may run meanwhile. Prints the name of the file.`;

/** Under npm the working directory is the project; a path is meant from where the command was typed. */
const typedIn = process.env.npm_lifecycle_event === "backup" ? (process.env.INIT_CWD ?? ".") : process.cwd();

async function main(): Promise<number> {
  const [folder, ...more] = process.argv.slice(2);
  if (!folder || folder.startsWith("-") || more.length) {
    say(USAGE);
    return 1;
  }
  const target = path.resolve(typedIn, folder);
  process.chdir(root);
  const env = readSurroundings();
  const secret = backupKey(env);
  const book = await openBook(env, { existing: true });
  try {
    const { file } = await step(
      "Backup",
      () => takeBackup(env, book, target, secret),
      (done) =>
        `${done.tables} tables, ${done.rows} rows, ${(done.bytes / 1e6).toFixed(1)} MB, read back whole`,
    );
    process.stdout.write(`${file}\n`);
    return 0;
  } finally {
    await book.close();
  }
}

process.exitCode = await main().catch((error) => {
  const plain = error instanceof KnownError || error instanceof EnvironmentProblems;
  say(plain ? error.message : String(error instanceof Error ? (error.stack ?? error.message) : error));
  return 1;
});
