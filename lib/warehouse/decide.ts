import { DrizzleQueryError, type SQL } from "drizzle-orm";
import postgres from "postgres";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { Conflict, NotAllowed, Refused } from "#lib/platform/errors.ts";

const isNotAllowed = (error: unknown) =>
  error instanceof DrizzleQueryError &&
  error.cause instanceof postgres.PostgresError &&
  error.cause.code === "42501";

/**
 * Runs one decision about a held dossier: a function of the warehouse that asks who decides, changes one thing and
 * leaves its line in `match_decisions`. Throws Conflict when somebody was faster, Refused with what the rule says.
 */
export async function decide(ctx: Context, heldId: string, decision: SQL): Promise<void> {
  const desk = await openDesk(ctx, "match-dossiers", "held-dossier", heldId);
  const [row] = await desk
    .actOnWarehouse((tx) => tx.execute<{ answer: string }>(decision))
    .catch((error: unknown) => {
      throw isNotAllowed(error) ? new NotAllowed() : error;
    });
  if (row?.answer === "done") return;
  if (row?.answer === "already" || row?.answer === "not-open") throw new Conflict();
  throw new Refused(row?.answer ?? "refused");
}
