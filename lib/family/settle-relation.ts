import { sql } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { familyDesk } from "./at-station.ts";
import type { SettleRelationInput } from "./inputs.ts";

/** Giải quyết at the authority's desk: what was stopped goes on, or ends. Throws Refused `paper`, `over`, NotFound. */
export async function settleRelation(ctx: Context, input: SettleRelationInput): Promise<void> {
  const paper = input.paper.normalize("NFC").replace(/\s+/g, " ").trim();
  if (paper.length < 3) throw new Refused("paper");
  const desk = await familyDesk(ctx, input.relationId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ said: string }>(
      sql`select app.settle_relation(${input.citizenId}::uuid, ${input.relationId}::uuid, ${input.outcome === "goes-on"}, ${paper}) as said`,
    ),
  );
  if (row?.said === "not-found") throw new NotFound();
  if (row?.said !== "done") throw new Refused(row?.said ?? "over");
}
