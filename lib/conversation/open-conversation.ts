import { openBookInHand, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, SignedOut } from "#lib/platform/errors.ts";

/**
 * Mở cuộc trò chuyện: leaves the trace of an opening, in the book of the person or at the desk of the doctor. It lasts a
 * quarter of an hour, and nothing is heard or said without one: every function below asks the database for it anew, by
 * the session's token, and whether its holder takes part in the case. Throws as `openBook` and `openDesk`.
 */
export async function openConversation(ctx: Context, caseId: string): Promise<void> {
  if (ctx.actor.kind === "citizen") await openBookInHand(ctx, "teleconsult");
  else await openDesk(ctx, "answer-teleconsults", "teleconsult-case", caseId);
}

/** What the database answers when no opening of a quarter of an hour stands. */
const CLOSED = "not-open";

/** Asks; where no opening stands, opens and asks once more. Throws SignedOut, and NotFound for whoever takes no part. */
export async function asking<Row extends { answer: string }>(
  ctx: Context,
  caseId: string,
  ask: () => Promise<Row | undefined>,
): Promise<Row> {
  let row = await ask();
  if (row?.answer === CLOSED) {
    await openConversation(ctx, caseId);
    row = await ask();
  }
  if (row?.answer === "signed-out") throw new SignedOut();
  if (!row || row.answer === "not-found" || row.answer === CLOSED) throw new NotFound();
  return row;
}
