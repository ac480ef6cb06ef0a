import type { TransactionSql } from "postgres";
import { listTables, named } from "./tables-of.ts";

type ForeignKey = { on: string; name: string; text: string };
type Trigger = { on: string; name: string; state: "O" | "R" | "A" };

const firing = { O: "enable", R: "enable replica", A: "enable always" } as const;

/**
 * Empties the tables of the schemas and lets `work` fill them, in this one transaction. Foreign keys are taken off and
 * put on again, which proves them for every row; triggers rest, as they did when the rows were first written. (The
 * role that owns the tables may do this; `session_replication_role` would need a superuser, and would prove nothing.)
 */
export async function withBareTables(
  tx: TransactionSql,
  schemas: readonly string[],
  work: () => Promise<unknown>,
): Promise<void> {
  const tables = await listTables(tx, schemas);
  const inSchemas = tx.array([...schemas]);
  const keys = await tx<ForeignKey[]>`
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as text
    from pg_constraint where contype = 'f' and connamespace::regnamespace::text = any (${inSchemas})`;
  const triggers = await tx<Trigger[]>`
    select t.tgrelid::regclass::text as on, quote_ident(t.tgname) as name, t.tgenabled::text as state
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled <> 'D' and c.relnamespace::regnamespace::text = any (${inSchemas})`;
  for (const key of keys) await tx.unsafe(`alter table ${key.on} drop constraint ${key.name}`);
  for (const one of triggers) await tx.unsafe(`alter table ${one.on} disable trigger ${one.name}`);
  await tx.unsafe(`truncate ${tables.map(named).join(", ")}`);
  await work();
  for (const one of triggers)
    await tx.unsafe(`alter table ${one.on} ${firing[one.state]} trigger ${one.name}`);
  for (const key of keys) await tx.unsafe(`alter table ${key.on} add constraint ${key.name} ${key.text}`);
}

/** Sets the sequences that this database has to where they stood. */
export async function setSequences(tx: TransactionSql, sequences: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(sequences)) {
    await tx`select setval(to_regclass(${name}), ${value}::bigint) where to_regclass(${name}) is not null`;
  }
}
