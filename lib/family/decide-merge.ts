import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { familyDesk } from "./at-station.ts";
import type { DecideMergeInput } from "./inputs.ts";

/**
 * Gộp, không gộp, tách lại: two books of one child, decided by somebody else than who proposed it. The visits, their claims and
 * the newborn's key go over, and whoever represents the child follows; parted, all of it goes back. Twice is once. Throws
 * NotFound, Refused `same-person`, `over`, `reason`.
 */
export async function decideMerge(ctx: Context, input: DecideMergeInput): Promise<void> {
  const { citizenId, mergeId, act } = input;
  const desk = await familyDesk(ctx, mergeId);
  const [row] = await desk.actOnWarehouse((tx) =>
    tx.execute<{ said: string; into_id: string | null }>(
      act === "undo"
        ? sql`select said, into_id from warehouse.undo_merge(${citizenId}::uuid, ${mergeId}::uuid, ${input.because})`
        : sql`select said, into_id from warehouse.decide_merge(${citizenId}::uuid, ${mergeId}::uuid, ${act === "merge"})`,
    ),
  );
  if (row?.said === "not-found") throw new NotFound();
  if (row?.said !== "done") throw new Refused(row?.said ?? "over");
  if (act === "reject") return;
  // Beside the other database: sent again, it is done again and is the same.
  await desk.actOnApp((tx) =>
    tx.execute(
      sql`select app.follow_merge(${citizenId}::uuid, ${row.into_id}::uuid, ${mergeId}::uuid, ${act === "merge"}),
        app.move_declared_doses(${citizenId}::uuid, ${row.into_id}::uuid, ${mergeId}::uuid, ${act === "merge"})`,
    ),
  );
}

/** Two books that may be one child's, as the authority sees them. */
export type BookMerge = {
  citizenId: string;
  mergeId: string;
  from: { name: string; born: string; visits: number };
  into: { name: string; born: string; numberEnd: string };
  paper: string;
  proposedBy: string;
  facilityCode: string;
  proposedAt: Date;
  outcome: "merged" | "rejected" | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  undone: boolean;
};

/** Hai sổ của một trẻ: what waits for a decision, then what was decided in thirty days. */
export async function listMerges(desk: Desk): Promise<BookMerge[]> {
  const rows = await desk.actOnWarehouse((tx) =>
    tx.execute<Record<string, string | null> & { visits: number }>(
      sql`select * from warehouse.list_merges()`,
    ),
  );
  const text = (value: string | null | undefined) => value ?? "";
  return rows.map((row) => ({
    citizenId: text(row.citizen_id),
    mergeId: text(row.merge_id),
    from: { name: text(row.from_name), born: text(row.from_born), visits: row.visits },
    into: { name: text(row.into_name), born: text(row.into_born), numberEnd: text(row.number_end) },
    paper: text(row.paper),
    proposedBy: text(row.proposed_by_name),
    facilityCode: text(row.facility_code),
    proposedAt: new Date(text(row.proposed_at)),
    outcome: (row.outcome ?? null) as BookMerge["outcome"],
    decidedBy: row.decided_by_name ?? null,
    decidedAt: row.decided_at ? new Date(row.decided_at) : null,
    undone: Boolean(row.undone_at),
  }));
}
