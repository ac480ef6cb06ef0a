import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import { DECLARED_STANDINGS } from "./declared-rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Mũi người dân khai: a dose that a person says is missing in the book, or (`instead_of`) what a station found that a dose of
 * the book really was. It stands as its case stands (`app.corrections`, of the same id); a station's answer writes down what
 * it saw. What a source sent is never touched.
 */
export const declaredDoses = app.table(
  "declared_doses",
  {
    citizenId: uuid("citizen_id").notNull(),
    /** The case in which it was declared. */
    doseId: uuid("dose_id").notNull(),
    /** The telling in whose place it stands; null for a dose that was missing. */
    insteadOf: uuid("instead_of"),
    standing: text("standing", { enum: DECLARED_STANDINGS }).notNull(),
    /** CVX or a code of the packs; null while nobody knows which vaccine it was, and of what was not given. */
    vaccineCode: text("vaccine_code"),
    product: text("product"),
    antigens: text("antigens").array().notNull(),
    lot: text("lot"),
    doseNumber: integer("dose_number"),
    /** Null while only the month or the year is known. */
    givenOn: date("given_on"),
    place: text("place"),
    placeCode: text("place_code"),
    declaredAt: moment("declared_at").notNull().default(sql`clock_timestamp()`),
    /** The opening of the book in which it was told: its row in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }),
    confirmedAt: moment("confirmed_at"),
    confirmedByName: text("confirmed_by_name"),
    /** Null where the health authority confirmed it. */
    confirmedAtFacility: text("confirmed_at_facility"),
    /** The merge of two books that brought it here; parted, it goes back. */
    mergeId: uuid("merge_id"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.doseId] }),
    unique("declared_doses_dose").on(t.doseId),
    index("declared_doses_of_merge").on(t.mergeId).where(sql`${t.mergeId} is not null`),
    check(
      "declared_doses_standing",
      sql.raw(`standing in (${DECLARED_STANDINGS.map((one) => `'${one}'`).join(", ")})`),
    ),
    check("declared_doses_number", sql`${t.doseNumber} between 1 and 99`),
    check("declared_doses_antigens", sql`cardinality(${t.antigens}) <= 12`),
    check("declared_doses_coded", sql`(${t.vaccineCode} is null) = (cardinality(${t.antigens}) = 0)`),
    check(
      "declared_doses_confirmed",
      sql`${t.standing} <> 'confirmed' or ${t.insteadOf} is not null or (${t.vaccineCode} is not null and ${t.givenOn} is not null)`,
    ),
    check(
      "declared_doses_words",
      sql`length(${t.product}) <= 200 and length(${t.lot}) <= 40 and length(${t.place}) <= 200`,
    ),
  ],
);
