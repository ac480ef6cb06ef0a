import { clientOf, type Database, type Transaction } from "#lib/platform/db.ts";

/**
 * An opened book: the only thing that questions about a person accept. It exists only after its row in the access log
 * is committed, and every statement through it runs under the grant that this row earned.
 */
export class Book {
  readonly citizenId: string;
  readonly logId: number;
  readonly #grant: string;
  readonly #app: Database;
  readonly #warehouse: Database;

  constructor(opened: {
    citizenId: string;
    logId: number;
    grant: string;
    app: Database;
    warehouse: Database;
  }) {
    this.citizenId = opened.citizenId;
    this.logId = opened.logId;
    this.#grant = opened.grant;
    this.#app = opened.app;
    this.#warehouse = opened.warehouse;
  }

  /** Reads what facilities sent. */
  readWarehouse<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#read(this.#warehouse, work);
  }

  /** Reads what the app keeps about this person. */
  readApp<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#read(this.#app, work);
  }

  #read<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const whole = database.transaction(async (tx) => {
        // Sent at once and not waited for: what `work` asks follows it on the same connection. It ends with the transaction.
        const granted = clientOf(tx)`select set_config('book.grant', ${this.#grant}, true)`.execute();
        const [, answer] = await Promise.all([granted, work(tx)]);
        // Nothing was written: the answer stands, and nobody waits for the end of the transaction.
        resolve(answer);
      });
      whole.catch(reject);
    });
  }
}
