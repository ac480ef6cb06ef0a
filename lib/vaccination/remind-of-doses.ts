import type { Database } from "#lib/platform/db.ts";

/** People at a time, in one transaction. */
const AT_ONCE = 500;

/**
 * Nhắc mũi đến hạn: tells whom a dose came due for, and once more some time later, in their book and along its ladder. Quiet where
 * it is booked, invited to, waits for a station or is being worked out. Run again it tells nothing twice. For the worker.
 */
export async function remindOfDoses(app: Database, now: Date): Promise<number> {
  let told = 0;
  for (;;) {
    const [row] = await app.$client<{ told: number; seen: number }[]>`
      select told, seen from app.remind_of_doses(${now.toISOString()}::timestamptz, ${AT_ONCE})`;
    told += row?.told ?? 0;
    if ((row?.seen ?? 0) < AT_ONCE) return told;
  }
}
