import postgres from "postgres";

export type Role = "book_owner" | "book_web" | "book_worker" | "book_ingest";

/**
 * Prepares a cluster for the book: four plain login roles and the database or databases. Run as a superuser, once or
 * many times. Only the owner may pass row level security, and no serving process signs in as the owner.
 */
export async function prepareCluster(
  superuserUrl: string,
  o: { database: string; warehouseDatabase: string; passwords: Record<Role, string> },
): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    // Two at once would change the same role, which Postgres refuses. Let go when the connection ends.
    await sql`select pg_advisory_lock(7263002)`;
    for (const [role, password] of Object.entries(o.passwords)) {
      const [known] = await sql`select 1 from pg_roles where rolname = ${role}`;
      const rights = `login nosuperuser nocreatedb nocreaterole ${role === "book_owner" ? "bypassrls" : "nobypassrls"}`;
      // A password is a literal of the statement, never a parameter: quoted by the server itself.
      const [{ quoted } = { quoted: "" }] = await sql<
        { quoted: string }[]
      >`select quote_literal(${password}) as quoted`;
      await sql.unsafe(`${known ? "alter" : "create"} role ${role} ${rights} password ${quoted}`);
    }
    for (const database of new Set([o.database, o.warehouseDatabase])) {
      const [known] = await sql`select 1 from pg_database where datname = ${database}`;
      if (!known) await sql`create database ${sql(database)} owner book_owner`;
      await sql`revoke all on database ${sql(database)} from public`;
      await sql`grant connect on database ${sql(database)} to book_web, book_worker, book_ingest`;
    }
  } finally {
    await sql.end();
  }
}
