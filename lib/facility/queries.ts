import type { Database } from "#lib/platform/db.ts";
import { facilities } from "./tables.ts";

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
