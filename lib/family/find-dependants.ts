import { sql } from "drizzle-orm";
import { openBook } from "#lib/consent/index.ts";
import { askWhomTheyRepresent, type Represented } from "#lib/gateways/population/index.ts";
import type { Context, Databases } from "#lib/platform/context.ts";
import { webEnv } from "#lib/platform/env.ts";
import { GatewayUnavailable, Refused } from "#lib/platform/errors.ts";

/** How often one person may ask in an hour; ours. */
const ASKS_PER_HOUR = 10;

type Said = {
  citizenId: string;
  name: string;
  born: string | null;
  role: string;
  standing: string;
  because: string | null;
};

/** What the database keeps of an answer. A child whose whole birth date is not known is left to the station. */
export async function saidOf(
  answer: readonly Represented[],
  register: (one: Represented) => Promise<string>,
): Promise<Said[]> {
  const said: Said[] = [];
  for (const one of answer) {
    const whole = one.birthDate.length === 10;
    if (!whole && one.role !== "adult-guardian") continue;
    const { name, role, standing, because } = one;
    const citizenId = await register(one);
    said.push({ citizenId, name, born: whole ? one.birthDate : null, role, standing, because });
  }
  return said;
}

const registerIn = (warehouse: Databases["warehouse"]) => async (one: Represented) => {
  const [row] = await warehouse.$client<{ citizen_id: string }[]>`
    select warehouse.register_citizen(${one.personalId}, ${one.name}, ${one.birthDate}, ${one.sex}) as citizen_id`;
  if (!row) throw new Error("register_citizen answered nothing");
  return row.citizen_id;
};

/**
 * Hỏi dữ liệu dân cư: asks whom the reader represents, and keeps what is said. Answers how many books are new. Throws
 * GatewayUnavailable, Refused `unknown-number`, `too-many-asks`.
 */
export async function findDependants(ctx: Context, address = webEnv().populationUrl): Promise<number> {
  const book = await openBook(ctx, ctx.actor.id, "own-reading", "family");
  if (address === null) throw new GatewayUnavailable("population");
  const [attempt] = await ctx.app.$client<{ ok: boolean }[]>`
    select app.count_attempt(${`dependants ${book.citizenId}`}, 3600, ${ASKS_PER_HOUR}) as ok`;
  if (!attempt?.ok) throw new Refused("too-many-asks");
  const [own] = await book.actOnWarehouse((tx) =>
    tx.execute<{ number: string | null }>(sql`select warehouse.own_number() as number`),
  );
  if (!own?.number) throw new Refused("unknown-number");
  const answer = await askWhomTheyRepresent(address, own.number);
  if (answer === null) throw new Refused("unknown-number");
  const said = JSON.stringify(await saidOf(answer, registerIn(ctx.warehouse)));
  const [kept] = await book.actOnApp((tx) =>
    tx.execute<{ begun: number }>(sql`select app.note_dependants(${said}::text::jsonb) as begun`),
  );
  return kept?.begun ?? 0;
}
