import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyFolder } from "drizzle-orm/postgres-js/migrator";
import { getConstructionPlans, getMigrationPlans } from "pg-boss";
import jobs from "pg-boss/package.json" with { type: "json" };
import postgres from "postgres";
import { KnownError } from "../lib/platform/errors.ts";

type Mode = "sample" | "live";
type Sql = postgres.Sql;

const folders = { app: "app", warehouse: "warehouse" } as const;
const LOCK = 7_263_001;

function journalOf(folder: string): { when: number; tag: string }[] {
  return JSON.parse(readFileSync(new URL(`./${folder}/meta/_journal.json`, import.meta.url), "utf8")).entries;
}

/** The fingerprint that drizzle keeps of an applied migration. */
function hashOf(folder: string, tag: string): string {
  const text = readFileSync(new URL(`./${folder}/${tag}.sql`, import.meta.url), "utf8");
  return createHash("sha256").update(text).digest("hex");
}

/** How many migrations of `folder` this database has, each one that we know, word for word. */
async function appliedIn(sql: Sql, folder: string): Promise<number> {
  const [table] = await sql`select to_regclass(${`drizzle.${folder}_migrations`}) as known`;
  if (!table?.known) return 0;
  const rows = await sql<
    { hash: string; created_at: string }[]
  >`select hash, created_at from drizzle.${sql(`${folder}_migrations`)}`;
  const known = new Map(journalOf(folder).map((entry) => [String(entry.when), entry.tag]));
  for (const row of rows) {
    const tag = known.get(String(row.created_at));
    if (tag === undefined) {
      throw new KnownError(
        `The database was last used by a newer release of the book (its ${folder} migrations are ahead). Start that release, or restore a backup.`,
      );
    }
    if (hashOf(folder, tag) !== row.hash) {
      throw new KnownError(
        `The database was made by another version of migration ${tag}, which no release had. Use the version that made it, or a new data directory.`,
      );
    }
  }
  return rows.length;
}

/** The migrations of this code by folder, each with its fingerprint: what a backup must have been made by. */
export function releaseOfThisCode(): Record<string, { tag: string; hash: string }[]> {
  const of = (folder: string) => journalOf(folder).map(({ tag }) => ({ tag, hash: hashOf(folder, tag) }));
  return { app: of(folders.app), warehouse: of(folders.warehouse) };
}

/** Refuses databases that are not exactly of this release; changes nothing. */
export async function refuseOtherRelease(o: {
  ownerUrl: string;
  warehouseOwnerUrl: string;
  restoring?: boolean;
}): Promise<void> {
  for (const [url, folder] of [
    [o.ownerUrl, folders.app],
    [o.warehouseOwnerUrl, folders.warehouse],
  ] as const) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      if (!o.restoring && (await markOf(sql)) === "restoring") throw cutShort();
      if ((await appliedIn(sql, folder)) !== journalOf(folder).length) {
        throw new KnownError(
          `The database is of an older release of the book (its ${folder} migrations are behind). Use that release, or start this one first.`,
        );
      }
    } finally {
      await sql.end();
    }
  }
}

/** What stands on the guard while a restore fills its database. */
const RESTORING = "a restore is filling this database";
const cutShort = () =>
  new KnownError(
    "A restore into this database was cut short. Run npm run restore again with the same backup; nothing else opens it.",
  );

/** Refuses databases that hold anything but what a restore that was cut short left there. */
export async function refuseFilled(o: { ownerUrl: string; warehouseOwnerUrl: string }): Promise<void> {
  for (const [name, url] of [
    ["OWNER_URL", o.ownerUrl],
    ["WAREHOUSE_OWNER_URL", o.warehouseOwnerUrl],
  ] as const) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      refuseMarked(await markOf(sql), name);
    } finally {
      await sql.end();
    }
  }
}

function refuseMarked(mark: Mode | "none" | "restoring" | null, name: string): void {
  if (mark === null || mark === "restoring") return;
  throw new KnownError(
    `${name} names a database that is not empty. A backup is restored into an empty one only.`,
  );
}

/** Takes the mark of a restore off: from now on the databases are a book. */
export async function finishRestoring(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      await sql`comment on schema guard is null`;
    } finally {
      await sql.end();
    }
  }
}

/** The mode whose mark this database carries; null when it is empty. */
async function markOf(sql: Sql): Promise<Mode | "none" | "restoring" | null> {
  const [note] = await sql`
    select 1 from pg_namespace where nspname = 'guard' and obj_description(oid, 'pg_namespace') = ${RESTORING}`;
  if (note) return "restoring";
  const [mark] = await sql`select to_regclass('guard.book_mark') as known`;
  if (mark?.known) {
    const [row] = await sql<{ mode: Mode }[]>`select mode from guard.book_mark`;
    if (row) return row.mode;
  }
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
  return count === 0 ? null : "none";
}

