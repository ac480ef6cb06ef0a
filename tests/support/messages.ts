import { randomInt, randomUUID } from "node:crypto";
import postgres from "postgres";
import type { KindName } from "../../lib/notification/rules.ts";
import { urlOf } from "./database.ts";
import type { Reach } from "./guarded-books.ts";

/** Tells somebody something, as a function of the database does; answers the message's number. */
export async function tell(
  reach: Reach,
  citizenId: string,
  kind: KindName,
  values: Record<string, string> = {},
): Promise<number> {
  const [row] = await reach.appOwner.$client<{ id: string }[]>`
    select app.tell(${citizenId}::uuid, ${kind}, '/me', ${JSON.stringify(values)}::text::jsonb, null) as id`;
  return Number(row?.id);
}

/** A mobile number that no other test uses. */
export const aNumber = () => `09${String(randomInt(1, 99_999_999)).padStart(8, "0")}`;

/** Gives somebody a number that they confirmed, without the SMS in between; answers it. */
export async function confirmedPhone(reach: Reach, citizenId: string, language = "vi"): Promise<string> {
  const number = aNumber();
  await reach.appOwner.$client`
    insert into app.phones (citizen_id, number, language, confirmed_at, opened_as)
    values (${citizenId}, ${number}, ${language}, now(), 0)
    on conflict (citizen_id) do update set number = excluded.number, confirmed_at = now(), doubted_because = null`;
  return number;
}

/** A facility of its own that may serve people: a code and its ward. */
export async function aStation(reach: Reach): Promise<{ code: string; wardCode: string }> {
  const code = `9${randomUUID().replace(/\D/g, "").padEnd(4, "7").slice(0, 4)}`;
  const wardCode = `t${randomInt(1_000_000)}`;
  await reach.appOwner.$client`
    insert into app.facilities (facility_code, name, level, ward_code) values (${code}, 'Trạm y tế thử', 'initial', ${wardCode})
    on conflict (facility_code) do update set level = 'initial', ward_code = excluded.ward_code`;
  return { code, wardCode };
}

/**
 * Climbing looks at everybody's messages: test files that climb, or whose lines others must not open for them, take turns.
 * Answers what ends the turn.
 */
export async function ladderTurn(): Promise<() => Promise<void>> {
  const connection = postgres(urlOf("owner"), { max: 1, idle_timeout: 0, fetch_types: false });
  await connection`select pg_advisory_lock(hashtextextended('the ladder of tests', 0))`;
  return () => connection.end();
}
