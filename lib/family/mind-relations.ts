import type { Sql } from "postgres";
import { askWhomTheyRepresent } from "#lib/gateways/population/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { saidOf } from "./find-dependants.ts";

/** Trông nom quan hệ: ends what came of age or expired, and tells those concerned in advance. For the worker. Answers how many ended. */
export async function mindRelations(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<
    { ended: number }[]
  >`select app.mind_relations(${now.toISOString()}::timestamptz) as ended`;
  return row?.ended ?? 0;
}

/** Hết giờ giúp: ends help that ran out, and tells the person. For the worker. Answers how many. */
export async function sweepHelping(app: Database): Promise<number> {
  const [row] = await app.$client<{ ended: number }[]>`select app.sweep_helping() as ended`;
  return row?.ended ?? 0;
}

/**
 * Hỏi lại dữ liệu dân cư about everybody who has dependants by it, so that what a court ended ends here. For the worker;
 * `most` people a run. Stops at the first question without an answer: nothing ends because somebody is away.
 */
export async function renewDependants(
  { app, ingest }: { app: Database; ingest: Sql },
  address: string | null,
  most = 5000,
): Promise<number> {
  if (address === null) return 0;
  let after = "00000000-0000-0000-0000-000000000000";
  let asked = 0;
  while (asked < most) {
    const actors = await app.$client<{ id: string }[]>`
      select id from app.list_renewals(${after}::uuid, 100) as id`;
    if (actors.length === 0) break;
    for (const { id } of actors) {
      after = id;
      const [number] = await ingest<{ value: string }[]>`
        select value from warehouse.identifiers where citizen_id = ${id} and kind = 'personal-id' limit 1`;
      if (!number) continue;
      try {
        const answer = await askWhomTheyRepresent(address, number.value);
        if (answer === null) continue;
        const said = await saidOf(answer, (one) => citizenOf(ingest, one.personalId));
        await app.$client`select app.renew_dependants(${id}::uuid, ${JSON.stringify(said.filter((one) => one.citizenId))}::text::jsonb)`;
        asked += 1;
      } catch (error) {
        if (!(error instanceof GatewayUnavailable)) throw error;
        log("population.away", { asked });
        return asked;
      }
    }
  }
  return asked;
}

/** Nobody is registered here: whoever is new appears when the person asks. */
async function citizenOf(ingest: Sql, personalId: string): Promise<string> {
  const [row] = await ingest<{ citizen_id: string }[]>`
    select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${personalId}`;
  return row?.citizen_id ?? "";
}
