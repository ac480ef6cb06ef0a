import type { Database } from "#lib/platform/db.ts";

/** Trừ tạm ứng: sets off deposits whose settlement came, or became free, meanwhile. Answers how many visits it looked at. */
export async function setOffDeposits(app: Database): Promise<number> {
  const [row] = await app.$client<{ looked: number }[]>`select app.set_off_waiting(200) as looked`;
  return row?.looked ?? 0;
}
