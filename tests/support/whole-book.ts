import postgres from "postgres";
import { bookAppointment } from "../../lib/booking/index.ts";
import type { Context } from "../../lib/platform/context.ts";
import type { Database } from "../../lib/platform/db.ts";
import { type Reach, signedIn, superuserUrl } from "./guarded-books.ts";
import { laySlot, makeClinic } from "./schedules.ts";

/** Stands in every text of the book that `fillBook` makes: whoever sees it has seen what is not theirs. */
export const MARK = "dấu-của-người-khác";

type Column = {
  name: string;
  type: string;
  array: boolean;
  generated: boolean;
  nullable: boolean;
  hasDefault: boolean;
};

const firstOf: Record<string, unknown> = {
  uuid: () => crypto.randomUUID(),
  text: MARK,
  integer: 1,
  bigint: 1,
  smallint: 1,
  numeric: 1,
  boolean: false,
  // No job that ends what is past touches it.
  date: "2099-01-02",
  jsonb: "{}",
  json: "{}",
  bytea: "\\x6d61726b",
  inet: "127.0.0.1",
};

/** A value that the checks of a table are likely to let pass. */
function valueFor(
  { name, type, array, nullable }: Column,
  checks: string[],
  citizenId: string,
): string | null {
  if (name === "citizen_id" || name === "subject_id") return citizenId;
  const own = checks.filter((check) => new RegExp(`\\b${name}\\b`).test(check));
  const listed = own
    .map((check) => new RegExp(`\\(?${name}\\)? = ANY \\(ARRAY\\['([^']*)'`).exec(check)?.[1])
    .find(Boolean);
  if (listed) return array ? `{${listed}}` : listed;
  if (nullable && own.length > 0) return null;
  if (array) return "{}";
  if (type.startsWith("timestamp")) return new Date().toISOString();
  const made = firstOf[type];
  const value = typeof made === "function" ? made() : (made ?? null);
  return value === null ? null : String(value);
}

/** One row about a person in every table that keeps something about people, as far as its checks let a guess pass. */
async function fillTables({ $client }: Database, schema: string, citizenId: string): Promise<string[]> {
  const url = new URL(superuserUrl());
  url.pathname = $client.options.database;
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  const filled: string[] = [];
  try {
    await sql`set session_replication_role = replica`;
    const tables = await sql<{ name: string; columns: Column[]; checks: string[] }[]>`
      select c.relname as name,
        (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(coalesce(nullif(t.typelem, 0), a.atttypid), null),
            'array', t.typcategory = 'A', 'generated', a.attgenerated <> '' or a.attidentity = 'a', 'nullable', not a.attnotnull,
            'hasDefault', a.atthasdef) order by a.attnum)
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
        to_jsonb(array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c')) as checks
      from pg_class c
      where c.relnamespace = ${schema}::regnamespace and c.relkind = 'r'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'citizen_id')`;
    for (const { name, columns, checks } of tables) {
      const chosen = columns.filter(
        ({ generated, hasDefault, name }) => !generated && (!hasDefault || name === "citizen_id"),
      );
      const values = chosen.map((column) => valueFor(column, checks, citizenId));
      const into = chosen.map((column) => `"${column.name}"`).join(", ");
      const places = chosen
        .map(({ type, array }, i) => `$${i + 1}::text::${type}${array ? "[]" : ""}`)
        .join(", ");
      const done = await sql
        .unsafe(`insert into ${schema}."${name}" (${into}) values (${places}) on conflict do nothing`, values)
        .catch(() => null);
      if (done) filled.push(`${schema}.${name}`);
    }
  } finally {
    await sql.end();
  }
  return filled;
}

/** A citizen whose book holds something in nearly every table, all of it marked. */
export async function fillBook(reach: Reach): Promise<{ citizenId: string; ctx: Context; filled: string[] }> {
  const { citizenId, ctx } = await signedIn(reach, { name: `Người ${MARK}` });
  // A visit to come holds a place of a slot, which no guess makes.
  const clinic = await makeClinic(reach);
  const slotId = await laySlot(reach, clinic, { inHours: 24 * 20 });
  const wish = { key: crypto.randomUUID(), slotId, serviceId: clinic.serviceId, reason: MARK, originRef: "" };
  await bookAppointment(ctx, { ...wish, origin: undefined });
  const app = await fillTables(reach.appOwner, "app", citizenId);
  const warehouse = await fillTables(reach.warehouseOwner, "warehouse", citizenId);
  return { citizenId, ctx, filled: [...app, ...warehouse] };
}
