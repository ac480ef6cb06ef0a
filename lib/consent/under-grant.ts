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

type Question = { ask: (tx: Transaction) => Promise<void>; fail: (error: unknown) => void };

/**
 * Reads under a grant. Questions that are asked in the same moment share one transaction, which costs more than most of
 * them. Nothing was written: each answer stands, and nobody waits for the end of the transaction.
 */
export function readerUnder(grant: string, database: Database): <T>(work: Work<T>) => Promise<T> {
  let asked: Question[] = [];
  const askTogether = (questions: Question[]) =>
    transactionUnder(
      grant,
      database,
      (tx) => Promise.all(questions.map(({ ask }) => ask(tx))),
      () => {},
    );
  const askAll = () => {
    const questions = asked;
    asked = [];
    askTogether(questions).catch((error) => {
      if (questions.length === 1) return questions[0]?.fail(error);
      // One that fails ends the transaction of all; asked alone, each gets the answer that is its own.
      for (const one of questions) askTogether([one]).catch(one.fail);
    });
  };
  return (work) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) queueMicrotask(askAll);
      asked.push({ ask: async (tx) => resolve(await work(tx)), fail: reject });
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
