import { randomInt } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { type Book, openBookInHand } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound, Refused } from "#lib/platform/errors.ts";
import { familyDesk } from "./at-station.ts";
import { CARD_LENGTH, CARD_SIGNS } from "./card-rules.ts";
import type { CardInput } from "./inputs.ts";
import { helperCards } from "./tables.ts";

/** A card that was made this moment: its code is in this answer alone. `until` is its last day. */
export type NewCard = { code: string; until: string; name: string };

const newCode = () =>
  Array.from({ length: CARD_LENGTH }, () => CARD_SIGNS[randomInt(CARD_SIGNS.length)] ?? "").join("");

/**
 * Tạo thẻ giấy: a card for the book in hand, by which its owner lets a station help them; the one before it is over. Throws
 * Refused `too-many`.
 */
export async function makeHelperCard(ctx: Context, { cardId }: CardInput, name: string): Promise<NewCard> {
  const code = newCode();
  const book = await openBookInHand(ctx, "family");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ why: string | null; until: string }>(
      sql`select why, until::text from app.make_helper_card(${cardId}::uuid, ${code})`,
    ),
  );
  if (!row || row.why) throw new Refused(row?.why ?? "failed");
  return { code, until: row.until, name };
}

/** The same at the station, for whoever is being helped now. Throws Refused `over`, `too-many`. */
export async function makeHelpedCard(ctx: Context, { cardId }: CardInput): Promise<NewCard> {
  const code = newCode();
  const desk = await familyDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null; until: string; citizen_name: string }>(
      sql`select why, until::text, citizen_name from app.make_helped_card(${ctx.actor.token}, ${cardId}::uuid, ${code})`,
    ),
  );
  if (!row || row.why) throw new Refused(row?.why ?? "failed");
  return { code, until: row.until, name: row.citizen_name };
}

/** Hủy thẻ: it opens nothing any more. */
export async function endHelperCard(ctx: Context): Promise<void> {
  const book = await openBookInHand(ctx, "family");
  const [row] = await book.actOnApp((tx) =>
    tx.execute<{ done: boolean }>(sql`select app.end_helper_card() as done`),
  );
  if (!row?.done) throw new NotFound();
}

/** The latest card of a book, without its code. */
export type HelperCard = {
  madeAt: Date;
  madeBy: string;
  facilityCode: string | null;
  until: string;
  endedAt: Date | null;
  usedAt: Date | null;
};

/** Thẻ giấy đang có; null when none was made. */
export async function findHelperCard(book: Book): Promise<HelperCard | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({
        madeAt: helperCards.madeAt,
        madeBy: helperCards.madeByName,
        facilityCode: helperCards.facilityCode,
        until: helperCards.until,
        endedAt: helperCards.endedAt,
        usedAt: helperCards.usedAt,
      })
      .from(helperCards)
      .where(eq(helperCards.citizenId, book.citizenId))
      .orderBy(desc(helperCards.madeAt))
      .limit(1),
  );
  return row ?? null;
}
