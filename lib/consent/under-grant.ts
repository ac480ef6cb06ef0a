import type { Sql, TransactionSql } from "postgres";
import { clientOf, type Database, type Transaction } from "#lib/platform/db.ts";

type Work<T> = (tx: Transaction) => Promise<T>;

/** Runs `work` in a transaction under a grant; `answered` is told as soon as it has an answer. */
async function transactionUnder<T>(
  grant: string,
  database: Database,
  work: Work<T>,
  answered: (answer: T) => void,
): Promise<T> {
  return database.transaction(async (tx) => {
    // Sent at once and not waited for: what `work` asks follows it on the same connection. It ends with the transaction.
    const granted = clientOf(tx)`select set_config('book.grant', ${grant}, true)`.execute();
    const [, answer] = await Promise.all([granted, work(tx)]);
    answered(answer);
    return answer;
  });
}

/** Reads under a grant. Nothing was written: the answer stands, and nobody waits for the end of the transaction. */
export function readUnder<T>(grant: string, database: Database, work: Work<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    transactionUnder(grant, database, work, resolve).catch(reject);
  });
}

/** Acts under a grant, by a function of the database that asks for it; answers once it is durable. */
export function actUnder<T>(grant: string, database: Database, work: Work<T>): Promise<T> {
  return transactionUnder(grant, database, work, () => {});
}

/** Reads under the grant of a job, everything of one moment: what is written meanwhile is not seen. */
export async function readAsJob<T>(
  grant: string,
  sql: Sql,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  return (await sql.begin("isolation level repeatable read read only", async (tx) => {
    await tx`select set_config('book.grant', ${grant}, true)`;
    return work(tx);
  })) as T;
}
