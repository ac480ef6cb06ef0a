import { sql } from "drizzle-orm";
import { bigint, check, date, index, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";
import type { CardLine } from "./rules.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Thẻ cấp cứu: what somebody chose for rescuers to read, as the book signed it. The latest stands, unless it was withdrawn; a
 * row is never changed but to say so.
 */
export const emergencyCards = app.table(
  "emergency_cards",
  {
    citizenId: uuid("citizen_id").notNull(),
    cardId: uuid("card_id").notNull(),
    name: text("name").notNull(),
    /** A year, or the whole date as far as it is known. */
    born: text("born").notNull(),
    lines: jsonb("lines").$type<CardLine[]>().notNull(),
    /** What its QR carries: words, and the signature in the last line. */
    checkable: text("checkable").notNull(),
    kid: text("kid").notNull(),
    issuedAt: moment("issued_at").notNull().default(sql`clock_timestamp()`),
    advisedUntil: date("advised_until").notNull(),
    /** The openings of the book in which it was signed and withdrawn: their rows in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    withdrawnAt: moment("withdrawn_at"),
    withdrawnAs: bigint("withdrawn_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.cardId] }),
    index("emergency_cards_latest").on(t.citizenId, t.issuedAt.desc()),
    check(
      "emergency_cards_lines",
      sql`jsonb_typeof(${t.lines}) = 'array' and jsonb_array_length(${t.lines}) between 1 and 60`,
    ),
    check(
      "emergency_cards_size",
      sql`length(${t.lines}::text) <= 60000 and octet_length(${t.checkable}) <= 1003`,
    ),
    check("emergency_cards_withdrawn", sql`(${t.withdrawnAt} is null) = (${t.withdrawnAs} is null)`),
  ],
);
