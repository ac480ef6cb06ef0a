import { sql } from "drizzle-orm";
import { bigint, check, integer, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const answers = () => jsonb("answers").$type<Record<string, string>>().notNull();

/**
 * Tiền sử: what a person tells of their own health, each telling a version of its own. Appended only; the latest version
 * of an entry stands, unless it withdraws it.
 */
export const historyEntries = app.table(
  "history_entries",
  {
    citizenId: uuid("citizen_id").notNull(),
    entryId: uuid("entry_id").notNull(),
    version: integer("version").notNull(),
    topic: text("topic").notNull(),
    /** Question → answer, as `questions.ts` asks them. */
    answers: answers(),
    standing: text("standing").notNull().default("self-declared"),
    /** The facility that confirmed it. */
    confirmedBy: text("confirmed_by"),
    act: text("act").notNull(),
    /** Who judged it at a facility's desk, when somebody did, and what they said. */
    judgedBy: text("judged_by"),
    judgeName: text("judge_name"),
    note: text("note"),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id").notNull(),
    /** The opening of the book in which it was told: its row in the access log. */
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.entryId, t.version] }),
    check(
      "history_entries_topic",
      sql`${t.topic} in ('allergy', 'illness', 'operation', 'family', 'blood-group', 'contact')`,
    ),
    check("history_entries_standing", sql`${t.standing} in ('self-declared', 'facility-confirmed')`),
    check(
      "history_entries_confirmed",
      sql`(${t.standing} = 'facility-confirmed') = (${t.confirmedBy} is not null)`,
    ),
    check(
      "history_entries_act",
      sql`${t.act} in ('declared', 'changed', 'withdrawn', 'confirmed', 'disputed')`,
    ),
    check("history_entries_note", sql`length(${t.note}) <= 500`),
    check(
      "history_entries_answers",
      sql`jsonb_typeof(${t.answers}) = 'object' and length(${t.answers}::text) <= 4000`,
    ),
  ],
);

/** Có hay không: what a person answers about a whole topic, such as that they know of no allergy. Appended only. */
export const historyAnswers = app.table(
  "history_answers",
  {
    citizenId: uuid("citizen_id").notNull(),
    topic: text("topic").notNull(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    answer: text("answer").notNull(),
    openedAs: bigint("opened_as", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.topic, t.at] }),
    check("history_answers_answer", sql`${t.answer} in ('none', 'unknown')`),
  ],
);

/** Bản nháp: the one telling that a person has begun and not sent yet. */
export const historyDrafts = app.table("history_drafts", {
  citizenId: uuid("citizen_id").primaryKey(),
  entryId: uuid("entry_id").notNull(),
  topic: text("topic").notNull(),
  answers: answers(),
  at: moment("at").notNull().default(sql`clock_timestamp()`),
});
