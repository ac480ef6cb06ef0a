import type { Database, Transaction } from "#lib/platform/db.ts";
import { actUnder, readerUnder } from "./under-grant.ts";

/**
 * An opened desk: the only thing that questions about a facility's own rows accept. It exists only after its row in the
 * desk's log is committed. What it shows is the one facility of whoever opened it, or all of them to the authority.
 */
export class Desk {
  readonly logId: number;
  readonly #grant: string;
  readonly #app: Database;
  readonly #warehouse: Database;
  /** Reads what facilities sent. */
  readonly readWarehouse: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Reads what the app keeps. */
  readonly readApp: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

  constructor(opened: { logId: number; grant: string; app: Database; warehouse: Database }) {
    this.logId = opened.logId;
    this.#grant = opened.grant;
    this.#app = opened.app;
    this.#warehouse = opened.warehouse;
    this.readWarehouse = readerUnder(opened.grant, opened.warehouse);
    this.readApp = readerUnder(opened.grant, opened.app);
  }

  /** Acts on what the app keeps, by a function of the database that checks the grant itself; durable when it answers. */
  actOnApp<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return actUnder(this.#grant, this.#app, work);
  }

  /** Decides something by a function of the warehouse, which checks the grant itself. */
  actOnWarehouse<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return actUnder(this.#grant, this.#warehouse, work);
  }
}
