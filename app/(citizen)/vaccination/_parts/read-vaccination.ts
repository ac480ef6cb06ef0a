import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { listDosesAndWaiting, whatIsDue } from "#lib/vaccination/index.ts";
import { stripOf } from "#lib/vaccination/rules.ts";

/** Everything the page of vaccinations shows of the book in hand. */
export async function readVaccination(ctx: Context) {
  const book = await openBookInHand(ctx, "vaccination");
  const [owner, { doses, waiting, tentative }, names] = await Promise.all([
    whoseBook(book),
    listDosesAndWaiting(book),
    facilityNames(ctx.app),
  ]);
  const { warehouse, vneid } = owner;
  const person = { ...warehouse, birthDate: vneid?.birthDate ?? warehouse.birthDate };
  const list = await whatIsDue(person, tentative, ctx.today);
  const strip = list && stripOf(person.birthDate, tentative, list, ctx.today);
  const { birthDate } = person;
  return { book, birthDate, doses, waiting, names, list, strip, own: ctx.inHand.as === "own" };
}
