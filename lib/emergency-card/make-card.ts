import { sql } from "drizzle-orm";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { type NumberedKey, webEnv } from "#lib/platform/env.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import type { MakeCardInput, WithdrawCardInput } from "./inputs.ts";
import { proposeCardLines } from "./propose-lines.ts";
import { advisedUntil, MOST_LINES } from "./rules.ts";
import { signLines } from "./sign-lines.ts";

/**
 * Làm thẻ cấp cứu: signs the lines that were chosen, as the book says them now. It takes the place of the card before; the
 * same form again signs nothing anew. Throws Refused: `nothing`, `too-many-lines`, `too-many-cards`.
 */
export async function makeEmergencyCard(
  ctx: Context,
  { cardId, chosen }: MakeCardInput,
  keys: readonly NumberedKey[] = webEnv().paperKeys,
): Promise<void> {
  const book = await openBookInHand(ctx, "emergency-card");
  const [proposed, { vneid, warehouse }] = await Promise.all([proposeCardLines(ctx, book), whoseBook(book)]);
  const lines = proposed.filter(({ id }) => chosen.includes(id));
  if (lines.length === 0) throw new Refused("nothing");
  if (lines.length > MOST_LINES) throw new Refused("too-many-lines");
  const { name, birthDate } = vneid ?? warehouse;
  const card = {
    name: displayName(name),
    bornYear: birthDate.slice(0, 4),
    lines,
    issuedOn: ctx.today,
    advisedUntil: advisedUntil(ctx.today),
  };
  const signed = signLines(card, keys);
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ refusal: string | null }>(sql`
      select app.make_emergency_card(${cardId}::uuid, ${card.name}, ${birthDate}, ${JSON.stringify(lines)}::text::jsonb,
        ${signed.checkable}, ${signed.kid}, ${card.advisedUntil}::date) as refusal`),
  );
  if (row?.refusal) throw new Refused(row.refusal);
}

/** Bỏ thẻ: the book shows it no more. What was printed or kept as a picture stays as it is. */
export async function withdrawEmergencyCard(ctx: Context, { cardId }: WithdrawCardInput): Promise<void> {
  const book = await openBookInHand(ctx, "emergency-card");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.withdraw_emergency_card(${cardId}::uuid) as done`),
  );
  if (!row?.done) throw new NotFound();
}
