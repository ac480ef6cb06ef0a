import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused, SignedOut } from "#lib/platform/errors.ts";

/**
 * Mở lượt khám riêng tư: opens one private visit for this session alone, with a row of its own in the book's log. Only its
 * owner may. Grants that are given from now on cover it, until it is closed or the session ends.
 */
export async function openPrivateEncounter(
  ctx: Context,
  citizenId: string,
  encounterId: string,
): Promise<void> {
  const [row] = await ctx.app.$client<{ refusal: string | null }[]>`
    select app.open_private(${ctx.actor.token}, ${citizenId}::uuid, ${encounterId}::uuid) as refusal`;
  if (row?.refusal === "signed-out") throw new SignedOut();
  if (row?.refusal === "too-many-private") throw new Refused("too-many-private");
  if (row?.refusal) throw new NotFound();
}
