import { sql } from "drizzle-orm";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { CancelInput, LateInput, MoveInput, ReminderInput } from "./inputs.ts";

type Why = { why: string | null };

function mustBe(row: Why | undefined): void {
  if (!row || row.why === "not-found") throw new NotFound();
  if (row.why) throw new Refused(row.why);
}

/** Hủy lịch khám; the place goes to whoever waits first. Again it is the same. Throws NotFound, or Refused: not-open, too-late. */
export async function cancelAppointment(ctx: Context, input: CancelInput): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Why>(
      sql`select app.cancel_appointment(${input.appointmentId}::uuid, ${input.because}) as why`,
    ),
  );
  mustBe(row);
}

/**
 * Đổi giờ khám, to another time of the same department; the visit keeps its code. Throws NotFound, or Refused: not-open,
 * too-late, full, and what `bookAppointment` refuses.
 */
export async function moveAppointment(ctx: Context, input: MoveInput): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Why>(
      sql`select app.move_appointment(${input.appointmentId}::uuid, ${input.slotId}::uuid) as why`,
    ),
  );
  mustBe(row);
}

/** Tôi sẽ đến trễ: tells the desk, on the day alone. Throws NotFound, or Refused: not-today. */
export async function tellLate(ctx: Context, input: LateInput): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<Why>(sql`select app.tell_late(${input.appointmentId}::uuid, ${input.minutes || null}) as why`),
  );
  mustBe(row);
}

/** Nhắc tôi khi nào; the visits to come follow at once. */
export async function chooseReminders(ctx: Context, input: ReminderInput): Promise<void> {
  const book = await openBookInHand(ctx, "booking");
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.choose_reminders(${input.week}, ${input.day}, ${input.hours})`),
  );
}
