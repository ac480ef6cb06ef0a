import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { scopesIn } from "./inputs.ts";
import type { Role, Scope } from "./rules.ts";

/** A relation that this station recorded. */
export type StationRelation = {
  citizenId: string;
  relationId: string;
  citizenName: string;
  actorName: string;
  role: Role;
  paper: string;
  madeAt: Date;
  staffName: string;
  ended: boolean;
};

/** What this station recorded in the last thirty days, latest first; at most fifty. */
export async function listStationRelations(desk: Desk): Promise<StationRelation[]> {
  const rows = await desk.actOnApp((tx) =>
    tx.execute<{
      citizen_id: string;
      relation_id: string;
      citizen_name: string;
      actor_name: string;
      role: Role;
      paper: string;
      made_at: string;
      staff_name: string;
      ended_because: string | null;
    }>(sql`select * from app.list_station_relations(50)`),
  );
  return rows.map((row) => ({
    citizenId: row.citizen_id,
    relationId: row.relation_id,
    citizenName: row.citizen_name,
    actorName: row.actor_name,
    role: row.role,
    paper: row.paper,
    madeAt: new Date(row.made_at),
    staffName: row.staff_name,
    ended: row.ended_because !== null,
  }));
}

/** What waits for a child's word. */
export type ChildWord = { relationId: string; citizenName: string; actorName: string; scopes: Scope[] };

/** What representatives gave to others in this child's book, and the child has not agreed to yet. */
export async function listChildWords(desk: Desk, citizenId: string): Promise<ChildWord[]> {
  const rows = await desk.actOnApp((tx) =>
    tx.execute<{ relation_id: string; citizen_name: string; actor_name: string; scopes: string }>(
      sql`select * from app.list_child_words(${citizenId}::uuid)`,
    ),
  );
  return rows.map((row) => ({
    relationId: row.relation_id,
    citizenName: row.citizen_name,
    actorName: row.actor_name,
    scopes: scopesIn(row.scopes),
  }));
}

/** A relation that stopped and is to be settled. */
export type StoppedRelation = {
  citizenId: string;
  relationId: string;
  citizenName: string;
  actorName: string;
  role: Role;
  stoppedAt: Date;
  stoppedBy: string;
};

/** What the authority has to settle, the longest first; at most a hundred. */
export async function listStoppedRelations(desk: Desk): Promise<StoppedRelation[]> {
  const rows = await desk.actOnApp((tx) =>
    tx.execute<{
      citizen_id: string;
      relation_id: string;
      citizen_name: string;
      actor_name: string;
      role: Role;
      stopped_at: string;
      stopped_by: string;
    }>(sql`select * from app.list_stopped_relations()`),
  );
  return rows.map((row) => ({
    citizenId: row.citizen_id,
    relationId: row.relation_id,
    citizenName: row.citizen_name,
    actorName: row.actor_name,
    role: row.role,
    stoppedAt: new Date(row.stopped_at),
    stoppedBy: row.stopped_by,
  }));
}
