import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { DoubtInput, MakeCodeInput } from "./inputs.ts";
import { ANSWER_WORKING_DAYS, bookPartsOf, CODE_MINUTES, WORDING } from "./rules.ts";

const list = (items: readonly string[]) => `{${items.join()}}`;

/**
 * Tạo mã cho xem sổ: the person's recorded request that one facility may read these parts for one visit. `privateIds` are the
 * private visits of this book, which are shown only where the person chose it. The same code id again makes no second code.
 */
export async function makeOpenCode(
  ctx: Context,
  { codeId, facility, parts, ...input }: MakeCodeInput,
  privateIds: readonly string[],
): Promise<string> {
  const book = await openBookInHand(ctx, "open-codes");
  const shown = input.private === "yes" ? privateIds.slice(0, 50) : [];
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.make_open_code(${codeId}::uuid, ${facility}, ${list(bookPartsOf(parts))}::text[],
      ${list(shown)}::uuid[], ${WORDING}, ${CODE_MINUTES})`),
  );
  return codeId;
}

/** Hủy mã: a code that nobody has used yet. Twice is once. */
export async function withdrawOpenCode(ctx: Context, { codeId }: { codeId: string }): Promise<void> {
  const book = await openBookInHand(ctx, "open-codes");
  await book.actOnApp((tx) => tx.execute(sql`select app.withdraw_open_code(${codeId}::uuid)`));
}

/** Dừng cho xem: ends what a facility may read. Twice is once. */
export async function endOpening(ctx: Context, { openingId }: { openingId: string }): Promise<void> {
  const book = await openBookInHand(ctx, "open-codes");
  await book.actOnApp((tx) => tx.execute(sql`select app.end_opening(${openingId}::uuid)`));
}

/** Tôi không nhận ra lượt này: asks the health authority about an opening. The same one again is the same case; answers its id. */
export async function doubtOpening(ctx: Context, { logId, note }: DoubtInput): Promise<string> {
  const book = await openBookInHand(ctx, "access-log");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ id: string | null }>(
      sql`select app.doubt_opening(${logId}::bigint, ${note}, ${ANSWER_WORKING_DAYS}) as id`,
    ),
  );
  if (!row?.id) throw new NotFound();
  return row.id;
}
