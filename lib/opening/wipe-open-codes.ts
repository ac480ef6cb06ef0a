import type { Database } from "#lib/platform/db.ts";

/** Xóa chữ số của mã đã hết hạn: the worker's, every ten minutes. Answers how many. */
export async function wipeOpenCodes(app: Database): Promise<number> {
  const [row] = await app.$client<{ wiped: number }[]>`select app.wipe_open_codes() as wiped`;
  return row?.wiped ?? 0;
}
