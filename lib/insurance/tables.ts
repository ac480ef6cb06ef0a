import { sql } from "drizzle-orm";
import { bigint, check, date, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { citizens } from "#lib/identity/tables.ts";
import { app, warehouse } from "#lib/platform/schemas.ts";
import { CHECK_OUTCOMES } from "./rules.ts";

/** Thẻ BHYT: a card as a visit's claim showed it, once per visit; the row shown last stands. */
export const insuranceCards = warehouse.table(
  "insurance_cards",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    /** The visit that showed it: when its claim is replaced, what it showed goes with it. */
    encounterId: uuid("encounter_id").notNull(),
    cardNumber: text("card_number").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to"),
    /** MA_DKBD: where the first visit is registered. */
    registeredFacility: text("registered_facility"),
    facilityCode: text("facility_code").notNull(),
    /** When that visit began. */
    shownAt: timestamp("shown_at", { withTimezone: true }).notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({
      name: "insurance_cards_shown",
      columns: [t.citizenId, t.encounterId, t.cardNumber, t.validFrom],
    }),
  ],
);

/** Lần tra thẻ BHYT: what the insurance's own look-up answered about a card, and when. Appended only. */
export const cardChecks = app.table(
  "card_checks",
  {
    citizenId: uuid("citizen_id").notNull(),
    checkedAt: timestamp("checked_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    cardNumber: text("card_number").notNull(),
    /** What was answered, in our words. */
    outcome: text("outcome", { enum: CHECK_OUTCOMES }).notNull(),
    /** The insurance's own code, for whoever has to ask there. */
    code: text("code").notNull(),
    /** The card that the insurance named: with `replaced`, the one that is used now. */
    answeredCard: text("answered_card"),
    validFrom: date("valid_from"),
    validTo: date("valid_to"),
    registeredFacility: text("registered_facility"),
    /** The row of the access log under which it was asked. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.checkedAt] }),
    check(
      "card_checks_outcome",
      sql.raw(`outcome in (${CHECK_OUTCOMES.map((one) => `'${one}'`).join(", ")})`),
    ),
    check("card_checks_code", sql`${t.code} ~ '^[0-9]{3}$'`),
  ],
);
