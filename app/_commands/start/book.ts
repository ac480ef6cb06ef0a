import fs from "node:fs";
import path from "node:path";
import { prepareCluster } from "../../../drizzle/cluster.ts";
import { migrate, refuseOtherRelease } from "../../../drizzle/migrate.ts";
import { type Env, readEnv } from "../../../lib/platform/env.ts";
import { KnownError } from "../../../lib/platform/errors.ts";
import { guardKey, keepLogHeadsKey, postgresKeys, refuseSampleKeys } from "./keys.ts";
import { withLock } from "./lock.js";
import { joinPostgres, leavePostgres } from "./postgres/cluster.ts";
import { postgresFiles } from "./postgres/files.ts";
import { root } from "./root.ts";

/** The addresses of the book's databases, by who may use them. */
export type Databases = {
  databaseUrl: string;
  warehouseUrl: string;
  workerUrl: string;
  ingestUrl: string;
  ownerUrl: string;
  warehouseOwnerUrl: string;
};

/** An open book: migrated, and its Postgres kept running until `close`. */
export type OpenBook = Databases & {
  /** Whether Postgres is ours to keep alive. */
  embedded: boolean;
  /** How many migrations this opening applied. */
  applied: number;
  close(): Promise<void>;
};

/** Reads the environment and the .env file of the project, if there is one. */
export function readSurroundings(): Env {
  const file = path.join(root, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
  return readEnv(process.env);
}

/** The book of DATA_DIR, for a command: joins its Postgres, whether the book is running or not. */
export async function openBookOfDataDir(): Promise<OpenBook> {
  return openBook(readSurroundings());
}

/** How a book may be opened otherwise than to be used. */
export type Opening = {
  /** Only a book that is there and of this release: nothing is made or changed. */
  existing?: boolean;
  /** Empty databases, to be filled from a backup. */
  restoring?: boolean;
};

/** What notes, in DATA_DIR, that a restore has begun and not ended. */
export const restoringFile = (dataDir: string) => path.resolve(dataDir, "restoring.json");

/** Opens the book that an environment names. */
export async function openBook(env: Env, opening: Opening = {}): Promise<OpenBook> {
  if (env.BOOK_MODE === "live") refuseSampleKeys(env.KEYS_DIR);
  if (!opening.restoring && fs.existsSync(restoringFile(env.DATA_DIR))) {
    throw new KnownError(
      `A restore into ${env.DATA_DIR} was cut short. Run npm run restore again with the same backup.`,
    );
  }
  const given = givenDatabases(env);
  if (given)
    return { ...given, embedded: false, ...(await bringUp(env, given, opening)), close: async () => {} };
  if (opening.existing && !fs.existsSync(postgresFiles(env.DATA_DIR).data))
    throw new KnownError(`${env.DATA_DIR} holds no book yet.`);
  const { superuser, passwords } = postgresKeys(env.KEYS_DIR);
  const { port, made } = await joinPostgres(env.DATA_DIR, superuser);
  try {
    if (made) wishSampleClaims(env.DATA_DIR);
    const at = (role: string, password: string, database: string) =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    const database = "book";
    const warehouseDatabase = env.BOOK_DATABASES === "two" ? "book_warehouse" : database;
    const databases = {
      databaseUrl: at("book_web", passwords.book_web, database),
      warehouseUrl: at("book_web", passwords.book_web, warehouseDatabase),
      workerUrl: at("book_worker", passwords.book_worker, database),
      ingestUrl: at("book_ingest", passwords.book_ingest, warehouseDatabase),
      ownerUrl: at("book_owner", passwords.book_owner, database),
      warehouseOwnerUrl: at("book_owner", passwords.book_owner, warehouseDatabase),
    };
    const cluster = at("postgres", superuser, "postgres");
    const prepare = () => prepareCluster(cluster, { database, warehouseDatabase, passwords });
    const { applied } = await bringUp(env, databases, opening, prepare);
    return { ...databases, embedded: true, applied, close: () => leavePostgres(env.DATA_DIR) };
  } catch (error) {
    await leavePostgres(env.DATA_DIR);
    throw error;
  }
}

async function bringUp(
  env: Env,
  { ownerUrl, warehouseOwnerUrl }: Databases,
  { existing, restoring }: Opening,
  prepare = async () => {},
) {
  if (existing) {
    await refuseOtherRelease({ ownerUrl, warehouseOwnerUrl, restoring });
    return { applied: 0 };
  }
  return withLock(path.join(env.DATA_DIR, "migrate.lock"), async () => {
    await prepare();
    keepLogHeadsKey(env.KEYS_DIR);
    const done = await migrate({
      ownerUrl,
      warehouseOwnerUrl,
      guardKey: guardKey(env.KEYS_DIR),
      mode: env.BOOK_MODE,
      restoring,
    });
    if (done.fresh && env.BOOK_MODE === "sample") wishSampleClaims(env.DATA_DIR);
    return { applied: done.applied };
  });
}

/** The databases of the environment; undefined where the embedded Postgres is used. */
export function givenDatabases(env: Env): Databases | undefined {
  const { DATABASE_URL, WAREHOUSE_URL, WORKER_URL, INGEST_URL, OWNER_URL, WAREHOUSE_OWNER_URL } = env;
  if (!DATABASE_URL || !WAREHOUSE_URL || !WORKER_URL || !INGEST_URL || !OWNER_URL || !WAREHOUSE_OWNER_URL)
    return;
  return {
    databaseUrl: DATABASE_URL,
    warehouseUrl: WAREHOUSE_URL,
    workerUrl: WORKER_URL,
    ingestUrl: INGEST_URL,
    ownerUrl: OWNER_URL,
    warehouseOwnerUrl: WAREHOUSE_OWNER_URL,
  };
}

const wish = (dataDir: string) => path.join(dataDir, "sample-claims-to-file");

// Written before the claims are filed and removed after, so that a start cut short files them the next time.
function wishSampleClaims(dataDir: string): void {
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(wish(dataDir), "");
}

/** Whether the warehouse was made empty and still lacks the sample claims. */
export function lacksSampleClaims(dataDir: string): boolean {
  return fs.existsSync(wish(dataDir));
}

/** Notes that the sample claims are filed. */
export function sampleClaimsFiled(dataDir: string): void {
  fs.rmSync(wish(dataDir), { force: true });
}
