import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { app, bytea, warehouse } from "#lib/platform/schemas.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Người dân: the registry of everybody who has a book, with their details as the warehouse knows them. */
export const citizens = warehouse.table(
  "citizens",
  {
    citizenId: uuid("citizen_id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    /** As far as it is known: `1949`, `1949-05` or `1949-05-20`. */
    birthDate: text("birth_date").notNull(),
    sex: text("sex").notNull(),
    wardCode: text("ward_code"),
    address: text("address"),
    phone: text("phone"),
    bloodGroup: text("blood_group"),
    /** Who these details come from: `sign-in`, or the code of the facility whose claim brought them. */
    detailsFrom: text("details_from").notNull(),
    /** When what they describe happened: the arrival of the visit, or the sign-in. */
    detailsAsOf: moment("details_as_of").notNull(),
    registeredAt: moment("registered_at").notNull().defaultNow(),
  },
  (t) => [
    check(
      "citizens_birth_date",
      sql`${t.birthDate} ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'`,
    ),
    check("citizens_sex", sql`${t.sex} in ('male', 'female', 'undetermined')`),
    check("citizens_name", sql`length(btrim(${t.name})) between 1 and 255`),
  ],
);

/** Sổ định danh: which number belongs to whom. Keyed by the number, because no citizen is known before it. */
export const identifiers = warehouse.table(
  "identifiers",
  {
    /**
     * `personal-id` (12 digits), `social-insurance` (the last ten characters of a card), or `newborn` (a parent's number
     * and the minute of birth), for a child that has no number yet.
     */
    kind: text("kind").notNull(),
    value: text("value").notNull(),
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    seenFrom: text("seen_from").notNull(),
    seenAt: moment("seen_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.value, t.citizenId] }),
    index("identifiers_citizen").on(t.citizenId),
    check("identifiers_kind", sql`${t.kind} in ('personal-id', 'social-insurance', 'newborn')`),
    check("identifiers_personal_id", sql`${t.kind} <> 'personal-id' or ${t.value} ~ '^[0-9]{12}$'`),
  ],
);

/** Nối sổ trẻ sơ sinh với số định danh: at the station's desk, and undone there. Never deleted. */
export const newbornLinks = warehouse.table(
  "newborn_links",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    linkId: uuid("link_id").notNull().defaultRandom(),
    personalId: text("personal_id").notNull(),
    paper: text("paper").notNull(),
    madeAt: moment("made_at").notNull().default(sql`clock_timestamp()`),
    staffId: uuid("staff_id").notNull(),
    staffName: text("staff_name").notNull(),
    facilityCode: text("facility_code").notNull(),
    undoneAt: moment("undone_at"),
    undoneBy: uuid("undone_by"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.linkId] }),
    uniqueIndex("newborn_links_standing").on(t.citizenId).where(sql`${t.undoneAt} is null`),
    check("newborn_links_personal_id", sql`${t.personalId} ~ '^[0-9]{12}$'`),
    check("newborn_links_paper", sql`length(btrim(${t.paper})) between 3 and 300`),
  ],
);

/**
 * Gộp hai sổ của một trẻ: the book that a newborn had without a number, and the one of its number. Proposed at a station,
 * decided by the authority, and parted again; `moved` is what went over. Never deleted.
 */
export const bookMerges = warehouse.table(
  "book_merges",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    mergeId: uuid("merge_id").notNull(),
    intoId: uuid("into_id")
      .notNull()
      .references(() => citizens.citizenId),
    paper: text("paper").notNull(),
    proposedAt: moment("proposed_at").notNull().default(sql`clock_timestamp()`),
    proposedBy: uuid("proposed_by").notNull(),
    proposedByName: text("proposed_by_name").notNull(),
    facilityCode: text("facility_code").notNull(),
    outcome: text("outcome"),
    decidedAt: moment("decided_at"),
    decidedBy: uuid("decided_by"),
    decidedByName: text("decided_by_name"),
    moved: jsonb("moved").$type<{ encounters: string[]; identifiers: string[][] }>(),
    undoneAt: moment("undone_at"),
    undoneBy: uuid("undone_by"),
    undoneByName: text("undone_by_name"),
    undoneBecause: text("undone_because"),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.mergeId] }),
    uniqueIndex("book_merges_standing")
      .on(t.citizenId)
      .where(sql`${t.undoneAt} is null and ${t.outcome} is distinct from 'rejected'`),
    check("book_merges_two", sql`${t.citizenId} <> ${t.intoId}`),
    check("book_merges_paper", sql`length(btrim(${t.paper})) between 3 and 300`),
    check("book_merges_outcome", sql`${t.outcome} in ('merged', 'rejected')`),
    check(
      "book_merges_decided",
      sql`(${t.outcome} is null) = (${t.decidedAt} is null) and (${t.outcome} is null) = (${t.decidedBy} is null)`,
    ),
    check("book_merges_second_person", sql`${t.decidedBy} <> ${t.proposedBy}`),
    check("book_merges_moved", sql`(${t.moved} is not null) = coalesce(${t.outcome} = 'merged', false)`),
    check(
      "book_merges_undone",
      sql`${t.undoneAt} is null or (${t.outcome} = 'merged' and length(btrim(${t.undoneBecause})) between 3 and 300)`,
    ),
  ],
);

