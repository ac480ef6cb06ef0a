import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { TransactionSql } from "postgres";

const NEEDS_QUOTES = /[",{}\\\s]/;
const isNull = (text: string) => text === "" || (text.length === 4 && text.toLowerCase() === "null");

const quoted = (text: string) =>
  NEEDS_QUOTES.test(text) || isNull(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;

/** A value as it stands in an array literal. */
function item(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  return quoted(Array.isArray(value) ? arrayOf(value) : JSON.stringify(value));
}

const arrayOf = (values: readonly unknown[]) => `{${values.map(item).join(",")}}`;

const texts = new Map<string, string>();

/** The statement for some columns of a table: each comes as one array of its values, which is read faster than rows. */
function textOf(table: PgTable, names: readonly string[], ending: string): string {
  const { schema, name } = getTableConfig(table);
  const key = `${schema} ${name} ${names.join(" ")} ${ending}`;
  const known = texts.get(key);
  if (known) return known;
  const columns = getTableColumns(table);
  const all = names.map((name, i) => {
    const column = columns[name];
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}`);
    const type = column.getSQLType();
    // An array of arrays would be taken apart down to its items: those come as texts.
    const isList = type.endsWith("[]");
    return {
      into: `"${column.name}"`,
      given: `$${i + 1}::${isList ? "text" : type}[]`,
      taken: `r."${name}"${isList ? `::${type}` : ""}`,
      as: `"${name}"`,
    };
  });
  const list = (one: (column: (typeof all)[number]) => string) => all.map(one).join(", ");
  const made =
    `insert into "${schema}"."${name}" (${list(({ into }) => into)}) select ${list(({ taken }) => taken)} ` +
    `from unnest(${list(({ given }) => given)}) as r(${list(({ as }) => as)}) ${ending}`;
  texts.set(key, made);
  return made;
}

/** Parts columns: no text of the tables may hold it. */
const BETWEEN = "\0";

/** Rows of a table as they are sent, but for some columns: of each other column its values, parted by commas, in one text. */
export type WrittenRows = { count: number; text: string };

const orders = new Map<PgTable, Map<string, string[]>>();

/** The columns of a table that `written` writes, in one order, whoever asks: all but those named. */
function namesOf(table: PgTable, own: readonly string[]): string[] {
  const ofTable = orders.get(table) ?? new Map<string, string[]>();
  const key = own.join(" ");
  const known = ofTable.get(key);
  if (known) return known;
  const made = Object.entries(getTableColumns(table))
    .filter(([name, column]) => !own.includes(name) && column.generated === undefined)
    .map(([name]) => name);
  orders.set(table, ofTable.set(key, made));
  return made;
}

/** Writes rows that lack the columns `own`; nothing else may be missing in them. */
export function written(
  table: PgTable,
  rows: readonly Record<string, unknown>[],
  own: readonly string[],
): WrittenRows {
  if (rows.length === 0) return { count: 0, text: "" };
  const columns = namesOf(table, own).map((name) =>
    rows.length === 1 ? item(rows[0]?.[name]) : rows.map((row) => item(row[name])).join(","),
  );
  return { count: rows.length, text: columns.join(BETWEEN) };
}

/** Beyond this many rows a statement grows no faster, only larger. */
const ROWS_PER_STATEMENT = 5000;

/** Inserts rows that were written before, each group with columns of its own, the same for all its rows. */
export function insertWritten(
  tx: TransactionSql,
  table: PgTable,
  groups: readonly { own: Record<string, unknown>; rows: WrittenRows }[],
): Promise<unknown>[] {
  const filled = groups.filter(({ rows }) => rows.count > 0);
  const [first] = filled;
  if (!first) return [];
  const owned = Object.keys(first.own);
  const text = textOf(table, [...owned, ...namesOf(table, owned)], "");
  const sent: Promise<unknown>[] = [];
  for (let from = 0; from < filled.length; ) {
    let [to, count] = [from, 0];
    while (to < filled.length && count < ROWS_PER_STATEMENT) count += filled[to++]?.rows.count ?? 0;
    const some = filled.slice(from, to);
    const own = owned.map((name) => some.map(({ own, rows }) => repeated(item(own[name]), rows.count)));
    const rest = joined(some.map(({ rows }) => rows.text.split(BETWEEN)));
    const values = [...own.map((items) => items.join(",")), ...rest].map((items) => `{${items}}`);
    sent.push(tx.unsafe(text, values, { prepare: true }).execute());
    from = to;
  }
  return sent;
}

/** The columns of some groups of rows, each put together. */
function joined([first = [], ...others]: readonly string[][]): string[] {
  const all = [...first];
  for (const columns of others) for (let i = 0; i < all.length; i += 1) all[i] += `,${columns[i]}`;
  return all;
}

const repeated = (text: string, times: number) =>
  times === 1 ? text : new Array<string>(times).fill(text).join(",");

type Given<Table extends PgTable> = {
  [Key in keyof Table["$inferInsert"]]: Table["$inferInsert"][Key] | string;
};

/**
 * Inserts many rows by one statement, whose text is made once per table; sent at once. Every row names the same columns;
 * `ending` is what follows the rows (`on conflict …`). Bytes go in as `hexOf`. Nothing is sent for no rows.
 */
export function insertRows<Table extends PgTable>(
  tx: TransactionSql,
  table: Table,
  rows: readonly Given<Table>[],
  ending = "",
): Promise<unknown>[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first);
  const text = textOf(table, names, ending);
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, i) => {
    const some: readonly Record<string, unknown>[] = rows.slice(
      i * ROWS_PER_STATEMENT,
      (i + 1) * ROWS_PER_STATEMENT,
    );
    const values = names.map((name) => arrayOf(some.map((row) => row[name])));
    return tx.unsafe(text, values, { prepare: true }).execute();
  });
}

/** Bytes as a parameter of `insertRows`. */
export const hexOf = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;
