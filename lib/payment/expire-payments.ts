import type { Database } from "#lib/platform/db.ts";

/** Hết hạn: frees notes of payments that nobody has told of for an hour after their end. Answers how many. */
export async function expirePayments(app: Database): Promise<number> {
  const [row] = await app.$client<{ freed: number }[]>`select app.expire_payments(200) as freed`;
  return row?.freed ?? 0;
}
