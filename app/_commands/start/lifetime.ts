import path from "node:path";
import { dayOf, TIME_ZONE } from "../../../lib/platform/clock.ts";
import type { Env } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { tryLock } from "./lock.js";
import { isFree } from "./ports.ts";

function spoken(since: string | undefined): string {
  if (!since) return "";
  const at = new Date(since);
  const time = at.toLocaleTimeString("en-GB", { timeZone: TIME_ZONE });
  return ` since ${dayOf(at) === dayOf(new Date()) ? "" : `${dayOf(at)} `}${time}`;
}

/** Makes this process the only one that runs the book of DATA_DIR, on a port that is free. */
export async function takeDataDir(env: Env): Promise<() => void> {
  const release = holdDataDir(env);
  if (await isFree(env.PORT, env.HOST)) return release;
  release();
  throw new KnownError(
    `Port ${env.PORT} on ${env.HOST} is used by another program; stop that one, or give PORT another number.`,
  );
}

/** Keeps everybody else from running the book of DATA_DIR until the answer is called. */
export function holdDataDir(env: Env): () => void {
  const file = path.resolve(env.DATA_DIR, "start.lock");
  const attempt = tryLock(file, { url: env.PUBLIC_URL, since: new Date().toISOString() });
  if (!attempt.taken) {
    const { url, since, pid } = attempt.holder;
    throw new KnownError(
      `The book of ${env.DATA_DIR} is already running at ${url}${spoken(since)} (process ${pid}).`,
    );
  }
  return attempt.release;
}
