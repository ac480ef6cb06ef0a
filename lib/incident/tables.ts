import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Sự cố an ninh: what went wrong with books, when we learned of it, and what was done. */
export const incidents = app.table(
  "incidents",
  {
    incidentId: uuid("incident_id").primaryKey(),
    registeredAt: moment("registered_at").notNull().default(sql`clock_timestamp()`),
    registeredByName: text("registered_by_name").notNull(),
    /** When it was known: from here the clock of the law runs. */
    knownAt: moment("known_at").notNull(),
    what: text("what").notNull(),
    /** The window and the place of the openings that it concerns. */
    fromAt: moment("from_at").notNull(),
    toAt: moment("to_at").notNull(),
    scope: text("scope").notNull(),
    about: text("about"),
    reportedAt: moment("reported_at"),
    reportedRef: text("reported_ref"),
    /** What those affected are told, in words. */
    words: text("words"),
    toldAt: moment("told_at"),
    closedAt: moment("closed_at"),
    done: text("done"),
  },
  (t) => [
    index("incidents_registered").on(t.registeredAt.desc()),
    check(
      "incidents_scope",
      sql`${t.scope} in ('facility', 'staff', 'everybody') and (${t.scope} = 'everybody') = (${t.about} is null)`,
    ),
    check(
      "incidents_window",
      sql`${t.fromAt} <= ${t.toAt} and ${t.toAt} - ${t.fromAt} <= interval '366 days'`,
    ),
    check(
      "incidents_words",
      sql`length(btrim(${t.what})) between 1 and 2000 and length(${t.words}) <= 1500 and length(${t.done}) <= 2000`,
    ),
    check("incidents_told", sql`(${t.words} is null) = (${t.toldAt} is null)`),
    check("incidents_reported", sql`(${t.reportedAt} is null) = (${t.reportedRef} is null)`),
    check("incidents_closed", sql`(${t.closedAt} is null) = (${t.done} is null)`),
  ],
);

/** Người bị ảnh hưởng: whose books were opened within the window of an incident. */
export const incidentPeople = app.table(
  "incident_people",
  {
    citizenId: uuid("citizen_id").notNull(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incidents.incidentId),
    firstAt: moment("first_at").notNull(),
    lastAt: moment("last_at").notNull(),
    openings: integer("openings").notNull(),
    toldAt: moment("told_at"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.incidentId] }),
    index("incident_people_incident").on(t.incidentId, t.lastAt.desc()),
  ],
);

/** Nhật ký sự cố: who did what, with the row of the desk's log. Appended only. */
export const incidentLog = app.table(
  "incident_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    incidentId: uuid("incident_id").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    act: text("act").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    index("incident_log_incident").on(t.incidentId, t.logId.desc()),
    check("incident_log_act", sql`${t.act} in ('registered', 'counted', 'reported', 'told', 'closed')`),
  ],
);
