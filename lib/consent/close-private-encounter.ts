import type { Context } from "#lib/platform/context.ts";

/** Đóng lại lượt khám riêng tư: what this session opened is closed again; what it had not opened stays as it is. */
export async function closePrivateEncounter(
  ctx: Context,
  citizenId: string,
  encounterId: string,
): Promise<void> {
  await ctx.app
    .$client`select app.close_private(${ctx.actor.token}, ${citizenId}::uuid, ${encounterId}::uuid)`;
}
