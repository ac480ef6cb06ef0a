import { sql } from "drizzle-orm";
import { bigint, check, date, index, numeric, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Cân đo ở nhà: a weight or a height that a family measured itself; taken back it stays, and is not shown. */
export const growthPoints = app.table(
  "growth_points",
  {
    citizenId: uuid("citizen_id").notNull(),
    pointId: uuid("point_id").notNull(),
    measuredOn: date("measured_on").notNull(),
    weightKg: numeric("weight_kg", { precision: 5, scale: 2, mode: "number" }),
    heightCm: numeric("height_cm", { precision: 4, scale: 1, mode: "number" }),
    notedAt: moment("noted_at").notNull().default(sql`clock_timestamp()`),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    takenBackAt: moment("taken_back_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.pointId] }),
    index("growth_points_by_day").on(t.citizenId, t.measuredOn),
    check("growth_points_something", sql`${t.weightKg} is not null or ${t.heightCm} is not null`),
    check(
      "growth_points_measures",
      sql`${t.weightKg} between 0.5 and 200 and ${t.heightCm} between 20 and 230`,
    ),
  ],
);
