import { type Day, dayOf } from "./clock.ts";
import { type Database, webDatabases } from "./db.ts";

/** Who acts. `token` is the raw session token that the database asks for before it opens anything. */
export type Actor = { kind: "citizen" | "staff" | "system"; id: string; name: string; token: string };

/** The two databases of the book, under one role. */
export type Databases = { app: Database; warehouse: Database };

/** What every verb and question is told: who asks, when, and through which connections. */
export type Context = Databases & {
  actor: Actor;
  now: Date;
  today: Day;
  /** Names this request in the log and on an error page. */
  requestId: string;
};

/** A context of `actor` at `now`. */
export function contextFor(actor: Actor, databases: Databases, now: Date, requestId: string): Context {
  return { actor, now, today: dayOf(now), requestId, ...databases };
}

/** The web process's connections, for questions that are about nobody: facilities, freshness. */
export function reach(): Databases {
  return webDatabases();
}
