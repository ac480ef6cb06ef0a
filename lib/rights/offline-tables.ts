import { sql } from "drizzle-orm";
import { bigint, check, index, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const now = sql`clock_timestamp()`;

/** Bản cất trong máy: that a phone of this person keeps a copy, never what is in it. An ended one is deleted there at its next connection. */
export const offlineCopies = app.table(
  "offline_copies",
  {
    citizenId: uuid("citizen_id").notNull(),
    copyId: uuid("copy_id").notNull().unique(),
    /** The session of that browser that was seen last: whoever ends it from elsewhere ends the copy. */
    sessionId: uuid("session_id").notNull(),
    userAgent: text("user_agent"),
    madeAt: moment("made_at").notNull().default(now),
    refreshedAt: moment("refreshed_at").notNull().default(now),
    lastsUntil: moment("lasts_until").notNull(),
    endedAt: moment("ended_at"),
    endedBecause: text("ended_because"),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.copyId] }),
    index("offline_copies_session").on(t.sessionId),
    index("offline_copies_old").on(t.lastsUntil),
    check("offline_copies_ended", sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
    check(
      "offline_copies_because",
      sql`${t.endedBecause} in ('asked', 'signed-out', 'device-ended', 'signed-out-everywhere', 'other-person')`,
    ),
  ],
);
