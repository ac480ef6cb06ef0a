import path from "node:path";
import postgres from "postgres";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { guardKey, postgresKeys } from "../../../app/_commands/start/keys.ts";
import { prepareCluster } from "../../../drizzle/cluster.ts";
import { migrate } from "../../../drizzle/migrate.ts";

/** Addresses of an empty book that a measurement made for itself, by who uses them. */
export type OwnWarehouse = Record<"superuserUrl" | "ownerUrl" | "webUrl" | "ingestUrl", string> & {
  drop(): Promise<void>;
};

/** Makes an empty book, guarded like any other, on the cluster of the measured one. */
export async function makeWarehouse(book: BenchBook, database: string): Promise<OwnWarehouse> {
  const keys = path.join(book.dataDir, "keys");
  const { superuser, passwords } = postgresKeys(keys);
  const at = (role: string, password: string, name = database) => {
    const url = new URL(book.databases.ownerUrl);
    [url.username, url.password, url.pathname] = [role, password, `/${name}`];
    return url.href;
  };
  const cluster = at("postgres", superuser, "postgres");
  const drop = async () => {
    const sql = postgres(cluster, { max: 1, onnotice: () => {} });
    await sql.unsafe(`drop database if exists ${database} with (force)`);
    await sql.end();
  };
  await drop();
  await prepareCluster(cluster, { database, warehouseDatabase: database, passwords });
  const ownerUrl = at("book_owner", passwords.book_owner);
  await migrate({ ownerUrl, warehouseOwnerUrl: ownerUrl, guardKey: guardKey(keys), mode: "sample" });
  return {
    superuserUrl: at("postgres", superuser),
    ownerUrl,
    webUrl: at("book_web", passwords.book_web),
    ingestUrl: at("book_ingest", passwords.book_ingest),
    drop,
  };
}
