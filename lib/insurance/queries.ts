import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import type { InHand } from "#lib/platform/context.ts";
import { cardChecks, insuranceCards } from "./tables.ts";

/** Thẻ BHYT, as the latest visit that showed one told it. */
export type InsuranceCard = { cardNumber: string; validFrom: string; validTo: string | null };

/** Whoever may open no private visit is not told of its card either: a card names the facility and the day of its visit. */
const toldTo = (reader: Pick<InHand, "mayOpenPrivate">) =>
  reader.mayOpenPrivate
    ? undefined
    : sql`exists (select from warehouse.encounters e
        where e.citizen_id = ${insuranceCards.citizenId} and e.encounter_id = ${insuranceCards.encounterId})`;

/** The card that was shown last; null when no visit ever showed one. */
export async function latestInsuranceCard(
  book: Book,
  reader: Pick<InHand, "mayOpenPrivate">,
): Promise<InsuranceCard | null> {
  const [row] = await book.readWarehouse((tx) =>
    tx
      .select({
        cardNumber: insuranceCards.cardNumber,
        validFrom: insuranceCards.validFrom,
        validTo: insuranceCards.validTo,
      })
      .from(insuranceCards)
      .where(and(eq(insuranceCards.citizenId, book.citizenId), toldTo(reader)))
      .orderBy(desc(insuranceCards.shownAt), desc(insuranceCards.validFrom))
      .limit(1),
  );
  return row ?? null;
}

/** A card with where and when it was shown last. */
export type ShownInsuranceCard = InsuranceCard & {
  registeredFacility: string | null;
  facilityCode: string;
  shownAt: Date;
};

/** Thẻ BHYT qua các lần khám: every card that visits showed, each once, the one shown last first. */
export async function listInsuranceCards(
  book: Book,
  reader: Pick<InHand, "mayOpenPrivate">,
): Promise<ShownInsuranceCard[]> {
  const rows = await book.readWarehouse((tx) =>
    tx
      .selectDistinctOn([insuranceCards.cardNumber, insuranceCards.validFrom], {
        cardNumber: insuranceCards.cardNumber,
        validFrom: insuranceCards.validFrom,
        validTo: insuranceCards.validTo,
        registeredFacility: insuranceCards.registeredFacility,
        facilityCode: insuranceCards.facilityCode,
        shownAt: insuranceCards.shownAt,
      })
      .from(insuranceCards)
      .where(and(eq(insuranceCards.citizenId, book.citizenId), toldTo(reader)))
      .orderBy(asc(insuranceCards.cardNumber), asc(insuranceCards.validFrom), desc(insuranceCards.shownAt)),
  );
  return rows.sort((a, b) => b.shownAt.getTime() - a.shownAt.getTime());
}

/** An answer of the insurance's look-up, and when it was given. */
export type CardCheck = Omit<typeof cardChecks.$inferSelect, "citizenId" | "openedAs">;

/** The latest answer about any card of theirs; null when nobody ever asked. */
export async function latestCardCheck(book: Book): Promise<CardCheck | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({
        checkedAt: cardChecks.checkedAt,
        cardNumber: cardChecks.cardNumber,
        outcome: cardChecks.outcome,
        code: cardChecks.code,
        answeredCard: cardChecks.answeredCard,
        validFrom: cardChecks.validFrom,
        validTo: cardChecks.validTo,
        registeredFacility: cardChecks.registeredFacility,
      })
      .from(cardChecks)
      .where(eq(cardChecks.citizenId, book.citizenId))
      .orderBy(desc(cardChecks.checkedAt))
      .limit(1),
  );
  return row ?? null;
}

/** Những lần nhờ hỏi thẻ: when the insurance was asked because the owner wished it, the latest first. */
export async function listCardChecks(book: Book, most: number): Promise<{ checkedAt: Date }[]> {
  return book.readApp((tx) =>
    tx
      .select({ checkedAt: cardChecks.checkedAt })
      .from(cardChecks)
      .where(eq(cardChecks.citizenId, book.citizenId))
      .orderBy(desc(cardChecks.checkedAt))
      .limit(most),
  );
}
