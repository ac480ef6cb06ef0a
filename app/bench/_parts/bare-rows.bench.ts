import type { Database } from "#lib/platform/db.ts";
import type { EncounterDetail } from "#lib/record/index.ts";

/** Moments arrive as text inside JSON. */
function withMoments<T>(row: T): T {
  const entries = Object.entries(row as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name.endsWith("At") && typeof value === "string" ? new Date(value) : value,
    ]),
  ) as T;
}

/**
 * A visit by one bare statement: no session, no grant, no log. It reads the unguarded copies that the measurement makes
 * in the schema `bench`; without them there is nothing to read.
 */
export async function bareVisit(warehouse: Database, encounterId: string): Promise<EncounterDetail | null> {
  const [row] = await warehouse.$client<EncounterDetail[]>`
    select to_json(e) as encounter,
      (select coalesce(json_agg(json_build_object('code', l.code, 'role', l.role) order by l.line), '[]')
        from bench.conditions l where l."encounterId" = e."encounterId") as conditions,
      (select coalesce(json_agg(l order by l.line), '[]') from bench.medicines l where l."encounterId" = e."encounterId") as medicines,
      (select coalesce(json_agg(l order by l.line), '[]') from bench.services l where l."encounterId" = e."encounterId") as services,
      (select coalesce(json_agg(l order by l.line), '[]') from bench.results l where l."encounterId" = e."encounterId") as results,
      (select coalesce(json_agg(l order by l."notedAt", l.line), '[]') from bench.notes l
        where l."encounterId" = e."encounterId") as notes,
      (select coalesce(json_agg(l order by l.kind, l.line), '[]') from bench.papers l
        where l."encounterId" = e."encounterId") as papers
    from bench.encounters e where e."encounterId" = ${encounterId}::uuid`;
  if (!row) return null;
  return {
    encounter: withMoments(row.encounter),
    conditions: row.conditions,
    medicines: row.medicines.map(withMoments),
    services: row.services.map(withMoments),
    results: row.results.map(withMoments),
    notes: row.notes.map(withMoments),
    papers: row.papers,
    care: [],
  };
}

/** One row by one statement. */
export async function bareRow(app: Database): Promise<string | null> {
  const [row] = await app.$client<{ name: string }[]>`
    select name from app.facilities order by facility_code limit 1`;
  return row?.name ?? null;
}
