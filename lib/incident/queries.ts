import { sql } from "drizzle-orm";
import type { Book, Desk } from "#lib/consent/index.ts";
import type { Scope } from "./rules.ts";

/** One line of the register. */
export type IncidentLine = {
  incidentId: string;
  knownAt: Date;
  what: string;
  reportedAt: Date | null;
  toldAt: Date | null;
  closedAt: Date | null;
  people: number;
};

const at = (text: string | null) => (text === null ? null : new Date(text));

/** Sổ sự cố: the open ones first, then the latest known. */
export async function listIncidents(desk: Desk, most: number): Promise<IncidentLine[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{
      incident_id: string;
      known_at: string;
      what: string;
      reported_at: string | null;
      told_at: string | null;
      closed_at: string | null;
      people: number;
    }>(sql`select * from app.list_incidents(${most}::int)`),
  );
  return rows.map((row) => ({
    incidentId: row.incident_id,
    knownAt: new Date(row.known_at),
    what: row.what,
    reportedAt: at(row.reported_at),
    toldAt: at(row.told_at),
    closedAt: at(row.closed_at),
    people: row.people,
  }));
}

/** An incident with everything that was entered. */
export type Incident = IncidentLine & {
  registeredByName: string;
  fromAt: Date;
  toAt: Date;
  scope: Scope;
  about: string | null;
  reportedRef: string | null;
  words: string | null;
  done: string | null;
  untold: number;
};

/** One incident, at a desk that was opened for it; null when there is none. */
export async function findIncident(desk: Desk, incidentId: string): Promise<Incident | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ incident: string; people: number; untold: number }>(
      sql`select incident::text as incident, people, untold from app.find_incident(${incidentId}::uuid)`,
    ),
  );
  if (!row) return null;
  const told: Record<string, string | null> = JSON.parse(row.incident);
  const text = (name: string) => told[name] ?? "";
  return {
    incidentId,
    knownAt: new Date(text("known_at")),
    what: text("what"),
    reportedAt: at(told.reported_at ?? null),
    toldAt: at(told.told_at ?? null),
    closedAt: at(told.closed_at ?? null),
    people: row.people,
    registeredByName: text("registered_by_name"),
    fromAt: new Date(text("from_at")),
    toAt: new Date(text("to_at")),
    scope: text("scope") as Scope,
    about: told.about ?? null,
    reportedRef: told.reported_ref ?? null,
    words: told.words ?? null,
    done: told.done ?? null,
    untold: row.untold,
  };
}

/** Somebody whose book was opened in the window; without a name when they never signed in. */
export type Affected = {
  name: string | null;
  birthDate: string | null;
  firstAt: Date;
  lastAt: Date;
  openings: number;
  toldAt: Date | null;
  readAt: Date | null;
};

/** Người bị ảnh hưởng, the last opened first. */
export async function listAffected(desk: Desk, incidentId: string, most: number): Promise<Affected[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{
      name: string | null;
      birth_date: string | null;
      first_at: string;
      last_at: string;
      openings: number;
      told_at: string | null;
      read_at: string | null;
    }>(sql`select * from app.list_affected(${incidentId}::uuid, ${most}::int)`),
  );
  return rows.map((row) => ({
    name: row.name,
    birthDate: row.birth_date,
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
    openings: row.openings,
    toldAt: at(row.told_at),
    readAt: at(row.read_at),
  }));
}

/** What a person is told of an incident that concerns their book. */
export type OwnIncident = {
  fromAt: Date;
  toAt: Date;
  words: string;
  toldAt: Date;
  openings: number;
  closedAt: Date | null;
};

/** Sự cố liên quan đến sổ của tôi; null when none of that id was told to this person. */
export async function findOwnIncident(book: Book, incidentId: string): Promise<OwnIncident | null> {
  const [row] = await book.readApp((tx) =>
    tx.execute<{
      from_at: string;
      to_at: string;
      words: string;
      told_at: string;
      openings: number;
      closed_at: string | null;
    }>(sql`select * from app.own_incident(${incidentId}::uuid)`),
  );
  return row
    ? {
        fromAt: new Date(row.from_at),
        toAt: new Date(row.to_at),
        words: row.words,
        toldAt: new Date(row.told_at),
        openings: row.openings,
        closedAt: at(row.closed_at),
      }
    : null;
}
