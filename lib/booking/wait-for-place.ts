import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { OfferChoice, WaitChoice, WaitInput } from "./inputs.ts";

/**
 * Báo tôi khi có chỗ, or an earlier one than the visit that is kept. The same key is the same wait. Throws Refused: already
 * (waits there), too-many, no-service, no-days, not-open.
 */
export async function joinWait(ctx: Context, input: WaitInput): Promise<{ waitId: string }> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; wait_id: string }>(sql`
      select refusal, wait_id from app.join_wait(${input.key}::uuid, ${input.serviceId}::uuid, ${input.fromOn}::date, ${input.untilOn}::date,
        ${input.dayPart}, ${input.appointmentId ?? null}::uuid, ${input.reason})`),
  );
  if (!row) throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  return { waitId: row.wait_id };
}

/** Thôi chờ; what was held goes to the next. Throws NotFound. */
export async function leaveWait(ctx: Context, { waitId }: WaitChoice): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(sql`select app.leave_wait(${waitId}::uuid) as why`),
  );
  if (!row || row.why) throw new NotFound();
}

/**
 * Nhận chỗ: books the place that is held, or moves the visit that was kept to it. Again it is the same. Throws NotFound, or
 * Refused: expired, and what `bookAppointment` refuses.
 */
export async function takeOffer(ctx: Context, { offerId }: OfferChoice): Promise<{ appointmentId: string }> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; appointment_id: string }>(
      sql`select refusal, appointment_id from app.take_offer(${offerId}::uuid)`,
    ),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal) throw new Refused(row.refusal);
  return { appointmentId: row.appointment_id };
}

/** Không nhận chỗ này: it goes to the next, and the wait goes on. Throws NotFound. */
export async function declineOffer(ctx: Context, { offerId }: OfferChoice): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(sql`select app.decline_offer(${offerId}::uuid) as why`),
  );
  if (!row || row.why) throw new NotFound();
}
