import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { listDoses, whatIsDue } from "#lib/vaccination/index.ts";
import { stripOf } from "#lib/vaccination/rules.ts";

/** Everything the page of vaccinations shows of the book in hand. */
export async function readVaccination(ctx: Context) {
  const book = await openBookInHand(ctx, "vaccination");
  const [owner, doses, names] = await Promise.all([whoseBook(book), listDoses(book), facilityNames(ctx.app)]);
  const { warehouse, vneid } = owner;
  const person = { ...warehouse, birthDate: vneid?.birthDate ?? warehouse.birthDate };
  const list = await whatIsDue(person, doses, ctx.today);
  const strip = list && stripOf(person.birthDate, doses, list, ctx.today);
  return { book, birthDate: person.birthDate, doses, names, list, strip, own: ctx.inHand.as === "own" };
}
