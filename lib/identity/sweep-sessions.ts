import type { Database } from "#lib/platform/db.ts";

/** Dọn phiên đã hết hạn: forgets sessions that have ended and old counters. For the worker. Answers how many. */
export async function sweepSessions(app: Database): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`select app.sweep_sessions() as swept`;
  return row?.swept ?? 0;
}
