import type { Database } from "#lib/platform/db.ts";

const AT_ONCE = 200;

/**
 * Lịch hủy thì phiếu thu hết hiệu lực: takes back what was asked for a visit that is cancelled, and asks for a refund of what
 * was paid, also when the bank said so later. Safe to run twice. Answers how many notes it changed.
 */
export async function followCancelledVisits(app: Database): Promise<number> {
  const [row] = await app.$client<{ done: number }[]>`select app.follow_cancelled_visits(${AT_ONCE}) as done`;
  return row?.done ?? 0;
}
