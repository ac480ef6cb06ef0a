import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { app, xid8 } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Người trong tuổi tiêm chủng: whoever the schedule says something to, as the warehouse knows them, and what their book has. Kept
 * by the worker (`work-due.ts`); everything here can be worked out again.
 */
export const duePeople = app.table(
  "due_people",
  {
    citizenId: uuid("citizen_id").primaryKey(),
    name: text("name").notNull(),
    birthDate: date("birth_date").notNull(),
    sex: text("sex").notNull(),
    wardCode: text("ward_code"),
    phone: text("phone"),
    /** Doses that their book has, whoever told of them. */
    given: integer("given").notNull(),
    lastGivenOn: date("last_given_on"),
    /** Sessions to which they were invited and did not come, since the last that they came to. */
    missed: integer("missed").notNull().default(0),
    /** For which day their standings were worked out, and when something came in since. */
    workedOn: date("worked_on").notNull(),
    staleAt: moment("stale_at"),
  },
  (t) => [
    index("due_people_ward").on(t.wardCode, t.birthDate),
    index("due_people_stale").on(t.staleAt).where(sql`${t.staleAt} is not null`),
    check("due_people_given", sql`${t.given} >= 0 and ${t.missed} >= 0`),
  ],
);

/** Mũi đến hạn và mũi tiếp theo: each row of the `vn` schedule that somebody still needs, with its days. */
export const dueStandings = app.table(
  "due_standings",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => duePeople.citizenId, { onDelete: "cascade" }),
    /** The row of the schedule: `PENTA`, and which dose of it. */
    rule: text("rule").notNull(),
    dose: integer("dose").notNull(),
    /** How it stood on `due_people.worked_on`; who asks later compares the days. */
    standing: text("standing").notNull(),
    earliestOn: date("earliest_on").notNull(),
    recommendedOn: date("recommended_on").notNull(),
    /** From the day after it the schedule calls it late, which is a choice of ours; null where nobody can be late. */
    pastDueOn: date("past_due_on"),
    /** The last day of the age for which the dose or the programme is; null without one. */
    limitOn: date("limit_on"),
    /** Whether the row has a sure source. */
    isSure: boolean("is_sure").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.rule, t.dose] }),
    check("due_standings_standing", sql`${t.standing} in ('due', 'later', 'past-age')`),
  ],
);

/** Tính đến đâu: for which day everybody was worked out, and how far the filings of the warehouse were followed. */
export const dueProgress = app.table(
  "due_progress",
  {
    progressNo: integer("progress_no").primaryKey(),
    passedOn: date("passed_on"),
    filingId: bigint("filing_id", { mode: "number" }).notNull().default(0),
  },
  (t) => [check("due_progress_one", sql`${t.progressNo} = 1`)],
);

/**
 * Lượt mở danh sách của trạm: who opened which list, and whose names stood on it, before it is shown. The people read it in their
 * access log. Appended only.
 */
export const dueListOpenings = app.table(
  "due_list_openings",
  {
    listId: uuid("list_id").primaryKey(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    deskLogId: bigint("desk_log_id", { mode: "number" }).notNull(),
    facilityCode: text("facility_code").notNull(),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    wardCode: text("ward_code"),
    /** Which list; `session` is that of a session. */
    kind: text("kind").notNull(),
    sessionId: uuid("session_id"),
    /** Shown on the screen, on paper, or as a file. */
    form: text("form").notNull(),
    citizenIds: uuid("citizen_ids").array().notNull(),
    /** The transaction that wrote the row: nothing is shown before it is over. */
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    index("due_list_openings_people").using("gin", t.citizenIds),
    index("due_list_openings_staff").on(t.staffId, t.at.desc()),
    check("due_list_openings_form", sql`${t.form} in ('screen', 'paper', 'file')`),
    check("due_list_openings_session", sql`(${t.kind} = 'session') = (${t.sessionId} is not null)`),
  ],
);
