import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { webEnv } from "./env.ts";

/** One of the databases of the book, under one role. Which role it is, is the caller's business. */
export type Database = PostgresJsDatabase & { $client: postgres.Sql };
/** A transaction of such a database. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/**
 * The connection under a drizzle transaction. drizzle starts a query only when it is awaited; what must go first has to
 * be sent here. `session` is what drizzle's own postgres-js driver gives every transaction (0.45).
 */
export function clientOf(tx: Transaction): postgres.TransactionSql {
  return (tx as unknown as { session: { client: postgres.TransactionSql } }).session.client;
}

/**
 * Opens a pool. Behind a pooler in transaction mode (PgBouncer) pass `pooled`: prepared statements would hang there.
 */
export function connect(url: string, o: { pooled?: boolean; max?: number } = {}): Database {
  return drizzle(
    postgres(url, {
      max: o.max ?? 10,
      prepare: !o.pooled,
      fetch_types: false,
      idle_timeout: 60,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "book" },
    }),
  );
}

const pools = globalThis as typeof globalThis & { bookPools?: { app: Database; warehouse: Database } };

/** The web process's two databases. LISTEN_URL elsewhere than DATABASE_URL means that a pooler stands between. */
export function webDatabases(): { app: Database; warehouse: Database } {
  if (!pools.bookPools) {
    const env = webEnv();
    const pooled = new URL(env.listenUrl).host !== new URL(env.databaseUrl).host;
    const app = connect(env.databaseUrl, { pooled });
    const warehouse = env.warehouseUrl === env.databaseUrl ? app : connect(env.warehouseUrl, { pooled });
    pools.bookPools = { app, warehouse };
  }
  return pools.bookPools;
}
