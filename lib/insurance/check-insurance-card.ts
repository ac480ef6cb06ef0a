import { sql } from "drizzle-orm";
import { openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { lookUpCard } from "#lib/gateways/bhxh/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { Refused } from "#lib/platform/errors.ts";
import { latestInsuranceCard } from "./queries.ts";
import { CHECKS_PER_HOUR } from "./rules.ts";

/**
 * Kiểm tra thẻ ngay: asks BHXH about the card that a visit showed last, with the name and birth date of the sign-in,
 * and keeps the answer. Opens one's own book first; what was not answered leaves no answer.
 */
export async function checkInsuranceCard(ctx: Context, address = webEnv().bhxhUrl): Promise<void> {
  const book = await openBookInHand(ctx, "insurance");
  const [card, { vneid, warehouse }] = await Promise.all([
    latestInsuranceCard(book, ctx.inHand),
    whoseBook(book),
  ]);
  if (!card) throw new Refused("no-card");
  const [attempt] = await ctx.app.$client<{ ok: boolean }[]>`
    select app.count_attempt(${`card check ${book.citizenId}`}, 3600, ${CHECKS_PER_HOUR}) as ok`;
  if (!attempt?.ok) throw new Refused("too-many-checks");
  const { name, birthDate } = vneid ?? warehouse;
  const { cardNumber } = card;
  const said = await lookUpCard(address, { cardNumber, name, birthDate });
  await book.actOnApp((tx) =>
    tx.execute(sql`select app.note_card_check(${cardNumber}, ${said.outcome}, ${said.code}, ${said.card},
      ${said.validFrom}::date, ${said.validTo}::date, ${said.registeredFacility})`),
  );
}
