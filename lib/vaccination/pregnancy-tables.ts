import { sql } from "drizzle-orm";
import { bigint, date, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Đang mang thai: what a woman tells herself, for the tetanus doses of the schedule. It ends by itself, or when she says so; hers
 * alone to read, not even those who care for her book. The latest telling takes the place of the one before.
 */
export const pregnancies = app.table("pregnancies", {
  citizenId: uuid("citizen_id").primaryKey(),
  /** Null while she does not know it. */
  dueOn: date("due_on"),
  toldOn: date("told_on").notNull(),
  endedOn: date("ended_on"),
  changedAt: moment("changed_at").notNull().default(sql`clock_timestamp()`),
  openedAs: bigint("opened_as", { mode: "number" }).notNull(),
});
