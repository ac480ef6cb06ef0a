import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Conflict, Refused } from "#lib/platform/errors.ts";
import type { AskRightInput, RequestInput } from "./inputs.ts";
import { clockOf } from "./rules.ts";

type Answer = { refusal: string | null };
/** In one's own book, or in that of somebody whom one represents (Law 91/2025, article 24). */
const ownBook = (ctx: Context) => openBookInHand(ctx, "rights");

/** Gửi yêu cầu: its clock begins today. Sent twice it is one. Throws Refused `too-many` past the limit. */
export async function askRight(ctx: Context, { requestId, kind, about }: AskRightInput) {
  const { replyBy, dueOn } = clockOf(kind, ctx.today);
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Answer>(
      sql`select app.ask_right(${requestId}::uuid, ${kind}, ${about}, ${replyBy}::date, ${dueOn}::date) as refusal`,
    ),
  );
  if (row?.refusal) throw new Refused(row.refusal);
  return { requestId };
}

/** Rút yêu cầu. Throws Conflict when it was answered first. */
export async function withdrawRight(ctx: Context, { requestId }: RequestInput): Promise<void> {
  const book = await ownBook(ctx);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Answer>(sql`select app.withdraw_right(${requestId}::uuid) as refusal`),
  );
  if (row?.refusal) throw new Conflict();
}
