import { openBook } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listDoses, personToVaccinate, whatIsDue } from "#lib/vaccination/index.ts";

/**
 * Whom the station vaccinates: their doses and what the schedule says today. The opening is a line of their log. `wardCode` is the
 * station's: it tells what is offered here.
 */
export async function readPerson(ctx: Context, citizenId: string, wardCode: string | null) {
  const book = await openBook(ctx, citizenId, "vaccinate", "vaccination");
  const [person, doses] = await Promise.all([personToVaccinate(book), listDoses(book)]);
  if (!person) return null;
  const list = await whatIsDue({ birthDate: person.birthDate, sex: person.sex, wardCode }, doses, ctx.today);
  return { person, doses, list };
}

/** The same of somebody of a session: null where the station's duty to them has ended, so that the session can still be read. */
export async function readWhileOnDuty(ctx: Context, citizenId: string, wardCode: string | null) {
  try {
    return await readPerson(ctx, citizenId, wardCode);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
export type PersonRead = NonNullable<Awaited<ReturnType<typeof readPerson>>>;
