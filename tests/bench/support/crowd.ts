import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { conditions, encounters, medicines, services } from "#lib/record/tables.ts";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { longestVisit, openOwner } from "./readers.ts";

/** A citizen who is signed in and has one visit. */
export type Opener = { citizenId: string; encounterId: string; token: string };

/** The columns of a table that a row brings; the database makes the others. */
export const writtenColumns = (table: PgTable) =>
  Object.values(getTableColumns(table)).flatMap((column) => (column.generated ? [] : [column.name]));

/**
 * `many` citizens, each with a copy of the longest sample visit and a session of their own. The citizens stay from one
 * measurement to the next; the sessions are new each time, so that no opening of before is found again.
 */
export async function gatherCrowd(book: BenchBook, many: number): Promise<Opener[]> {
  const { encounterId } = await longestVisit(book);
  const warehouse = openOwner(book, "warehouse");
  const app = openOwner(book, "app");
  const run = `${Date.now()}-${"x".repeat(40)}`;
  try {
    const [before] = await warehouse<{ there: number }[]>`
      select count(*)::int as there from warehouse.citizens where details_from = 'bench'`;
    const missing = Math.max(0, many - (before?.there ?? 0));
    if (missing) {
      await warehouse.begin(async (tx) => {
        await tx`create temp table crowd on commit drop as
          select gen_random_uuid() as citizen_id, gen_random_uuid() as encounter_id from generate_series(1, ${missing}::int)`;
        await tx`insert into warehouse.citizens (citizen_id, name, birth_date, sex, details_from, details_as_of)
          select citizen_id, 'Nguyễn Thị Bình Sơn', '1980', 'female', 'bench', now() from crowd`;
        for (const [name, table] of Object.entries({ encounters, conditions, medicines, services })) {
          const columns = writtenColumns(table).filter(
            (one) => !["citizen_id", "encounter_id"].includes(one),
          );
          await tx.unsafe(
            `insert into warehouse.${name} (citizen_id, encounter_id, ${columns.join(", ")})
            select crowd.citizen_id, crowd.encounter_id, ${columns.map((one) => `one.${one}`).join(", ")}
            from crowd, warehouse.${name} one where one.encounter_id = $1`,
            [encounterId],
          );
        }
      });
      await warehouse`vacuum analyze warehouse.encounters, warehouse.conditions, warehouse.medicines, warehouse.services`;
    }
    const people = await warehouse<{ citizen_id: string; encounter_id: string }[]>`
      select citizen_id, encounter_id from warehouse.citizens c join warehouse.encounters e using (citizen_id)
      where c.details_from = 'bench' limit ${many}`;
    const openers = people.map((one, at) => ({
      citizenId: one.citizen_id,
      encounterId: one.encounter_id,
      token: `${run}-${at}`,
    }));
    const ids = openers.map((one) => one.citizenId);
    await app`insert into app.identities (citizen_id, subject, name, birth_date, sex, assurance)
      select id, 'bench ' || id, 'Nguyễn Thị Bình Sơn', '1980', 'female', 2 from unnest(${ids}::uuid[]) id
      on conflict do nothing`;
    await app`insert into app.sessions (token_hash, realm, subject_id, assurance, ends_at, lasts_until)
      select app.hash_of(token), 'citizen', id, 2, now() + interval '30 minutes', now() + interval '8 hours'
      from unnest(${ids}::uuid[], ${openers.map((one) => one.token)}::text[]) as one(id, token)`;
    await app`vacuum analyze app.identities, app.sessions`;
    return openers;
  } finally {
    await warehouse.end();
    await app.end();
  }
}
