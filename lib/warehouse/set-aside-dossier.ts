import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { SetAsideInput } from "./inputs.ts";

/** Để riêng một hồ sơ giữ lại: takes it from the open list, with a reason. It is kept, and can be taken back. */
export async function setAsideDossier(ctx: Context, { heldId, reason }: SetAsideInput) {
  await decide(ctx, heldId, sql`select warehouse.set_aside(${heldId}, ${reason}) as answer`);
  return { heldId };
}
