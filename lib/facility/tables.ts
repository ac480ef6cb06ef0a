import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { app, bytea } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Cơ sở khám bệnh, chữa bệnh: code (MA_CSKCB), name, professional level and where it is. */
export const facilities = app.table(
  "facilities",
  {
    facilityCode: text("facility_code").primaryKey(),
    name: text("name").notNull(),
    wardCode: text("ward_code"),
    since: moment("since").notNull().defaultNow(),
    level: text("level"),
    changedAt: moment("changed_at"),
    changedBy: uuid("changed_by"),
  },
  (t) => [check("facilities_level", sql`${t.level} in ('initial', 'basic', 'specialised')`)],
);

/** Khóa gửi hồ sơ: known by its hash only. Several may live side by side while a facility changes over. */
export const facilityKeys = app.table(
  "facility_keys",
  {
    keyId: bigint("key_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    facilityCode: text("facility_code")
      .notNull()
      .references(() => facilities.facilityCode),
    keyHash: bytea("key_hash").notNull().unique(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    madeBy: uuid("made_by"),
    madeByName: text("made_by_name"),
    revokedAt: moment("revoked_at"),
    revokedBy: uuid("revoked_by"),
    revokedByName: text("revoked_by_name"),
    lastUsedAt: moment("last_used_at"),
  },
  (t) => [
    index("facility_keys_facility").on(t.facilityCode, t.keyId.desc()),
    check("facility_keys_hash", sql`length(${t.keyHash}) = 32`),
    check("facility_keys_revoked", sql`(${t.revokedAt} is null) = (${t.revokedByName} is null)`),
  ],
);

/** Nhật ký cơ sở: every change of a facility or its keys, in the transaction of the change. Appended only. */
export const facilityLog = app.table(
  "facility_log",
  {
    logId: bigint("log_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull().default(sql`clock_timestamp()`),
    facilityCode: text("facility_code").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    what: text("what").notNull(),
    details: jsonb("details").notNull().default({}),
  },
  (t) => [
    index("facility_log_facility").on(t.facilityCode, t.logId.desc()),
    check("facility_log_what", sql`${t.what} in ('registered', 'amended', 'key-issued', 'key-revoked')`),
  ],
);

export * from "./offer-tables.ts";
