import type { Database, Transaction } from "#lib/platform/db.ts";
import { actUnder, readerUnder } from "./under-grant.ts";

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
  /** Reads what facilities sent. */
  readonly readWarehouse: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Reads what the app keeps about this person. */
  readonly readApp: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

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
    this.readWarehouse = readerUnder(opened.grant, opened.warehouse);
    this.readApp = readerUnder(opened.grant, opened.app);
  }

  /** Acts on the warehouse for this person, by a function of it that asks for the grant. */
  actOnWarehouse<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return actUnder(this.#grant, this.#warehouse, work);
  }

  /** Acts on what the app keeps about this person, by a function of the database that asks for the grant; durable when it answers. */
  actOnApp<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return actUnder(this.#grant, this.#app, work);
  }
}
