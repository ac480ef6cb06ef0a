import * as z from "zod";
import { openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { caseForCitizen } from "#lib/teleconsult/index.ts";

/** The case that an address names, of the book in hand; NotFound for any other. */
export async function readOwnCase(ctx: Context, id: string | undefined) {
  const asked = z.uuid().safeParse(id);
  if (!asked.success) throw new NotFound();
  const book = await openBookInHand(ctx, "teleconsult");
  const found = await caseForCitizen(book, asked.data);
  if (!found) throw new NotFound();
  return found;
}
export type OwnCase = Awaited<ReturnType<typeof readOwnCase>>;
