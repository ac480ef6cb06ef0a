import { sql } from "drizzle-orm";
import { bigint, check, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
/** The opening of the book under which it was done: its row in the access log tells who, and on whose behalf. */
const openedAs = () => bigint("opened_as", { mode: "number" });

/** Lần đầu đọc sổ: when a book was first read; what came before is nothing new. */
export const readings = app.table("readings", {
  citizenId: uuid("citizen_id").primaryKey(),
  beganAt: moment("began_at").notNull().default(sql`clock_timestamp()`),
});

/** Đã xem: when a visit was last read; what was received after that is new again. */
export const seenEncounters = app.table(
  "seen_encounters",
  {
    citizenId: uuid("citizen_id").notNull(),
    encounterId: uuid("encounter_id").notNull(),
    seenAt: moment("seen_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.encounterId] })],
);

/** Xem ngay hay đợi bác sĩ: the person's choice for a kind of result. Appended only; the latest counts. */
export const resultChoices = app.table(
  "result_choices",
  {
    citizenId: uuid("citizen_id").notNull(),
    kind: text("kind").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    choice: text("choice").notNull(),
    openedAs: openedAs(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.kind, t.at] }),
    check("result_choices_kind", sql`${t.kind} in ('lab', 'imaging', 'function')`),
    check("result_choices_choice", sql`${t.choice} in ('at-once', 'wait')`),
  ],
);

/** Kết quả chờ đã mở: results of a visit which a person opened though they had chosen to wait. */
export const openedResults = app.table(
  "opened_results",
  {
    citizenId: uuid("citizen_id").notNull(),
    encounterId: uuid("encounter_id").notNull(),
    openedAt: moment("opened_at").notNull().default(sql`clock_timestamp()`),
    openedAs: openedAs(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.encounterId] })],
);

/** Tôi đã khám ở đây: a visit that a person says is missing from the book. */
export const reportedVisits = app.table(
  "reported_visits",
  {
    citizenId: uuid("citizen_id").notNull(),
    reportId: uuid("report_id").notNull(),
    /** The facility by its code where the book knows it, else as the person calls it. */
    facilityCode: text("facility_code"),
    place: text("place").notNull(),
    /** About when, as the person knows it: `2026`, `2026-11` or `2026-11-20`. */
    visitedOn: text("visited_on").notNull(),
    reportedAt: moment("reported_at").notNull().default(sql`clock_timestamp()`),
    withdrawnAt: moment("withdrawn_at"),
    openedAs: openedAs(),
    withdrawnAs: bigint("withdrawn_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.reportId] }),
    check("reported_visits_place", sql`length(btrim(${t.place})) between 1 and 200`),
    check(
      "reported_visits_visited_on",
      sql`${t.visitedOn} ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'`,
    ),
  ],
);
