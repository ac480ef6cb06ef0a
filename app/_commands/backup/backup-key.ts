import type { Env } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";

/** The key of the environment; throws a KnownError when there is none. It is never kept beside what it opens. */
export function backupKey({ BACKUP_KEY }: Env): string {
  if (BACKUP_KEY) return BACKUP_KEY;
  throw new KnownError(
    "BACKUP_KEY is missing. Make one (openssl rand -base64 32), and keep it apart from the backups: nobody can open them without it.",
  );
}
