import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";

/** What a desk sees of a person before the book is open. `cardEnd` are the last four of the card. */
export type PersonAtDesk = { name: string; birthYear: string; cardEnd: string | null };

/** Who was found; null when the warehouse knows nobody by that id any more. */
export async function personAtDesk(desk: Desk, citizenId: string): Promise<PersonAtDesk | null> {
  const [row] = await desk.readWarehouse((tx) =>
    tx.execute<{ name: string; birth_year: string; card_end: string | null }>(
      sql`select * from warehouse.person_at_desk(${citizenId}::uuid)`,
    ),
  );
  return row ? { name: row.name, birthYear: row.birth_year, cardEnd: row.card_end } : null;
}

/** An opening as the desk sees it. */
export type OpeningAtDesk = {
  openingId: string;
  kind: "visit" | "emergency";
  parts: string[];
  showsPrivate: boolean;
  reason: string;
  staffName: string;
  openedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
};

/** What is open of this person at this desk, and what was; the latest first. */
export async function openingsAtDesk(desk: Desk, citizenId: string): Promise<OpeningAtDesk[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{
      opening_id: string;
      kind: OpeningAtDesk["kind"];
      parts: string;
      shows_private: boolean;
      reason: string;
      staff_name: string;
      opened_at: string;
      ends_at: string;
      ended_at: string | null;
      ended_by: string | null;
    }>(sql`select opening_id, kind, array_to_string(parts, ',') as parts, shows_private, reason, staff_name, opened_at,
      ends_at, ended_at, ended_by from app.desk_openings_of(${citizenId}::uuid)`),
  );
  return rows.map((row) => ({
    openingId: row.opening_id,
    kind: row.kind,
    parts: row.parts.split(","),
    showsPrivate: row.shows_private,
    reason: row.reason,
    staffName: row.staff_name,
    openedAt: new Date(row.opened_at),
    endsAt: new Date(row.ends_at),
    endedAt: row.ended_at ? new Date(row.ended_at) : null,
    endedBy: row.ended_by,
  }));
}

/** A book that is open to whoever works here; `name` is null for a person who never signed in. */
export type OpenAtDesk = { findId: string; name: string | null; kind: string; endsAt: Date };

/** The books that are open, of people whom this member of staff has found. */
export async function listOpenAtDesk(desk: Desk): Promise<OpenAtDesk[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{ find_id: string; name: string | null; kind: string; ends_at: string }>(
      sql`select * from app.list_open_at_desk()`,
    ),
  );
  return rows.map((row) => ({
    findId: row.find_id,
    name: row.name,
    kind: row.kind,
    endsAt: new Date(row.ends_at),
  }));
}
