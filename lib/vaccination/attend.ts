import { sql } from "drizzle-orm";
import { deskWith, findPerson, personAtDesk } from "#lib/opening/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { decideAtDesk, sessionDesk } from "./plan-vaccination.ts";
import type {
  AttendeeInput,
  EndWatchInput,
  ScreenInput,
  SoughtAtSessionInput,
  UnnumberedInput,
} from "./station-inputs.ts";
import { clockText } from "./station-rules.ts";

async function receive(
  ctx: Context,
  { sessionId, citizenId }: AttendeeInput,
  who: { name: string; born: string } = { name: "", born: "" },
): Promise<AttendeeInput> {
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.receive_at_vaccination(${sessionId}::uuid, ${citizenId}::uuid, ${who.name}, ${who.born}) as why`,
  );
  return { sessionId, citizenId };
}

/** Tiếp đón at a session, from its list or the ward's. Who is there is there. Throws Refused: cancelled, over, too-soon. */
export const receiveAtVaccination = (ctx: Context, input: AttendeeInput) => receive(ctx, input);

/** Tiếp đón by a number or a card, also of somebody of another ward. Throws what `findPerson` refuses, and the above. */
export async function receiveByNumber(
  ctx: Context,
  { sessionId, sought }: SoughtAtSessionInput,
): Promise<AttendeeInput> {
  const { citizenId, desk } = await deskWith(ctx, await findPerson(ctx, { sought }));
  const person = await personAtDesk(desk, citizenId);
  if (!person) throw new NotFound();
  return receive(ctx, { sessionId, citizenId }, { name: person.name, born: person.birthYear });
}

const timeText = (minute: number | null) => (minute === null ? null : clockText(minute).padStart(5, "0"));

/**
 * Tiếp đón một trẻ chưa có số: by its name and birth, and a parent's number where it is known. The same id again is the same child. Its
 * doses wait in the warehouse until it is known whose they are. Throws Refused: name, born, and the above.
 */
export async function receiveUnnumbered(ctx: Context, input: UnnumberedInput): Promise<AttendeeInput> {
  const { sessionId, personId, name, born, time, sex, parent } = input;
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.receive_unnumbered(${sessionId}::uuid, ${personId}::uuid, ${name}, ${born}::date, ${timeText(time)}::text, ${sex},
      ${parent}::text) as why`,
  );
  return { sessionId, citizenId: personId };
}

/** Ghi kết quả sàng lọc. Throws Refused: reason, vaccinated, not-there, changed, and where the session does not go on. */
export async function screenAttendee(ctx: Context, input: ScreenInput): Promise<AttendeeInput> {
  const { sessionId, citizenId, version, screening, note } = input;
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.screen_attendee(${sessionId}::uuid, ${citizenId}::uuid, ${version}::int, ${screening}, ${note}) as why`,
  );
  return { sessionId, citizenId };
}

/** Hết theo dõi sau tiêm. Throws Refused: too-early (well before the time is over), reason. */
export async function endWatch(ctx: Context, input: EndWatchInput): Promise<AttendeeInput> {
  const { sessionId, citizenId, outcome, note } = input;
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.end_watch(${sessionId}::uuid, ${citizenId}::uuid, ${outcome}, ${note}) as why`,
  );
  return { sessionId, citizenId };
}
