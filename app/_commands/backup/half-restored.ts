import fs from "node:fs";
import path from "node:path";
import { refuseFilled } from "../../../drizzle/migrate.ts";
import type { Env } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { givenDatabases, restoringFile } from "../start/book.ts";
import { postgresFiles } from "../start/postgres/files.ts";

/** What is written down before anything is touched: which backup is being brought in. */
type Note = { file: string; madeAt: string; filled: boolean };

function noteOf(env: Env): Note | undefined {
  try {
    return JSON.parse(fs.readFileSync(restoringFile(env.DATA_DIR), "utf8"));
  } catch {
    return undefined;
  }
}

function write(env: Env, note: Note): void {
  fs.mkdirSync(path.resolve(env.DATA_DIR), { recursive: true });
  const draft = `${restoringFile(env.DATA_DIR)}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(note));
  fs.renameSync(draft, restoringFile(env.DATA_DIR));
}

async function refuseBook(env: Env, isBare: () => boolean): Promise<void> {
  if (!isBare()) {
    throw new KnownError(
      `${env.DATA_DIR} or ${env.KEYS_DIR} holds a book or its keys. A backup is restored into empty ones only.`,
    );
  }
  const given = givenDatabases(env);
  if (given) await refuseFilled(given);
  else if (fs.existsSync(postgresFiles(env.DATA_DIR).data))
    throw new KnownError(`${env.DATA_DIR} holds a book. A backup is restored into an empty DATA_DIR only.`);
}

/**
 * Notes that a restore has begun, so that no start takes half a book for a whole one. Answers whether everything was
 * brought in before, and only the end is missing. Throws a KnownError when there is a book already, or half of another
 * backup.
 */
export async function beginRestoring(
  env: Env,
  note: Pick<Note, "file" | "madeAt">,
  isBare: () => boolean,
): Promise<boolean> {
  const before = noteOf(env);
  if (before && before.madeAt !== note.madeAt) {
    throw new KnownError(
      `${env.DATA_DIR} holds half of another backup (${before.file}). Restore that one again, or use an empty DATA_DIR.`,
    );
  }
  if (before) return before.filled;
  await refuseBook(env, isBare);
  write(env, { ...note, filled: false });
  return false;
}

/** Everything is in the databases, for good. */
export function noteFilled(env: Env): void {
  const note = noteOf(env);
  if (note) write(env, { ...note, filled: true });
}

/** The book is whole. */
export function endRestoring(env: Env): void {
  fs.rmSync(restoringFile(env.DATA_DIR), { force: true });
}
