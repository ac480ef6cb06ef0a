import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";

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

/** Ghi thẻ BHYT vào sổ: notes the cards that a visit showed. */
export async function fileInsuranceCards(
  tx: TransactionSql,
  showing: CardShowing,
  cards: ShownCard[],
): Promise<void> {
  if (cards.length === 0) return;
  const rows = cards.map((card) => columns({ ...showing, ...card }));
  await tx`insert into warehouse.insurance_cards ${tx(rows)} on conflict do nothing`;
}
