import * as z from "zod";
import { displayName } from "#lib/identity/rules.ts";
import { deskWith, openingsAtDesk, personAtDesk } from "#lib/opening/index.ts";
import { endOf } from "#lib/opening/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";

/** Who was found, and what is open of their book here: the living opening, else the one that ended last. */
export async function readPerson(ctx: Context, findId: string | undefined) {
  const id = z.uuid().safeParse(findId);
  if (!id.success) throw new NotFound();
  const { citizenId, desk, byQr } = await deskWith(ctx, id.data);
  const [person, openings] = await Promise.all([
    personAtDesk(desk, citizenId),
    openingsAtDesk(desk, citizenId),
  ]);
  if (!person) throw new NotFound();
  const living = openings.filter((one) => !endOf(one, ctx.now));
  // What the person allowed comes before what was opened without them.
  const open = living.find(({ kind }) => kind === "visit") ?? living[0] ?? null;
  return {
    ...{ findId: id.data, citizenId, byQr, open, last: openings[0] ?? null },
    person: { ...person, name: displayName(person.name) },
  };
}

export type FoundPerson = Awaited<ReturnType<typeof readPerson>>;

/** Why the book is opened: what an opening at a desk is for. */
export const purposeOf = (open: NonNullable<FoundPerson["open"]>) =>
  open.kind === "visit" ? ("care" as const) : ("emergency" as const);
