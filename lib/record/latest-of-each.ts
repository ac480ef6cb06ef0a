import type { TransactionSql } from "postgres";

/** A list of lines with what gathers them, and when each was. */
type Lines =
  | { table: "results"; key: "test"; at: "result_at" }
  | { table: "medicines"; key: "substance"; at: "ordered_at" };

/**
 * The latest line of each test, or of each substance, of a book, the latest first: `most` of them after the first `skip`.
 * Found by jumping from one key to the next in their index, so that a long book costs no more. For `with recursive`: the
 * list `shown` has `key`, `at`, `encounter_id`, `line`.
 */
export function latestOfEach(
  client: TransactionSql,
  lines: Lines,
  citizenId: string,
  o: { most: number; skip?: number },
) {
  const [table, key, at] = [client(`warehouse.${lines.table}`), client(lines.key), client(lines.at)];
  return client`
    found as (
      (select ${key} as key, ${at} as at, encounter_id, line from ${table} where citizen_id = ${citizenId}
        order by ${key}, ${at} desc nulls last limit 1)
      union all
      select next.* from found, lateral (
        select l.${key}, l.${at}, l.encounter_id, l.line from ${table} l
        where l.citizen_id = ${citizenId} and l.${key} > found.key
        order by l.${key}, l.${at} desc nulls last limit 1) next),
    shown as (select * from found order by at desc nulls last, key limit ${o.most} offset ${o.skip ?? 0})`;
}
