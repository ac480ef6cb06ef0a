import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { ConfirmMatchInput } from "./inputs.ts";

/** Xác nhận khớp: a second officer agrees, never the one who proposed. The worker then files the dossier. */
export async function confirmMatch(ctx: Context, { heldId, matchId }: ConfirmMatchInput) {
  await decide(ctx, heldId, sql`select warehouse.confirm_match(${heldId}, ${matchId}) as answer`);
  return { heldId };
}
