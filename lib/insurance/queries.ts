import { desc, eq } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { insuranceCards } from "./tables.ts";

/** Thẻ BHYT, as the latest visit that showed one told it. */
export type InsuranceCard = { cardNumber: string; validFrom: string; validTo: string | null };

/** The card that was shown last; null when no visit ever showed one. */
export async function latestInsuranceCard(book: Book): Promise<InsuranceCard | null> {
  const [row] = await book.readWarehouse((tx) =>
    tx
      .select({
        cardNumber: insuranceCards.cardNumber,
        validFrom: insuranceCards.validFrom,
        validTo: insuranceCards.validTo,
      })
      .from(insuranceCards)
      .where(eq(insuranceCards.citizenId, book.citizenId))
      .orderBy(desc(insuranceCards.shownAt), desc(insuranceCards.validFrom))
      .limit(1),
  );
  return row ?? null;
}
