import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import { deskWith, findPerson } from "#lib/opening/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { AppointmentInput, SoughtInput } from "./inputs.ts";
import { codeFromPass } from "./rules.ts";

/** Nobody was received: why, and whom it is about as far as this desk may know. */
export class NotReceived extends Refused {
  readonly appointmentId: string | null;
  readonly findId: string | null;
  constructor(reason: string, about: { appointmentId?: string | null; findId?: string } = {}) {
    super(reason);
    this.appointmentId = about.appointmentId ?? null;
    this.findId = about.findId ?? null;
  }
}

type By = { appointmentId?: string; code?: string; citizenId?: string; findId?: string };

async function receive(desk: Desk, by: By): Promise<string> {
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; appointment_id: string | null }>(sql`
      select refusal, appointment_id from app.check_in(${by.appointmentId ?? null}::uuid, ${by.code ?? null}::text, ${by.citizenId ?? null}::uuid)`),
  );
  if (!row || (row.refusal === "not-found" && by.appointmentId)) throw new NotFound();
  if (row.refusal || !row.appointment_id)
    throw new NotReceived(row.refusal ?? "not-found", {
      appointmentId: row.appointment_id,
      findId: by.findId,
    });
  return row.appointment_id;
}

/**
 * Tiếp đón: somebody of the day's list is there; twice is once. In time they stand where their time stands, after its end
 * behind whoever is there already. Throws NotFound, or NotReceived: other-day, over, cancelled.
 */
export function checkIn(desk: Desk, { appointmentId }: AppointmentInput): Promise<string> {
  return receive(desk, { appointmentId });
}

/**
 * Tiếp đón by what was scanned or typed: the QR or code of a pass, a personal id, an insurance card, the QR of a code for
 * opening. Answers whose appointment it is. Throws NotReceived (other-facility, nobody-today and those above), and what
 * `findPerson` refuses.
 */
export async function checkInBy(ctx: Context, { sought }: SoughtInput): Promise<string> {
  const code = codeFromPass(sought);
  if (code) return receive(await openDesk(ctx, "receive-people", "today"), { code });
  const findId = await findPerson(ctx, { sought });
  const { citizenId } = await deskWith(ctx, findId);
  return receive(await openDesk(ctx, "receive-people", "today"), { citizenId, findId });
}
