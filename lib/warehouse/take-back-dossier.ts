import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { decide } from "./decide.ts";
import type { TakeBackInput } from "./inputs.ts";

/** Đưa lại vào danh sách: a dossier that was set aside is open again. */
export async function takeBackDossier(ctx: Context, { heldId }: TakeBackInput) {
  await decide(ctx, heldId, sql`select warehouse.take_back(${heldId}) as answer`);
  return { heldId };
}