function refuseForeign(mark: Mode | "none" | "restoring" | null, mode: Mode, name: string): void {
  if (mark === null || mark === mode) return;
  if (mark === "restoring") throw cutShort();
  if (mode === "live") {
    throw new KnownError(
      mark === "sample"
        ? `${name} names a database that sample mode made. Live mode never uses it: give it a database of its own.`
        : `${name} names a database with tables that the book did not make. Give the book an empty database of its own.`,
    );
  }
  throw new KnownError(
    `${name} names a database without the mark of sample mode. Sample mode only touches databases that it made itself.`,
  );
}

async function migrateOne(
  url: string,
  name: string,
  parts: readonly string[],
  { mode, restoring = false }: { mode: Mode; restoring?: boolean },
): Promise<{ applied: number; fresh: boolean }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const mark = await markOf(sql);
    if (restoring) {
      refuseMarked(mark, name);
      await sql`create schema if not exists guard`;
      // A constant of ours: comment takes no parameters.
      await sql.unsafe(`comment on schema guard is '${RESTORING}'`);
    } else refuseForeign(mark, mode, name);
    let applied = 0;
    for (const folder of parts) {
      const before = await appliedIn(sql, folder);
      await applyFolder(drizzle(sql), {
        migrationsFolder: fileURLToPath(new URL(`./${folder}`, import.meta.url)),
        migrationsSchema: "drizzle",
        migrationsTable: `${folder}_migrations`,
      });
      const after = await appliedIn(sql, folder);
      // The migrator skips, without a word, a file dated before the latest one applied.
      if (after !== journalOf(folder).length)
        throw new KnownError(`Not every ${folder} migration was applied: their dates are out of order.`);
      applied += after - before;
    }
    await sql`insert into guard.book_mark (mode) values (${mode}) on conflict do nothing`;
    return { applied, fresh: mark === null };
  } finally {
    await sql.end();
  }
}

/** The job queue's own tables, and the worker's right to use them. */
async function prepareJobs(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const [table] = await sql`select to_regclass('pgboss.version') as known`;
    if (table?.known) {
      const [row] = await sql<{ version: number }[]>`select version from pgboss.version`;
      if (row && row.version < jobs.pgboss.schema) await sql.unsafe(getMigrationPlans("pgboss", row.version));
    } else {
      await sql.unsafe(getConstructionPlans("pgboss"));
    }
    await sql.unsafe(`
      grant usage on schema pgboss to book_worker;
      grant select, insert, update, delete on all tables in schema pgboss to book_worker;
      grant usage on all sequences in schema pgboss to book_worker;
      grant execute on all functions in schema pgboss to book_worker;`);
  } finally {
    await sql.end();
  }
}

async function addGuardKey(url: string, key: { kid: number; secret: Buffer }): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`insert into guard.keys (kid, secret) values (${key.kid}, ${key.secret}) on conflict (kid) do nothing`;
    const [row] = await sql<
      { same: boolean }[]
    >`select secret = ${key.secret} as same from guard.keys where kid = ${key.kid}`;
    if (!row?.same) {
      throw new KnownError(
        `The guard key ${key.kid} in KEYS_DIR is not the one in the database. Both databases and KEYS_DIR belong together: restore them together.`,
      );
    }
  } finally {
    await sql.end();
  }
}

async function databaseOf(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ id: string }[]>`
      select system_identifier::text || ' ' || current_database() as id from pg_control_system()`;
    return row?.id ?? url;
  } finally {
    await sql.end();
  }
}

/** Whether two addresses lead to one database. */
export async function sameDatabase(one: string, other: string): Promise<boolean> {
  return (await databaseOf(one)) === (await databaseOf(other));
}

/**
 * Brings both schemas to this release; safe to run again, and on databases full of data. `fresh` is true when the
 * warehouse was empty before. Throws a KnownError whose sentence can be shown when a database must not be touched.
 */
export async function migrate(o: {
  ownerUrl: string;
  warehouseOwnerUrl: string;
  guardKey: { kid: number; secret: Buffer };
  mode: Mode;
  /** Prepares empty databases for a backup, and leaves its mark on them until `finishRestoring`. */
  restoring?: boolean;
}): Promise<{ applied: number; fresh: boolean }> {
  const oneDatabase = await sameDatabase(o.ownerUrl, o.warehouseOwnerUrl);
  const runs: [string, string, string[]][] = oneDatabase
    ? [[o.ownerUrl, "OWNER_URL", [folders.app, folders.warehouse]]]
    : [
        [o.ownerUrl, "OWNER_URL", [folders.app]],
        [o.warehouseOwnerUrl, "WAREHOUSE_OWNER_URL", [folders.warehouse]],
      ];
  let applied = 0;
  let fresh = false;
  for (const [url, name, parts] of runs) {
    const done = await migrateOne(url, name, parts, o);
    applied += done.applied;
    fresh = done.fresh;
    await addGuardKey(url, o.guardKey);
  }
  await prepareJobs(o.ownerUrl);
  return { applied, fresh };
}
