import type { ReservedSql, TransactionSql } from "postgres";

/** A table of the book, with the columns that hold something of their own: generated ones follow from those. */
export type Table = { schema: string; table: string; columns: string[] };
type Asked = ReservedSql | TransactionSql;

/** Every table of the schemas, by name. */
export async function listTables(sql: Asked, schemas: readonly string[]): Promise<Table[]> {
  return await sql<Table[]>`
    select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname = any (${sql.array([...schemas])})
    group by 1, 2 order by 1, 2`;
}

/** Where each sequence of the schemas stands; null as long as it was never used. */
export async function listSequences(sql: Asked, schemas: readonly string[]): Promise<Record<string, string>> {
  const rows = await sql<{ name: string; value: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
    from pg_sequences where schemaname = any (${sql.array([...schemas])}) and last_value is not null`;
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The table and its columns as COPY wants them. */
export const copied = ({ schema, table, columns }: Table) =>
  `${quoted(schema)}.${quoted(table)} (${columns.map(quoted).join(", ")})`;
/** The table by its whole name. */
export const named = ({ schema, table }: Pick<Table, "schema" | "table">) =>
  `${quoted(schema)}.${quoted(table)}`;
