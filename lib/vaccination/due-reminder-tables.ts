import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

/** Lời nhắc mũi đến hạn: what a person was reminded of, once per dose of the schedule and step. */
export const doseReminders = app.table(
  "dose_reminders",
  {
    citizenId: uuid("citizen_id").notNull(),
    rule: text("rule").notNull(),
    dose: integer("dose").notNull(),
    step: text("step").notNull(),
    at: timestamp("at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.rule, t.dose, t.step] }),
    index("dose_reminders_at").on(t.at),
    check("dose_reminders_step", sql`${t.step} in ('due', 'again')`),
  ],
);