/** Thông tin hành chính của lượt khám: what each visit said of its citizen. The registry's details follow from these. */
export const toldDetails = warehouse.table(
  "told_details",
  {
    citizenId: uuid("citizen_id")
      .notNull()
      .references(() => citizens.citizenId),
    encounterId: uuid("encounter_id").notNull(),
    name: text("name").notNull(),
    birthDate: text("birth_date").notNull(),
    sex: text("sex").notNull(),
    wardCode: text("ward_code"),
    address: text("address"),
    phone: text("phone"),
    bloodGroup: text("blood_group"),
    facilityCode: text("facility_code").notNull(),
    /** The arrival of the visit. */
    seenAt: moment("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.citizenId, t.encounterId] })],
);

/** Định danh VNeID: what the identity provider said about a citizen at the latest sign-in. */
export const identities = app.table(
  "identities",
  {
    citizenId: uuid("citizen_id").primaryKey(),
    subject: text("subject").notNull(),
    name: text("name").notNull(),
    birthDate: text("birth_date").notNull(),
    sex: text("sex").notNull(),
    assurance: integer("assurance").notNull(),
    /** A keyed hash of the personal id, for finding whom an invitation means; never the number itself. */
    personalHash: bytea("personal_hash"),
    seenAt: moment("seen_at").notNull().defaultNow(),
  },
  (t) => [
    index("identities_personal").on(t.personalHash),
    check("identities_sex", sql`${t.sex} in ('male', 'female', 'undetermined')`),
  ],
);

/** Nhân viên: staff of facilities and of the health authority, as the second issuer describes them. */
export const staff = app.table(
  "staff",
  {
    staffId: uuid("staff_id").primaryKey().defaultRandom(),
    subject: text("subject").notNull().unique(),
    username: text("username").notNull(),
    name: text("name").notNull(),
    title: text("title"),
    role: text("role").notNull(),
    facilityCode: text("facility_code"),
    /** What their licence to practise names them, and its number; null of whoever has none. */
    profession: text("profession"),
    practiceLicence: text("practice_licence"),
    seenAt: moment("seen_at").notNull().defaultNow(),
  },
  (t) => [
    check("staff_role", sql`${t.role} in ('clinic', 'station', 'authority')`),
    check("staff_profession", sql`${t.profession} ~ '^[a-z][a-z-]{0,39}$'`),
    check("staff_licence", sql`length(${t.practiceLicence}) between 1 and 40`),
  ],
);

/** Phiên đăng nhập: one row per signed-in browser; only the hash of its token is kept. */
export const sessions = app.table(
  "sessions",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    sessionId: uuid("session_id").notNull().unique().defaultRandom(),
    realm: text("realm").notNull(),
    subjectId: uuid("subject_id").notNull(),
    assurance: integer("assurance"),
    userAgent: text("user_agent"),
    /** Sổ đang cầm: whose book this session has open, where it is not one's own (`app.hold_book`). */
    bookOf: uuid("book_of"),
    beganAt: moment("began_at").notNull().defaultNow(),
    /** When the issuer last asked who it is (auth_time); null when it did not say. */
    authenticatedAt: moment("authenticated_at"),
    seenAt: moment("seen_at").notNull().defaultNow(),
    /** The idle limit; it slides with use. */
    endsAt: moment("ends_at").notNull(),
    /** The absolute limit; it never moves. */
    lastsUntil: moment("lasts_until").notNull(),
  },
  (t) => [
    index("sessions_subject").on(t.realm, t.subjectId),
    index("sessions_ends_at").on(t.endsAt),
    check("sessions_realm", sql`${t.realm} in ('citizen', 'staff')`),
    check("sessions_token_hash", sql`length(${t.tokenHash}) = 32`),
  ],
);

/** Máy đã vào sổ: browsers in which a person has signed in, each by a hash that joins nobody with anybody. */
export const knownDevices = app.table(
  "known_devices",
  {
    citizenId: uuid("citizen_id").notNull(),
    deviceHash: bytea("device_hash").notNull(),
    firstSeenAt: moment("first_seen_at").notNull().default(sql`clock_timestamp()`),
    seenAt: moment("seen_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.citizenId, t.deviceHash] }),
    check("known_devices_hash", sql`length(${t.deviceHash}) = 32`),
  ],
);

/** Bộ đếm: how often something was tried in a window of time, by the hash of who tried. */
export const attempts = app.table(
  "attempts",
  {
    keyHash: bytea("key_hash").notNull(),
    windowFrom: moment("window_from").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.keyHash, t.windowFrom] }), index("attempts_window").on(t.windowFrom)],
);
