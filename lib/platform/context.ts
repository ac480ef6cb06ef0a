import { type Day, dayOf } from "./clock.ts";
import { type Database, webDatabases } from "./db.ts";

/** Who acts. `token` is the raw session token that the database asks for before it opens anything. */
export type Actor = { kind: "citizen" | "staff" | "system"; id: string; name: string; token: string };

/** The two databases of the book, under one role. */
export type Databases = { app: Database; warehouse: Database };

/** Whose book is in hand, and why it may be opened: one's own, or that of somebody for whom one acts. */
export type InHand = {
  citizenId: string;
  purpose: "own-reading" | "for-family" | "helping";
  /** By what: it is one's own, by law, or because its owner trusts one; whoever helps at a station is as one trusted. */
  as: "own" | "representative" | "trusted";
  /** Whether private visits may be opened in it. */
  mayOpenPrivate: boolean;
};

/** What every verb and question is told: who asks, when, and through which connections. */
export type Context = Databases & {
  actor: Actor;
  inHand: InHand;
  now: Date;
  today: Day;
  /** Names this request in the log and on an error page. */
  requestId: string;
};

/** One's own book, in hand. */
export const ownBookOf = ({ id }: Actor): InHand => ({
  citizenId: id,
  purpose: "own-reading",
  as: "own",
  mayOpenPrivate: true,
});

/** A context of `actor` at `now`, with their own book in hand. */
export function contextFor(actor: Actor, databases: Databases, now: Date, requestId: string): Context {
  return { actor, inHand: ownBookOf(actor), now, today: dayOf(now), requestId, ...databases };
}

/** The web process's connections, for questions that are about nobody: facilities, freshness. */
export function reach(): Databases {
  return webDatabases();
}
