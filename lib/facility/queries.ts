import { asc, eq } from "drizzle-orm";
import type { Context } from "#lib/platform/context.ts";
import type { Database } from "#lib/platform/db.ts";
import type { FacilityLevel } from "./rules.ts";
import { facilities } from "./tables.ts";

/** A facility as the authority entered it. */
export type Facility = {
  facilityCode: string;
  name: string;
  level: FacilityLevel | null;
  wardCode: string | null;
};

/** A key, without a word of what it is. `madeBy` is null for a sample's. */
export type FacilityKey = {
  keyId: number;
  facilityCode: string;
  madeAt: Date;
  madeBy: string | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  lastUsedAt: Date | null;
};

/** One line of a facility's log. */
export type FacilityChange = {
  logId: number;
  at: Date;
  by: string | null;
  what: "registered" | "amended" | "key-issued" | "key-revoked";
  details: FacilityDetails & { was?: FacilityDetails; keyId?: number };
};
/** What may change of a facility. */
export type FacilityDetails = Partial<Pick<Facility, "name" | "level" | "wardCode">>;

const FRESH_FOR = 60_000;
const kept = new WeakMap<Database, { names: Map<string, string>; readAt: number }>();

/**
 * Names of all facilities by code. Reference data, nobody's: kept in memory for a minute. A code without a name is
 * not in the map; say the code then.
 */
export async function facilityNames(app: Database): Promise<ReadonlyMap<string, string>> {
  const known = kept.get(app);
  if (known && Date.now() - known.readAt < FRESH_FOR) return known.names;
  const rows = await app.select({ code: facilities.facilityCode, name: facilities.name }).from(facilities);
  const names = new Map(rows.map((row) => [row.code, row.name]));
  kept.set(app, { names, readAt: Date.now() });
  return names;
}

/** A name has changed: this process asks anew. Others do within a minute. */
export function forgetFacilityNames(app: Database): void {
  const known = kept.get(app);
  if (known) known.readAt = 0;
}

const shown = {
  facilityCode: facilities.facilityCode,
  name: facilities.name,
  level: facilities.level,
  wardCode: facilities.wardCode,
};
// The column holds these three or nothing: facilities_level.
const levelled = (row: Omit<Facility, "level"> & { level: string | null }) => row as Facility;

/** All facilities, by code. */
export async function listFacilities(app: Database): Promise<Facility[]> {
  return (await app.select(shown).from(facilities).orderBy(asc(facilities.facilityCode))).map(levelled);
}

/** The facility of a code; null when nobody entered it. */
export async function findFacility(app: Database, code: string): Promise<Facility | null> {
  const [row] = await app.select(shown).from(facilities).where(eq(facilities.facilityCode, code));
  return row ? levelled(row) : null;
}

/** The keys of a facility, or of all, the newest first; none for anybody but the authority. */
export async function listFacilityKeys(ctx: Context, facilityCode: string | null): Promise<FacilityKey[]> {
  const rows = await ctx.app.$client<
    {
      key_id: string;
      facility_code: string;
      made_at: Date;
      made_by_name: string | null;
      revoked_at: Date | null;
      revoked_by_name: string | null;
      last_used_at: Date | null;
    }[]
  >`select * from app.list_facility_keys(${ctx.actor.token}, ${facilityCode})`;
  const at = (moment: Date | null) => (moment ? new Date(moment) : null);
  return rows.map((row) => ({
    keyId: Number(row.key_id),
    facilityCode: row.facility_code,
    madeAt: new Date(row.made_at),
    madeBy: row.made_by_name,
    revokedAt: at(row.revoked_at),
    revokedBy: row.revoked_by_name,
    lastUsedAt: at(row.last_used_at),
  }));
}

/** What was changed of a facility, the latest first; nothing for anybody but the authority. */
export async function listFacilityChanges(
  ctx: Context,
  facilityCode: string,
  most: number,
): Promise<FacilityChange[]> {
  const rows = await ctx.app.$client<
    {
      log_id: string;
      at: Date;
      actor_name: string | null;
      what: FacilityChange["what"];
      details: FacilityChange["details"] | string;
    }[]
  >`select * from app.list_facility_changes(${ctx.actor.token}, ${facilityCode}, ${most})`;
  return rows.map(({ log_id, at, actor_name, what, details }) => ({
    logId: Number(log_id),
    at: new Date(at),
    by: actor_name,
    what,
    details: typeof details === "string" ? JSON.parse(details) : details,
  }));
}
