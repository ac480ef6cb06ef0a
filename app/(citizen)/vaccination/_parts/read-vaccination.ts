import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listHistory } from "#lib/history/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { dueOf, listInvitations, readForDue } from "#lib/vaccination/index.ts";
import { isPregnant, stripOf } from "#lib/vaccination/rules.ts";

/** Everything the page of vaccinations shows of the book in hand. */
export async function readVaccination(ctx: Context) {
  const book = await openBookInHand(ctx, "vaccination");
  const [owner, read, invitations, names, history] = await Promise.all([
    whoseBook(book),
    readForDue(book),
    listInvitations(book),
    facilityNames(ctx.app),
    listHistory(book),
  ]);
  const { warehouse, vneid } = owner;
  const person = { ...warehouse, birthDate: vneid?.birthDate ?? warehouse.birthDate };
  const list = await dueOf(person, read, ctx.today);
  const strip = list && stripOf(person.birthDate, read.tentative, list, ctx.today);
  const { doses, waiting } = read;
  const allergies = history.entries.flatMap(({ topic, answers }) =>
    topic === "allergy" && answers.what ? [answers.what] : [],
  );
  return {
    ...{ book, person, doses, waiting, invitations, names, list, strip, allergies },
    birthDate: person.birthDate,
    pregnancy: isPregnant(read.pregnancy, ctx.today) ? read.pregnancy : null,
    own: ctx.inHand.as === "own",
  };
}
