import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { BookInput } from "./inputs.ts";

/** Somebody has a visit there on that day, or at that time, already. */
export class AlreadyBooked extends Refused {
  readonly appointmentId: string;
  constructor(appointmentId: string) {
    super("already");
    this.appointmentId = appointmentId;
  }
}

/**
 * Đặt lịch khám, for whoever's book is in hand. The same key again answers the same visit. Throws AlreadyBooked, or Refused:
 * full, closed, too-soon, too-far, no-service, too-many, paused (did not come too often).
 */
export async function bookAppointment(ctx: Context, input: BookInput): Promise<{ appointmentId: string }> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; appointment_id: string | null }>(sql`
      select refusal, appointment_id from app.book_appointment(${input.key}::uuid, ${input.slotId}::uuid, ${input.serviceId}::uuid,
        ${input.reason}, ${input.origin ?? null}, ${input.origin ? input.originRef : null})`),
  );
  if (row?.refusal === "already" && row.appointment_id) throw new AlreadyBooked(row.appointment_id);
  if (row?.refusal) throw new Refused(row.refusal);
  if (!row?.appointment_id) throw new NotFound();
  return { appointmentId: row.appointment_id };
}
