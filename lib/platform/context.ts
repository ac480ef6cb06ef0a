import { type Day, dayOf } from "./clock.ts";
import { type Database, webDatabases } from "./db.ts";

/** Who acts. `token` is the raw session token that the database asks for before it opens anything. */
export type Actor = { kind: "citizen" | "staff" | "system"; id: string; name: string; token: string };

/** What every verb and question is told: who asks, when, and through which connections. */
export type Context = {
  actor: Actor;
  now: Date;
  today: Day;
  /** Names this request in the log and on an error page. */
  requestId: string;
  app: Database;
  warehouse: Database;
};

/** A context of `actor` at `now`. */
export function contextFor(
  actor: Actor,
  databases: { app: Database; warehouse: Database },
  now: Date,
  requestId: string,
): Context {
  return { actor, now, today: dayOf(now), requestId, ...databases };
}

/** The web process's connections, for questions that are about nobody: facilities, freshness. */
export function reach(): Pick<Context, "app" | "warehouse"> {
  return webDatabases();
}
