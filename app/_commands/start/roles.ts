import postgres from "postgres";
import { KnownError } from "../../../lib/platform/errors.ts";
import type { Databases } from "./book.ts";

const serving = {
  DATABASE_URL: "databaseUrl",
  WAREHOUSE_URL: "warehouseUrl",
  WORKER_URL: "workerUrl",
  INGEST_URL: "ingestUrl",
} as const;

/** Refuses a live book whose serving processes would pass row level security: as superuser, by right, or as owner. */
export async function refusePowerfulRoles(databases: Databases): Promise<void> {
  const problems = await Promise.all(
    Object.entries(serving).map(async ([name, key]) => {
      const power = await powerOf(databases[key]);
      return power ? [`${name} signs in as a role that ${power}; give it a plain one.`] : [];
    }),
  );
  if (problems.flat().length) throw new KnownError(problems.flat().join("\n"));
}

async function powerOf(url: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, connect_timeout: 10 });
  try {
    const [role] = await sql<{ rolsuper: boolean; rolbypassrls: boolean; owns: boolean }[]>`
      select r.rolsuper, r.rolbypassrls, exists (
        select from (
          select datdba as owner from pg_database where datname = current_database()
          union select nspowner from pg_namespace where nspname in ('app', 'warehouse', 'guard')
          union select c.relowner from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('app', 'warehouse', 'guard')
        ) owners where pg_has_role(r.oid, owner, 'MEMBER')
      ) as owns
      from pg_roles r where r.rolname = current_user`;
    if (!role || role.rolsuper) return "is a superuser";
    if (role.rolbypassrls) return "passes row level security";
    return role.owns ? "owns the book's tables" : undefined;
  } finally {
    await sql.end();
  }
}
