import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { UndoMatchInput } from "./inputs.ts";

/** Hủy khớp: a confirmed match is taken back. The worker takes the visit out of the book, and the dossier is held again. */
export async function undoMatch(ctx: Context, { heldId, matchId, reason }: UndoMatchInput) {
  await decide(ctx, heldId, sql`select warehouse.undo_match(${heldId}, ${matchId}, ${reason}) as answer`);
  return { heldId };
}
