import postgres, { type Sql } from "postgres";
import { afterAll } from "vitest";

/** Which connection of the environment a role signs in by. */
const urls = {
  owner: "OWNER_URL",
  warehouseOwner: "WAREHOUSE_OWNER_URL",
  web: "DATABASE_URL",
  webWarehouse: "WAREHOUSE_URL",
  worker: "WORKER_URL",
  ingest: "INGEST_URL",
} as const;

export type TestRole = keyof typeof urls;

const open = new Map<TestRole, Sql>();

/** The address under which a role reaches the test database. */
export function urlOf(role: TestRole): string {
  const url = process.env[urls[role]];
  if (!url) throw new Error(`${urls[role]} is missing: the domain tests need a prepared Postgres.`);
  return url;
}

/**
 * One pool per role and test file, closed when the file is done. The database is shared: a test invents its own people
 * and claims, so that it may run in any order, beside others and twice.
 */
export function connectionOf(role: TestRole): Sql {
  const known = open.get(role);
  if (known) return known;
  const sql = postgres(urlOf(role), { max: 6, fetch_types: false, onnotice: () => {} });
  open.set(role, sql);
  afterAll(() => sql.end({ timeout: 5 }));
  return sql;
}
