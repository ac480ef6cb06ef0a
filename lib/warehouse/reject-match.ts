import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { RejectMatchInput } from "./inputs.ts";

/** Bác hoặc rút đề nghị khớp: a proposal ends before anything is filed. */
export async function rejectMatch(ctx: Context, { heldId, matchId, reason }: RejectMatchInput) {
  await decide(ctx, heldId, sql`select warehouse.reject_match(${heldId}, ${matchId}, ${reason}) as answer`);
  return { heldId };
}
