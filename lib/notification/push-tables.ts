import { sql } from "drizzle-orm";
import { bigint, check, index, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Máy nhận tin: a browser to which its push service carries that a message waits. It ends when its owner signs out there or
 * takes it off the list, when somebody else signs in there, and when the push service says that it is gone.
 */
export const pushSubscriptions = app.table(
  "push_subscriptions",
  {
    citizenId: uuid("citizen_id").notNull(),
    subscriptionId: uuid("subscription_id").notNull().defaultRandom(),
    /** Where the push service takes messages for it: whoever knows it and the keys may send there. */
    endpoint: text("endpoint").notNull(),
    endpointHash: bytea("endpoint_hash").notNull(),
    /** The browser's public key and secret (RFC 8291). */
    p256dh: bytea("p256dh").notNull(),
    auth: bytea("auth").notNull(),
    /** The language of its owner when it was made. */
    language: text("language").notNull(),
    /** The browser and the system, in names. */
    words: text("words").notNull(),
    /** By which cookie this browser is known, hashed; and the session that was the last to sign in there. */
    deviceHash: bytea("device_hash").notNull(),
    sessionHash: bytea("session_hash").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    seenAt: moment("seen_at").notNull().default(sql`clock_timestamp()`),
    openedAs: bigint("opened_as", { mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.subscriptionId] }),
    uniqueIndex("push_subscriptions_endpoint").on(t.endpointHash),
    index("push_subscriptions_device").on(t.deviceHash),
    index("push_subscriptions_session").on(t.sessionHash),
    check("push_subscriptions_address", sql`length(${t.endpoint}) between 10 and 1000`),
    check("push_subscriptions_keys", sql`length(${t.p256dh}) = 65 and length(${t.auth}) = 16`),
    check("push_subscriptions_language", sql`${t.language} in ('vi', 'en')`),
    check("push_subscriptions_words", sql`length(${t.words}) <= 60`),
  ],
);
