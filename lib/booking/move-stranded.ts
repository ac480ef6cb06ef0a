import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { Refused } from "#lib/platform/errors.ts";
import { listStranded } from "./preview-schedule.ts";
import type { CancelStrandedInput, MoveStrandedInput } from "./schedule-inputs.ts";

/**
 * Chuyển giờ cho người bị bỏ giờ: to the time that is chosen, or to the nearest free one of the department, and tells them.
 * Throws Refused: not-stranded, full, no-time.
 */
export async function moveStranded(
  desk: Desk,
  { appointmentId, slotId }: MoveStrandedInput,
): Promise<{ startsAt: Date }> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; starts_at: string | Date }>(
      sql`select refusal, starts_at from app.move_stranded(${appointmentId}::uuid, ${slotId}::uuid)`,
    ),
  );
  if (!row || row.refusal) throw new Refused(row?.refusal ?? "not-stranded");
  return { startsAt: new Date(row.starts_at) };
}

/** Chuyển tất cả, soonest first; each by itself, so that one without a time keeps nobody. Answers how many have a time now, and how many none. */
export async function moveAllStranded(
  desk: Desk,
  facilityCode: string,
  now: Date,
): Promise<{ moved: number; left: number }> {
  const done = { moved: 0, left: 0 };
  for (const { appointmentId } of await listStranded(desk, facilityCode, now)) {
    try {
      await moveStranded(desk, { appointmentId, slotId: null });
      done.moved += 1;
    } catch (error) {
      // Somebody moved themselves meanwhile, or no time is free: the list says so.
      if (!(error instanceof Refused)) throw error;
      if (error.reason !== "not-stranded") done.left += 1;
    }
  }
  return done;
}

/** Hủy lịch của người bị bỏ giờ, with the reason that they read. Throws Refused: not-stranded. */
export async function cancelStranded(
  desk: Desk,
  { appointmentId, because }: CancelStrandedInput,
): Promise<void> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.cancel_stranded(${appointmentId}::uuid, ${because}) as why`,
    ),
  );
  if (!row || row.why) throw new Refused(row?.why ?? "not-stranded");
}
