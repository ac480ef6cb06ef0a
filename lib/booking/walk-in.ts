import { sql } from "drizzle-orm";
import { openDesk } from "#lib/consent/index.ts";
import { deskWith, personAtDesk } from "#lib/opening/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { NotReceived } from "./check-in.ts";
import type { WalkInInput } from "./inputs.ts";

/** Whom a finding leads to, as the desk knows them. */
async function whoIs(ctx: Context, findId: string) {
  const { citizenId, desk } = await deskWith(ctx, findId);
  const person = await personAtDesk(desk, citizenId);
  if (!person) throw new NotFound();
  return { citizenId, name: person.name, born: person.birthYear };
}

/**
 * Khách vãng lai: somebody who did not book gets a number: in the next time that has a place for them, else behind
 * everybody. Found at the desk, the visit stands in their book; with a name alone no book is touched. The same key again
 * is the same ticket. Throws NotFound, Refused("no-name"), or NotReceived("already") with the visit that they have.
 */
export async function walkIn(ctx: Context, input: WalkInInput): Promise<string> {
  const who = input.findId
    ? await whoIs(ctx, input.findId)
    : { citizenId: null, name: input.name, born: input.born || null };
  if (!who.name) throw new Refused("no-name");
  const desk = await openDesk(ctx, "receive-people", "today");
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; appointment_id: string | null }>(sql`
      select refusal, appointment_id from app.walk_in(${input.key}::uuid, ${input.roomId}::uuid, ${who.citizenId}::uuid, ${who.name}, ${who.born}::text, ${input.reason})`),
  );
  if (row?.refusal === "already") throw new NotReceived("already", { appointmentId: row.appointment_id });
  if (!row?.appointment_id) throw new NotFound();
  return row.appointment_id;
}
