import type { Database } from "#lib/platform/db.ts";

/** Nhắc và báo quá hạn: marks what is due soon, and gives what is past its day to the authority; `now` decides which. */
export async function remindOfCases(
  app: Database,
  now: Date,
): Promise<{ reminded: number; escalated: number }> {
  const [row] = await app.$client<{ reminded: number; escalated: number }[]>`
    select reminded, escalated from app.remind_corrections(${now.toISOString()}::timestamptz)`;
  return row ?? { reminded: 0, escalated: 0 };
}

/** Dọn bản nháp: forgets reports that nobody came back to, with their photos. */
export async function sweepDrafts(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`
    select app.sweep_correction_drafts(${now.toISOString()}::timestamptz) as swept`;
  return row?.swept ?? 0;
}
