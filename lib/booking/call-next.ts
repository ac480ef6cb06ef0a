import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { CallInput, StepInput } from "./inputs.ts";

/** Another clerk was quicker: how it stands now, and who did it. */
export class Changed extends Refused {
  readonly status: string | null;
  readonly byName: string | null;
  constructor(status: string | null, byName: string | null) {
    super("changed");
    this.status = status;
    this.byName = byName;
  }
}

/**
 * Gọi số tiếp theo of a room: the first who waits. `expected` is whom the button named: pressed twice it calls once. Throws
 * NotFound, Changed, or Refused: nobody-waits, order-changed (somebody came whose turn is earlier).
 */
export async function callNext(desk: Desk, { roomId, expected }: CallInput): Promise<string> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; appointment_id: string | null; by_name: string | null }>(sql`
      select refusal, appointment_id, by_name from app.call_next(${roomId}::uuid, ${expected ?? null}::uuid)`),
  );
  if (row?.refusal === "changed") throw new Changed(null, row.by_name);
  if (row?.refusal && row.refusal !== "not-found") throw new Refused(row.refusal);
  if (!row?.appointment_id) throw new NotFound();
  return row.appointment_id;
}

type Step = "call" | "recall" | "skip" | "start" | "finish" | "no-show" | "undo";

/** What is so already is so; whoever is too late is told how it stands. Throws NotFound, Changed, or Refused: other-day, too-soon. */
async function take(desk: Desk, step: Step, { appointmentId, version }: StepInput): Promise<void> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; status: string | null; by_name: string | null }>(sql`
      select refusal, status, by_name from app.take_step(${appointmentId}::uuid, ${step}, ${version ?? null}::integer)`),
  );
  if (!row || row.refusal === "not-found") throw new NotFound();
  if (row.refusal === "changed") throw new Changed(row.status, row.by_name);
  if (row.refusal) throw new Refused(row.refusal);
}

/** Gọi một người: out of turn, as the clerk sees fit. */
export const callOne = (desk: Desk, input: StepInput) => take(desk, "call", input);
/** Gọi lại. */
export const recall = (desk: Desk, input: StepInput) => take(desk, "recall", input);
/** Chưa thấy: goes behind the next three who wait. */
export const skip = (desk: Desk, input: StepInput) => take(desk, "skip", input);
/** Bắt đầu khám. */
export const startVisit = (desk: Desk, input: StepInput) => take(desk, "start", input);
/** Khám xong. */
export const finishVisit = (desk: Desk, input: StepInput) => take(desk, "finish", input);
/** Vắng mặt: called and not there, or booked and never came; that not before their time is over ("too-soon"). */
export const noShow = (desk: Desk, input: StepInput) => take(desk, "no-show", input);
/** Hoàn tác: back by one step. A walk-in that was not called yet is cancelled. */
export const undo = (desk: Desk, input: StepInput) => take(desk, "undo", input);
