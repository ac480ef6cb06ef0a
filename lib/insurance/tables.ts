import { date, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { citizens } from "#lib/identity/tables.ts";
import { warehouse } from "#lib/platform/schemas.ts";

/** Thẻ BHYT: a card as a visit's claim showed it. */
export const insuranceCards = warehouse.table(
  "insurance_cards",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    cardNumber: text("card_number").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to"),
    /** MA_DKBD: where the first visit is registered. */
    registeredFacility: text("registered_facility"),
    facilityCode: text("facility_code").notNull(),
    /** When the visit that showed it began: the latest showing stands. */
    shownAt: timestamp("shown_at", { withTimezone: true }).notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.cardNumber, t.validFrom] })],
);
