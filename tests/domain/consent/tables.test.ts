import { afterAll, describe, expect, test } from "vitest";
import { reachOf } from "../../support/guarded-books.ts";

const reach = reachOf();
afterAll(() => reach.close());

/** Nobody's: facilities, what they offer and when they receive people, and the published list of certificates taken back. */
const nobodys = [
  "app.booking_terms",
  "app.certificate_revocations",
  "app.day_exceptions",
  "app.departments",
  "app.emergency_places",
  "app.facilities",
  "app.facility_places",
  "app.family_parts",
  "app.laid_schedules",
  "app.offer_log",
  "app.offered_services",
  "app.practitioners",
  "app.remote_conditions",
  "app.rooms",
  "app.slots",
  "app.teleconsult_shifts",
  "app.teleconsult_templates",
  "app.teleconsult_term_log",
  "app.teleconsult_terms",
  "app.weekly_templates",
];
/** Keyed by facility or number, because no citizen is known or unique there. */
const keyedOtherwise = [
  "warehouse.claims",
  "warehouse.facility_freshness",
  "warehouse.facility_months",
  "warehouse.filings",
  "warehouse.held_pieces",
  "warehouse.identifiers",
  "warehouse.inbox",
  "warehouse.inbox_chunks",
  "warehouse.match_decisions",
  "warehouse.matches",
  "warehouse.parts_aside",
  "warehouse.privacy_markings",
  "warehouse.quarantine",
  "warehouse.received_files",
  "warehouse.replaced_versions",
  "warehouse.sent_doses",
];

/** Looks up people of one name or counts those of an age, which no citizen id can lead to. */
const lookUps = ["warehouse.citizens_namesakes", "warehouse.citizens_of_age"];

describe("the tables", () => {
  test("row level security is forced on every table that can tell about a person", async () => {
    for (const [database, schema] of [
      [reach.appOwner, "app"],
      [reach.warehouseOwner, "warehouse"],
    ] as const) {
      const rows = await database.$client<{ name: string; forced: boolean }[]>`
        select ${schema} || '.' || relname as name, relrowsecurity and relforcerowsecurity as forced
        from pg_class where relnamespace = ${schema}::regnamespace and relkind in ('r', 'p')`;
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.filter((row) => !row.forced && !nobodys.includes(row.name))).toEqual([]);
    }
  });

  test("the citizen id comes first in every key and index of the warehouse", async () => {
    const rows = await reach.warehouseOwner.$client<{ name: string; index: string; first: string }[]>`
      select 'warehouse.' || c.relname as name, i.indexrelid::regclass::text as index, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'warehouse'::regnamespace`;
    expect(rows.length).toBeGreaterThan(8);
    expect(
      rows.filter(
        (row) =>
          row.first !== "citizen_id" && !keyedOtherwise.includes(row.name) && !lookUps.includes(row.index),
      ),
    ).toEqual([]);
  });

  test("no foreign key crosses from one schema into the other, and every one inside has its index", async () => {
    for (const database of [reach.appOwner, reach.warehouseOwner]) {
      const crossing = await database.$client`
        select conname from pg_constraint k join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
        where contype = 'f' and a.relnamespace <> b.relnamespace
          and a.relnamespace::regnamespace::text in ('app', 'warehouse')`;
      expect(crossing).toHaveLength(0);
    }
  });

  test("definer functions pin their search path and are not for everybody", async () => {
    for (const database of [reach.appOwner, reach.warehouseOwner]) {
      const loose = await database.$client`
        select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace::regnamespace::text in ('app', 'warehouse', 'guard') and p.prosecdef
          and (not coalesce(p.proconfig::text, '') like '%search_path=pg_catalog, pg_temp%'
               or has_function_privilege('public', p.oid, 'execute'))`;
      expect(loose).toEqual([]);
    }
  });
});
