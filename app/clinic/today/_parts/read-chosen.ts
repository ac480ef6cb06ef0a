import { findExpected, findOpened } from "#lib/booking/index.ts";
import { openBook, openDesk } from "#lib/consent/index.ts";
import { listHistory } from "#lib/history/index.ts";
import { personAtDesk } from "#lib/opening/index.ts";
import type { Context } from "#lib/platform/context.ts";

/**
 * Who was chosen: what the desk may know of them, and their allergies where the book is open here and they are shown. Each
 * person who is looked at is opened by themselves, and a session has a limit of those: a desk that only receives people asks
 * for no card.
 */
export async function readChosen(ctx: Context, appointmentId: string, o: { card: boolean }) {
  const desk = await openDesk(ctx, "receive-people", "appointment", appointmentId);
  const [visit, opened] = await Promise.all([
    findExpected(desk, appointmentId),
    findOpened(desk, appointmentId),
  ]);
  if (!visit) return null;
  const { citizenId } = visit;
  const person =
    citizenId && o.card
      ? await personAtDesk(await openDesk(ctx, "find-person", "person", citizenId), citizenId)
      : null;
  const purpose = opened?.kind === "visit" ? "care" : "emergency";
  const history =
    citizenId && opened?.parts.includes("history")
      ? await listHistory(await openBook(ctx, citizenId, purpose, "history"))
      : null;
  return { visit, opened, cardEnd: person?.cardEnd ?? null, history };
}

export type Chosen = NonNullable<Awaited<ReturnType<typeof readChosen>>>;
