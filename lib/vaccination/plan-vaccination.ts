import { sql } from "drizzle-orm";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { knownVaccines } from "./known-vaccines.ts";
import { vaccinationDesk } from "./open-due-list.ts";
import { findVaccinationSession } from "./session-queries.ts";
import type {
  BringVaccineInput,
  CancelVaccinationInput,
  InviteInput,
  PlanVaccinationInput,
} from "./station-inputs.ts";

/** The desk of one session, which its log names. */
export const sessionDesk = (ctx: Context, sessionId: string): Promise<Desk> =>
  openDesk(ctx, "vaccinate", "vaccination-session", sessionId);

/**
 * Mở danh sách một buổi tiêm: the desk at which its people can be read, after it was written down whose names it shows. Throws NotFound
 * where this station has no such session.
 */
export async function openVaccination(
  ctx: Context,
  sessionId: string,
  form: "screen" | "paper" = "screen",
): Promise<Desk> {
  const desk = await sessionDesk(ctx, sessionId);
  if (!(await findVaccinationSession(desk, sessionId))) throw new NotFound();
  await desk.actOnApp((tx) => tx.execute(sql`select app.note_roster(${sessionId}::uuid, ${form})`));
  return desk;
}

/** Acts by a function of the database that answers why not; throws NotFound, or Refused with that. */
export async function decideAtDesk(desk: Desk, call: ReturnType<typeof sql>): Promise<void> {
  const [row] = await desk.actOnApp((tx) => tx.execute<{ why: string | null }>(call));
  if (row?.why === "not-found") throw new NotFound();
  if (row?.why) throw new Refused(row.why);
}

/** Lên kế hoạch một buổi tiêm. The same id again is the same session. Throws Refused: past-day, far-day, times, place. */
export async function planVaccination(ctx: Context, input: PlanVaccinationInput): Promise<string> {
  const { sessionId, day, from, until, place } = input;
  await decideAtDesk(
    await vaccinationDesk(ctx),
    sql`select app.plan_vaccination(${sessionId}::uuid, ${day}::date, ${from}::int, ${until}::int, ${place}) as why`,
  );
  return sessionId;
}

/**
 * Mang theo một lô vắc xin, by a name or a code that is known; the same lot again says how many in all. Throws Refused: unknown-vaccine,
 * expired, brought, fewer-than-given, cancelled, over.
 */
export async function bringVaccine(ctx: Context, input: BringVaccineInput): Promise<string> {
  const known = await knownVaccines();
  const vaccine = known.byName(input.vaccine) ?? known.byCode(input.vaccine);
  if (!vaccine) throw new Refused("unknown-vaccine");
  const { sessionId, stockId, lot, expires, brought } = input;
  const antigens = `{${vaccine.antigens.map((one) => `"${one}"`).join()}}`;
  await decideAtDesk(
    await sessionDesk(ctx, sessionId),
    sql`select app.bring_vaccine(${sessionId}::uuid, ${stockId}::uuid, ${input.vaccine}, ${vaccine.code}, ${antigens}::text::text[],
      ${lot}, ${expires}::date, ${brought}::int) as why`,
  );
  return sessionId;
}

/** Hủy buổi tiêm, and tell whoever was invited. Throws Refused: reason, over, doses-given. */
export async function cancelVaccination(ctx: Context, input: CancelVaccinationInput): Promise<string> {
  await decideAtDesk(
    await sessionDesk(ctx, input.sessionId),
    sql`select app.cancel_vaccination(${input.sessionId}::uuid, ${input.because}) as why`,
  );
  return input.sessionId;
}

/**
 * Mời đến buổi tiêm: people of the station's own ward, once each, by a message and, where nobody would read it, on the station's call
 * list. Answers how many were invited now. Throws Refused: cancelled, over.
 */
export async function inviteToVaccination(ctx: Context, { sessionId, people }: InviteInput) {
  const desk = await sessionDesk(ctx, sessionId);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ refusal: string | null; invited: number }>(
      sql`select refusal, invited from app.invite_to_vaccination(${sessionId}::uuid, ${`{${people.join()}}`}::text::uuid[])`,
    ),
  );
  if (row?.refusal) throw new Refused(row.refusal);
  return { sessionId, invited: row?.invited ?? 0 };
}

/** Sau ngày tiêm: who was invited and did not come missed it. For the worker; safe to run twice. */
export async function closeVaccinations(app: Context["app"], now: Date): Promise<number> {
  const [row] = await app.$client<{ done: number }[]>`
    select app.close_vaccinations(${now.toISOString()}::timestamptz, 200) as done`;
  return row?.done ?? 0;
}
