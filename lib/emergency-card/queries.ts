import { desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { type CardLine, cardText } from "./rules.ts";
import { emergencyCards } from "./tables.ts";

/** Thẻ cấp cứu as it stands: plain words and lines, ready to be shown, also from a copy without a network. */
export type EmergencyCard = {
  cardId: string;
  name: string;
  /** `1990-08-14`, or only a year. */
  born: string;
  /** In the order of a card. */
  lines: CardLine[];
  issuedAt: Date;
  issuedOn: string;
  advisedUntil: string;
  /** What its QR carries: words that anybody reads, and the signature in the last line. */
  checkable: string;
  /** Lines for which the QR has no room, in whole or in part. */
  leftOut: CardLine[];
  shortened: CardLine[];
};

/** The card that stands; null where none was made, or the last was withdrawn. */
export async function readEmergencyCard(book: Book): Promise<EmergencyCard | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select()
      .from(emergencyCards)
      .where(eq(emergencyCards.citizenId, book.citizenId))
      .orderBy(desc(emergencyCards.issuedAt), desc(emergencyCards.cardId))
      .limit(1),
  );
  if (!row || row.withdrawnAt) return null;
  const { cardId, name, born, lines, issuedAt, advisedUntil, checkable } = row;
  const issuedOn = dayOf(issuedAt);
  const said = cardText({ name, bornYear: born.slice(0, 4), lines, issuedOn, advisedUntil });
  return {
    ...{ cardId, name, born, lines, issuedAt, issuedOn, advisedUntil, checkable },
    ...{ leftOut: said.leftOut, shortened: said.shortened },
  };
}
