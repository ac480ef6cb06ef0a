import postgres, { type Sql } from "postgres";

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
 * One pool per role, which the test files of a process share; it closes what nobody uses. The database is shared too: a
 * test invents its own people and claims, so that it may run in any order, beside others and twice.
 */
export function connectionOf(role: TestRole): Sql {
  const known = open.get(role);
  if (known) return known;
  const sql = postgres(urlOf(role), { max: 6, idle_timeout: 5, fetch_types: false, onnotice: () => {} });
  open.set(role, sql);
  return sql;
}
