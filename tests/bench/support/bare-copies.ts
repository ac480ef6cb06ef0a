import { getTableColumns } from "drizzle-orm";
import { conditions, encounters, medicines, notes, papers, results, services } from "#lib/record/tables.ts";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { openOwner } from "./readers.ts";

/**
 * Copies of every visit in the schema `bench`, which nobody guards, with the names that the pages use; and a log that
 * anybody may write. The web role may read and write them, as it could with a book that had no guard.
 */
export async function makeBareCopies(book: BenchBook): Promise<void> {
  const warehouse = openOwner(book, "warehouse");
  const app = openOwner(book, "app");
  try {
    const tables = { encounters, conditions, medicines, services, results, notes, papers };
    for (const [name, table] of Object.entries(tables)) {
      const columns = Object.entries(getTableColumns(table)).map(([key, { name }]) => `${name} as "${key}"`);
      const lines = name === "papers" ? '"encounterId", kind, line' : '"encounterId", line';
      const key = name === "encounters" ? '"encounterId"' : lines;
      await warehouse.begin(async (tx) => {
        await tx.unsafe(`create schema if not exists bench; grant usage on schema bench to book_web;
          drop table if exists bench.${name};
          create table bench.${name} as select ${columns.join(", ")} from warehouse.${name};
          alter table bench.${name} add primary key (${key});
          create index on bench.${name} ("citizenId");
          grant select on bench.${name} to book_web`);
      });
      await warehouse.unsafe(`vacuum analyze bench.${name}`);
    }
    await app.unsafe(`create schema if not exists bench; grant usage on schema bench to book_web;
      drop table if exists bench.log;
      create table bench.log (like app.access_log including defaults including identity, primary key (citizen_id, log_id));
      grant insert on bench.log to book_web`);
  } finally {
    await warehouse.end();
    await app.end();
  }
}
