import { randomBytes } from "node:crypto";
import { cookieName } from "#lib/identity/realms.ts";
import { conditions, encounters, medicines, notes, papers, results, services } from "#lib/record/tables.ts";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { writtenColumns } from "./crowd.ts";
import { longestVisit, openOwner } from "./readers.ts";

/** A reader whose book has a number of visits, with a cookie per browser, and one visit, test, condition, medicine and paper of it. */
export type LongBook = {
  citizenId: string;
  cookies: string[];
  encounterId: string;
  test: string;
  condition: string;
  substance: string;
  paper: string;
};

/** As the pages name things in their addresses. */
const keyOf = (words: string) => Buffer.from(words).toString("base64url");

/** What differs from one copy of a visit to the next; everything else is as in the visit that is copied. */
const own: Record<string, string> = {
  citizen_id: "made.citizen_id",
  encounter_id: "made.encounter_id",
  encounter_ref: "made.encounter_id::text",
  arrived_at: "made.arrived_at",
  ended_at: "made.arrived_at + interval '1 hour'",
  ordered_at: "made.arrived_at",
  performed_at: "made.arrived_at",
  result_at: "made.arrived_at",
  noted_at: "made.arrived_at",
  issued_on: "made.arrived_at::date",
};

/** A citizen with `visits` copies of the longest sample visit, one every third day; stays from one run to the next. */
export async function longBook(book: BenchBook, visits: number, browsers: number): Promise<LongBook> {
  const { encounterId: copied } = await longestVisit(book);
  const warehouse = openOwner(book, "warehouse");
  const app = openOwner(book);
  const from = `bench ${visits} visits`;
  try {
    const [known] = await warehouse<{ id: string }[]>`
      select citizen_id as id from warehouse.citizens where details_from = ${from}`;
    const citizenId = known?.id ?? crypto.randomUUID();
    if (!known) {
      await warehouse.begin(async (tx) => {
        await tx`insert into warehouse.citizens (citizen_id, name, birth_date, sex, details_from, details_as_of)
          values (${citizenId}, 'Nguyễn Thị Bình Sơn', '1980', 'female', ${from}, now())`;
        await tx`create temp table made on commit drop as
          select ${citizenId}::uuid as citizen_id, gen_random_uuid() as encounter_id,
            now() - interval '1 day' - 3 * at * interval '1 day' as arrived_at
          from generate_series(0, ${visits - 1}::int) at`;
        const tables = { encounters, conditions, medicines, services, results, notes, papers };
        for (const [name, table] of Object.entries(tables)) {
          const columns = writtenColumns(table);
          await tx.unsafe(
            `insert into warehouse.${name} (${columns.join(", ")})
             select ${columns.map((one) => own[one] ?? `l.${one}`).join(", ")}
             from made, warehouse.${name} l where l.encounter_id = $1`,
            [copied],
          );
        }
      });
      await warehouse`vacuum analyze warehouse.encounters, warehouse.conditions, warehouse.medicines, warehouse.services,
        warehouse.results, warehouse.notes, warehouse.papers`;
    }
    const [one] = await warehouse<
      { encounter_id: string; test: string; condition: string; substance: string; paper: string }[]
    >`
      select e.encounter_id, r.test, c.bare_code as condition, m.substance, p.encounter_id || '.' || p.kind || '.' || p.line as paper
      from warehouse.encounters e join warehouse.results r using (citizen_id, encounter_id)
      join warehouse.papers p using (citizen_id, encounter_id)
      join warehouse.conditions c using (citizen_id, encounter_id)
      join warehouse.medicines m using (citizen_id, encounter_id)
      where e.citizen_id = ${citizenId} order by e.arrived_at desc, r.line, p.kind limit 1`;
    if (!one) throw new Error("the copied visit lacks a result, a paper, a condition or a medicine");
    const tokens = Array.from({ length: browsers }, () => randomBytes(32).toString("base64url"));
    await app`insert into app.identities (citizen_id, subject, name, birth_date, sex, assurance)
      values (${citizenId}, ${from}, 'Nguyễn Thị Bình Sơn', '1980', 'female', 2) on conflict do nothing`;
    await app`insert into app.sessions (token_hash, realm, subject_id, assurance, ends_at, lasts_until)
      select app.hash_of(token), 'citizen', ${citizenId}, 2, now() + interval '30 minutes', now() + interval '8 hours'
      from unnest(${tokens}::text[]) as one(token)`;
    const cookie = cookieName("citizen", "session", book.url.startsWith("https://"));
    return {
      citizenId,
      cookies: tokens.map((token) => `${cookie}=${token}`),
      encounterId: one.encounter_id,
      test: keyOf(one.test),
      condition: keyOf(one.condition),
      substance: keyOf(one.substance),
      paper: one.paper,
    };
  } finally {
    await warehouse.end();
    await app.end();
  }
}
