import type { TransactionSql } from "postgres";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { insuranceCards } from "./tables.ts";

/** A card as a claim shows it. */
export type ShownCard = {
  cardNumber: string;
  validFrom: string;
  validTo: string | null;
  registeredFacility: string | null;
};

/** The visit at which a card was shown. */
export type CardShowing = {
  citizenId: string;
  encounterId: string;
  facilityCode: string;
  shownAt: Date;
  receivedAt: Date;
};

/** Every table that the cards of a visit fill. */
export const tablesOfCards = [insuranceCards];

/** Ghi thẻ BHYT vào sổ: notes the cards that visits showed. */
export function fileInsuranceCards(
  tx: TransactionSql,
  shown: readonly { showing: CardShowing; cards: readonly ShownCard[] }[],
): Promise<unknown>[] {
  const rows = shown.flatMap(({ showing, cards }) => cards.map((card) => ({ ...showing, ...card })));
  return insertRows(tx, insuranceCards, rows, "on conflict do nothing");
}
