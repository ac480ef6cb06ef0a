import { sql } from "drizzle-orm";
import { check, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { citizens } from "#lib/identity/tables.ts";
import { warehouse } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Lượt khám đổi sổ: a line in both books when a facility corrects whose visit it was. */
export const moves = warehouse.table(
  "moves",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    movedAt: moment("moved_at").notNull().default(sql`now()`),
    encounterId: uuid("encounter_id").notNull(),
    /** `left` this book, or `entered` it. */
    direction: text("direction").notNull(),
    facilityCode: text("facility_code").notNull(),
    arrivedAt: moment("arrived_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.movedAt, t.encounterId] }),
    check("moves_direction", sql`${t.direction} in ('left', 'entered')`),
  ],
);

/** Lượt đánh dấu lại theo danh mục riêng tư: how far the visits filed before a list have been marked by it. */
export const privacyMarkings = warehouse.table("privacy_markings", {
  /** The list, by the hash of its rows. */
  list: text("list").primaryKey(),
  beganAt: moment("began_at").notNull().defaultNow(),
  /** The last visit that was looked at. */
  afterCitizen: uuid("after_citizen"),
  afterEncounter: uuid("after_encounter"),
  changed: integer("changed").notNull().default(0),
  endedAt: moment("ended_at"),
});
