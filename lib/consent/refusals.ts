import type { Context } from "#lib/platform/context.ts";

/** Lượt bị từ chối: one line of the security log, as the health authority reads it. */
export type Refusal = { logId: number; at: Date; kind: string; actorName: string | null };

/** The latest refusals; empty for anybody who is not signed in for the authority. */
export async function listRefusals(ctx: Context, most: number): Promise<Refusal[]> {
  const rows = await ctx.app.$client<{ log_id: string; at: Date; kind: string; actor_name: string | null }[]>`
    select log_id, at, kind, actor_name from app.list_refusals(${ctx.actor.token}, ${most})`;
  return rows.map((row) => ({
    logId: Number(row.log_id),
    at: new Date(row.at),
    kind: row.kind,
    actorName: row.actor_name,
  }));
}
