import { sql } from "drizzle-orm";
import { check, date, index, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { citizens } from "#lib/identity/tables.ts";
import { warehouse } from "#lib/platform/schemas.ts";
import { DOSE_STANDINGS } from "./dose-rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Mũi tiêm: a dose as one source told it. Two sources that tell of the same dose are two rows; which of them are one dose is
 * worked out when they are read (`dose-rules.ts`), so that what one source mends or takes back touches no other.
 */
export const doses = warehouse.table(
  "doses",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    doseId: uuid("dose_id").notNull(),
    /** Who sent it, and the number by which they know it. */
    facilityCode: text("facility_code").notNull(),
    doseRef: text("dose_ref").notNull(),
    /** The vaccine as the sender calls it. */
    product: text("product"),
    /** CVX, or a code of the packs for a product without one; beside it what was sent. */
    vaccineCode: text("vaccine_code").notNull(),
    sentCode: text("sent_code"),
    antigens: text("antigens").array().notNull(),
    lot: text("lot"),
    doseNumber: integer("dose_number"),
    site: text("site"),
    route: text("route"),
    givenOn: date("given_on").notNull(),
    place: text("place"),
    placeCode: text("place_code"),
    givenBy: text("given_by"),
    documentRef: text("document_ref"),
    standing: text("standing", { enum: DOSE_STANDINGS }).notNull(),
    format: text("format").notNull(),
    fileId: uuid("file_id").notNull(),
    /** When the source wrote this version of it. */
    madeAt: moment("made_at"),
    receivedAt: moment("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.doseId] }),
    index("doses_by_day").on(t.citizenId, t.givenOn, t.doseId),
    check("doses_standing", sql.raw(`standing in (${DOSE_STANDINGS.map((one) => `'${one}'`).join(", ")})`)),
    check("doses_format", sql`${t.format} in ('fhir', 'csv')`),
    check("doses_antigens", sql`cardinality(${t.antigens}) between 1 and 12`),
    check("doses_number", sql`${t.doseNumber} between 1 and 99`),
  ],
);
