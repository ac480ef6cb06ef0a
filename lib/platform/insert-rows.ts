import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { TransactionSql } from "postgres";

const texts = new Map<string, string>();

/** The columns of a table as `json_to_recordset` reads them, under the names that the code uses. */
function definitionsOf(table: PgTable, names: readonly string[]) {
  const columns = getTableColumns(table);
  return names.map((name) => {
    const column = columns[name];
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}`);
    return { column: `"${column.name}"`, given: `"${name}"`, type: column.getSQLType() };
  });
}

/** `schema.table` as SQL. */
const nameOf = (table: PgTable) => {
  const { schema, name } = getTableConfig(table);
  return `"${schema}"."${name}"`;
};

function textOf(table: PgTable, names: readonly string[], ending: string): string {
  const key = `${nameOf(table)} ${names.join(" ")} ${ending}`;
  const known = texts.get(key);
  if (known) return known;
  const all = definitionsOf(table, names);
  const list = (one: (column: (typeof all)[number]) => string) => all.map(one).join(", ");
  const made =
    `insert into ${nameOf(table)} (${list(({ column }) => column)}) select ${list(({ given }) => `r.${given}`)} ` +
    `from json_to_recordset($1::text::json) as r(${list(({ given, type }) => `${given} ${type}`)}) ${ending}`;
  texts.set(key, made);
  return made;
}

type Given<Table extends PgTable> = {
  [Key in keyof Table["$inferInsert"]]: Table["$inferInsert"][Key] | string;
};

/** Beyond this many rows a statement grows no faster, only larger. */
const ROWS_PER_STATEMENT = 5000;

/**
 * Inserts many rows by one statement of one parameter, whose text is made once per table. Every row names the same
 * columns; `ending` is what follows the rows (`on conflict …`). Bytes go in as `\x…` text. Nothing is sent for no rows.
 */
export function insertRows<Table extends PgTable>(
  tx: TransactionSql,
  table: Table,
  rows: readonly Given<Table>[],
  ending = "",
): Promise<unknown>[] {
  const [first] = rows;
  if (!first) return [];
  const text = textOf(table, Object.keys(first), ending);
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, i) => {
    const some = rows.slice(i * ROWS_PER_STATEMENT, (i + 1) * ROWS_PER_STATEMENT);
    return tx.unsafe(text, [JSON.stringify(some)], { prepare: true }).execute();
  });
}

/** Bytes as a parameter of `insertRows`. */
export const hexOf = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;
