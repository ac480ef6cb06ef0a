import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { guardKey, postgresKeys } from "../../app/_commands/start/keys.ts";
import { prepareCluster } from "../../drizzle/cluster.ts";
import { migrate } from "../../drizzle/migrate.ts";
import type { StaffPerson } from "../../lib/gateways/staff-issuer/index.ts";
import { meetCitizen, meetStaff } from "../../lib/identity/meet.ts";
import { beginSession } from "../../lib/identity/sessions.ts";
import { type Context, contextFor } from "../../lib/platform/context.ts";
import { connect, type Database } from "../../lib/platform/db.ts";
import { urlOf } from "./database.ts";

/** The four connections of one book, under the roles that use them. */
export type Reach = {
  app: Database;
  warehouse: Database;
  appOwner: Database;
  warehouseOwner: Database;
  ingest: Database;
};

const keysDir = () => {
  const folder = process.env.KEYS_DIR;
  if (!folder) throw new Error("KEYS_DIR is missing: the domain tests need a prepared Postgres.");
  return folder;
};

/** The superuser's address of the test cluster. */
export function superuserUrl(): string {
  const url = new URL(urlOf("owner"));
  url.username = "postgres";
  url.password = readFileSync(path.join(keysDir(), "postgres.key"), "utf8").trim();
  url.pathname = "/postgres";
  return url.href;
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

type Urls = Record<"owner" | "warehouseOwner" | "web" | "webWarehouse" | "ingest", string>;

const namesOf = (name: string, databases: "one" | "two") =>
  databases === "one" ? [name] : [`${name}_app`, `${name}_warehouse`];

/** Brings a book under that name up, as a start does; nothing is left to do where it is a copy. */
async function bringUp(name: string, databases: "one" | "two"): Promise<Urls> {
  const [app = "", warehouse = app] = namesOf(name, databases);
  await prepareCluster(superuserUrl(), {
    database: app,
    warehouseDatabase: warehouse,
    passwords: postgresKeys(keysDir()).passwords,
  });
  const urls = {
    owner: onDatabase(urlOf("owner"), app),
    warehouseOwner: onDatabase(urlOf("warehouseOwner"), warehouse),
    web: onDatabase(urlOf("web"), app),
    webWarehouse: onDatabase(urlOf("webWarehouse"), warehouse),
    ingest: onDatabase(urlOf("ingest"), warehouse),
  };
  await migrate({
    ownerUrl: urls.owner,
    warehouseOwnerUrl: urls.warehouseOwner,
    guardKey: guardKey(keysDir()),
    mode: "sample",
  });
  return urls;
}

const LOCK = 7_263_003;
const modelsSeen = new Set<string>();

/**
 * Makes a book of its own on the test cluster, with both schemas in one database or in two: a copy of an empty one, so
 * that the hundred migrations run once and not before every file that wants a book.
 */
export async function makeBook(name: string, databases: "one" | "two"): Promise<Urls> {
  const sql = postgres(superuserUrl(), { max: 1, onnotice: () => {} });
  try {
    // One at a time: a database is copied only while nobody is in it. Let go when the connection ends.
    await sql`select pg_advisory_lock(${LOCK})`;
    if (!modelsSeen.has(databases)) await bringUp("model", databases);
    modelsSeen.add(databases);
    const models = namesOf("model", databases);
    for (const [i, database] of namesOf(name, databases).entries())
      await sql`create database ${sql(database)} template ${sql(models[i] ?? "")} owner book_owner`;
  } finally {
    await sql.end();
  }
  return bringUp(name, databases);
}

const poolsOf = (urls: Urls): Reach => {
  const at = (role: keyof Urls) => connect(urls[role], { max: 4 });
  return {
    app: at("web"),
    warehouse: at("webWarehouse"),
    appOwner: at("owner"),
    warehouseOwner: at("warehouseOwner"),
    ingest: at("ingest"),
  };
};

let ofAll: Reach | undefined;

/**
 * Connections of a book. Without addresses those of the environment, which the test files of a process share and nobody
 * closes: on a new connection Postgres reads the book's functions anew.
 */
export function reachOf(urls?: Urls): Reach & { close(): Promise<void> } {
  if (!urls) {
    ofAll ??= poolsOf({
      owner: urlOf("owner"),
      warehouseOwner: urlOf("warehouseOwner"),
      web: urlOf("web"),
      webWarehouse: urlOf("webWarehouse"),
      ingest: urlOf("ingest"),
    });
    return { ...ofAll, close: async () => {} };
  }
  const reach = poolsOf(urls);
  return {
    ...reach,
    close: async () => {
      await Promise.all(Object.values(reach).map((database) => database.$client.end({ timeout: 5 })));
    },
  };
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

/** A signed-in citizen of their own, known to nobody else's test. */
export async function signedIn(
  reach: Reach,
  o: { name?: string; now?: Date } = {},
): Promise<{ ctx: Context; citizenId: string; token: string; personalId: string }> {
  const personalId = `0512${digits(8)}`;
  const name = o.name ?? "Người Thử Nghiệm";
  const citizenId = await meetCitizen(reach, {
    subject: `subject-${personalId}`,
    personalId,
    name,
    birthDate: "1990-01-02",
    sex: "female",
    assurance: 2,
  });
  const token = randomBytes(32).toString("base64url");
  await beginSession(reach.app, {
    realm: "citizen",
    subjectId: citizenId,
    token,
    assurance: 2,
    userAgent: null,
  });
  const actor = { kind: "citizen" as const, id: citizenId, name, token };
  return { ctx: contextFor(actor, reach, o.now ?? new Date(), "test"), citizenId, token, personalId };
}

/** One visit in somebody's book, as ingest would file it; private for the reasons given. Answers its id. */
export async function fileVisit(
  reach: Reach,
  citizenId: string,
  o: { privateBecause?: string[] } = {},
): Promise<string> {
  const encounterId = crypto.randomUUID();
  const because = `{${(o.privateBecause ?? []).join()}}`;
  await reach.ingest.$client`
    insert into warehouse.encounters (citizen_id, encounter_id, facility_code, encounter_ref, arrived_at, format, file_id, received_at, private_because)
    values (${citizenId}, ${encounterId}, '51000', ${encounterId}, now(), '3176', gen_random_uuid(), now(), ${because})`;
  return encounterId;
}

/** One dose in somebody's book, as ingest would file it. Answers its id. */
export async function fileDose(reach: Reach, citizenId: string): Promise<string> {
  const doseId = crypto.randomUUID();
  await reach.ingest.$client`
    insert into warehouse.doses (citizen_id, dose_id, facility_code, dose_ref, vaccine_code, antigens, given_on, standing, format,
      file_id, received_at)
    values (${citizenId}, ${doseId}, '51085', ${doseId}, '08', '{HepB}', '2026-11-02', 'recorded', 'csv', gen_random_uuid(), now())`;
  await reach.ingest.$client`
    insert into warehouse.sent_doses (facility_code, dose_ref, citizen_id, dose_id, content_hash, format, file_id)
    values ('51085', ${doseId}, ${citizenId}, ${doseId}, ${Buffer.from(doseId)}, 'csv', gen_random_uuid())`;
  return doseId;
}

type Described = {
  name?: string;
  facilityCode?: string;
  role?: StaffPerson["role"];
  profession?: StaffPerson["profession"];
  licence?: string | null;
};

/** A signed-in member of staff of their own: of a facility, a doctor unless told; or of the health authority when none is named. */
export async function staffSignedIn(
  reach: Reach,
  o: Described = {},
): Promise<{ ctx: Context; staffId: string; token: string }> {
  const subject = `staff-${randomBytes(8).toString("hex")}`;
  const name = o.name ?? "Cán Bộ Thử";
  const facilityCode = o.facilityCode ?? null;
  const role = o.role ?? (facilityCode ? "clinic" : "authority");
  const { profession = facilityCode ? "doctor" : null, licence = profession && "000001/TEST" } = o;
  const person = { subject, username: subject, name, title: null, role, facilityCode, profession };
  const staffId = await meetStaff(reach.app, { ...person, practiceLicence: licence });
  const token = randomBytes(32).toString("base64url");
  await beginSession(reach.app, {
    realm: "staff",
    subjectId: staffId,
    token,
    assurance: null,
    userAgent: null,
  });
  const actor = { kind: "staff" as const, id: staffId, name, token };
  return { ctx: contextFor(actor, reach, new Date(), "test"), staffId, token };
}
