import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  numeric,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Số tự đo: what somebody measured at home, as they typed it. A row is never changed but to say that it was taken back; mended,
 * it is taken back and another stands in its place.
 */
export const measurements = app.table(
  "measurements",
  {
    citizenId: uuid("citizen_id").notNull(),
    measurementId: uuid("measurement_id").notNull(),
    kind: text("kind", { enum: ["blood-pressure", "blood-sugar", "weight", "temperature"] }).notNull(),
    systolic: smallint("systolic"),
    diastolic: smallint("diastolic"),
    pulse: smallint("pulse"),
    value: numeric("value", { precision: 6, scale: 2, mode: "number" }),
    unit: text("unit", { enum: ["mmHg", "mmol/L", "mg/dL", "kg", "°C"] }).notNull(),
    meal: text("meal", { enum: ["fasting", "after-meal", "unknown"] }),
    measuredAt: moment("measured_at").notNull(),
    note: text("note"),
    insteadOf: uuid("instead_of"),
    notedAt: moment("noted_at").notNull().default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id").notNull(),
    /** The openings of the book in which it was written and taken back: their rows in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    takenBackAt: moment("taken_back_at"),
    takenBackAs: bigint("taken_back_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.measurementId] }),
    index("measurements_standing")
      .on(t.citizenId, t.kind, t.measuredAt.desc())
      .where(sql`taken_back_at is null`),
    check(
      "measurements_numbers",
      sql`case ${t.kind}
        when 'blood-pressure' then ${t.unit} = 'mmHg' and ${t.systolic} between 50 and 300 and ${t.diastolic} between 20 and 200
          and ${t.diastolic} < ${t.systolic} and coalesce(${t.pulse} between 20 and 250, true) and ${t.value} is null and ${t.meal} is null
        when 'blood-sugar' then ${t.meal} in ('fasting', 'after-meal', 'unknown')
          and (${t.unit} = 'mmol/L' and ${t.value} between 0.5 and 60 or ${t.unit} = 'mg/dL' and ${t.value} between 10 and 1000)
          and num_nonnulls(${t.systolic}, ${t.diastolic}, ${t.pulse}) = 0
        when 'weight' then ${t.unit} = 'kg' and ${t.value} between 0.5 and 300 and num_nonnulls(${t.systolic}, ${t.diastolic}, ${t.pulse}, ${t.meal}) = 0
        when 'temperature' then ${t.unit} = '°C' and ${t.value} between 30 and 45 and num_nonnulls(${t.systolic}, ${t.diastolic}, ${t.pulse}, ${t.meal}) = 0
        else false end is true`,
    ),
    check("measurements_note", sql`length(${t.note}) <= 200`),
    check("measurements_taken_back", sql`(${t.takenBackAt} is null) = (${t.takenBackAs} is null)`),
  ],
);
