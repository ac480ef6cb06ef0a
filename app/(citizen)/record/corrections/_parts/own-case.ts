import { openBookInHand } from "#lib/consent/index.ts";
import { findCase } from "#lib/correction/index.ts";
import type { CaseState } from "#lib/correction/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { idOf } from "./asked.ts";

/** The case that an address names, in one's own book; NotFound for any other. */
export async function ownCase(ctx: Context, id: string | undefined): Promise<CaseState> {
  const book = await openBookInHand(ctx, "corrections");
  const found = await findCase(book, idOf(id));
  if (!found) throw new NotFound();
  return found.state;
}
