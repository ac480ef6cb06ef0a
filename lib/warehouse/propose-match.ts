import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { ProposeMatchInput } from "./inputs.ts";

/** Đề nghị khớp: one officer says whose a held dossier is. Nothing is filed before another one confirms it. */
export async function proposeMatch(ctx: Context, { heldId, citizenId, reason }: ProposeMatchInput) {
  await decide(
    ctx,
    heldId,
    sql`select warehouse.propose_match(${heldId}, ${citizenId}, ${reason}) as answer`,
  );
  return { heldId };
}
