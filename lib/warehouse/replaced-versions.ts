import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { TransactionSql } from "postgres";
import type { ClaimedPerson } from "#lib/identity/index.ts";
import { tablesOfCards } from "#lib/insurance/index.ts";
import { tablesOfVisits } from "#lib/record/index.ts";
import { bytesAsSent, saidBeside } from "./formats/kept.ts";
import { heldUnder } from "./hold-dossier.ts";
import type { Place } from "./lock-claims.ts";
import type { Dossier } from "./read-dossier.ts";
import { claims } from "./tables.ts";

/** What a version of a claim fills, in the order in which it can be put back; what it told of its citizen is told anew. */
const filled: readonly PgTable[] = [...tablesOfVisits, ...tablesOfCards, claims];

/** Giữ bản sắp bị thay: copies what stands of a claim, before a match is filed over it. */
export async function keepStanding(tx: TransactionSql, place: Place, matchId: string): Promise<void> {
  const rows = [...filled.map(getTableName), "told_details"].map(
    (name) => tx`
      ${name}::text, (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from ${tx(`warehouse.${name}`)} t
        where t.citizen_id = c.citizen_id and t.encounter_id = c.encounter_id)`,
  );
  const [first, ...others] = rows;
  if (!first) return;
  await tx`
    insert into warehouse.replaced_versions (match_id, content_hash, file_id, made_on, citizen_id, rows)
    select ${matchId}, c.content_hash, c.file_id, c.made_on, c.citizen_id,
      jsonb_build_object(${others.reduce((before, one) => tx`${before}, ${one}`, first)})
    from warehouse.claims c where c.facility_code = ${place.facilityCode} and c.claim_ref = ${place.claimRef}
    on conflict do nothing`;
}

/** Giữ bản cũ đến sau: older versions that came while a decided match stands would stand without it, so they are kept. */
export async function keepOlder(
  tx: TransactionSql,
  older: readonly { dossier: Dossier; file: { fileId: string } }[],
): Promise<void> {
  if (older.length === 0) return;
  const places = JSON.stringify(older.map(({ dossier }, i) => ({ ...heldUnder(dossier), i })));
  const decided = await tx<{ i: number; matchId: string }[]>`
    select r.i, m.match_id as "matchId"
    from json_to_recordset(${places}::text::json) as r("facilityCode" text, "claimRef" text, i int)
    join warehouse.quarantine q
      on q.facility_code = r."facilityCode" and q.claim_ref = r."claimRef" and q.kind = 'dossier'
    join warehouse.matches m on m.held_id = q.held_id and m.filed_at is not null and m.taken_out_at is null`;
  for (const { i, matchId } of decided) {
    const one = older[i];
    if (!one) continue;
    const { dossier, file } = one;
    const { contentHash, madeOn, place } = dossier;
    await tx`
      insert into warehouse.replaced_versions (match_id, content_hash, file_id, made_on, original, encoding, place)
      values (${matchId}, ${contentHash}, ${file.fileId}, ${madeOn}, ${bytesAsSent(dossier)}, ${saidBeside(dossier.encoding)},
        ${place})
      on conflict do nothing`;
  }
}

/** A version that stood until a match was filed over it. */
export type ReplacedVersion = {
  matchId: string;
  contentHash: Buffer;
  fileId: string;
  madeOn: string | null;
  citizenId: string;
  encounterId: string;
  arrivedAt: Date;
  isCheckIn: boolean;
  /** What it told of its citizen; null where it told nothing. */
  told: Omit<ClaimedPerson, "personalId" | "newborn" | "socialInsuranceNumbers"> | null;
};

/** An older version that came while the match stood. */
export type OlderVersion = {
  original: Buffer;
  encoding: string | null;
  place: number;
  madeOn: string | null;
  fileId: string;
  receivedAt: Date;
};

type Found = Omit<ReplacedVersion, "told" | "arrivedAt"> & {
  told: string | null;
  arrivedAt: string;
  undone: string | null;
  undoneHeld: string | null;
};

/** What stood before a match; `undone` names the match that had filed it, where that one is undone as well. */
async function standingBefore(tx: TransactionSql, place: Place, matchId: string): Promise<Found | undefined> {
  const [found] = await tx<Found[]>`
    select v.match_id as "matchId", v.content_hash as "contentHash", v.file_id as "fileId", v.made_on::text as "madeOn",
      v.citizen_id as "citizenId", v.rows -> 'claims' -> 0 ->> 'encounter_id' as "encounterId",
      v.rows -> 'encounters' -> 0 ->> 'arrived_at' as "arrivedAt",
      v.rows -> 'claims' -> 0 ->> 'format' = 'checkin' as "isCheckIn", (v.rows -> 'told_details' -> 0)::text as told,
      u.match_id as undone, u.held_id as "undoneHeld"
    from warehouse.replaced_versions v
    left join lateral (
      select m.match_id, m.held_id
      from warehouse.quarantine q join warehouse.matches m on m.held_id = q.held_id and m.filed_at < v.kept_at
      where q.facility_code = ${place.facilityCode} and q.claim_ref = ${place.claimRef}
        and q.content_hash = v.content_hash and m.citizen_id = v.citizen_id and m.ended_at is not null
      order by m.match_id desc limit 1) u on true
    where v.match_id = ${matchId} and v.rows is not null`;
  return found;
}

/**
 * Bản đứng trước một quyết định: what stood before a match was filed. Where that was the work of another match, undone in
 * the meantime, what stood before that one; the dossiers of those go back to the quarantine.
 */
export async function findReplaced(
  tx: TransactionSql,
  place: Place,
  matchId: string,
): Promise<{ before: ReplacedVersion | null; undoneToo: string[]; matchIds: string[] }> {
  const undoneToo: string[] = [];
  const matchIds = [matchId];
  for (;;) {
    const found = await standingBefore(tx, place, matchIds.at(-1) ?? matchId);
    if (!found) return { before: null, undoneToo, matchIds };
    if (found.undone && found.undoneHeld && !matchIds.includes(found.undone)) {
      undoneToo.push(found.undoneHeld);
      matchIds.push(found.undone);
      continue;
    }
    const { told, arrivedAt, undone: _, undoneHeld: __, ...version } = found;
    return {
      before: { ...version, arrivedAt: new Date(arrivedAt), told: told === null ? null : toldIn(told) },
      undoneToo,
      matchIds,
    };
  }
}

function toldIn(text: string): NonNullable<ReplacedVersion["told"]> {
  const row = JSON.parse(text) as Record<string, string | null>;
  const { name, birth_date: birthDate, sex, ward_code: wardCode, address, phone } = row;
  const { blood_group: bloodGroup, facility_code: facilityCode, seen_at: seenAt } = row;
  return {
    ...{ name, birthDate, sex, wardCode, address, phone, bloodGroup, facilityCode },
    seenAt: new Date(seenAt ?? 0),
  } as NonNullable<ReplacedVersion["told"]>;
}

/** Đưa bản cũ trở lại: puts the rows of a version back as they were. What stands of the claim is taken out before. */
export function putBack(tx: TransactionSql, { matchId, contentHash }: ReplacedVersion): Promise<unknown>[] {
  return filled.map((table) => {
    const name = getTableName(table);
    const columns = Object.values(getTableColumns(table))
      .filter((column) => column.generated === undefined)
      .map((column) => `"${column.name}"`);
    const text =
      `insert into warehouse."${name}" (${columns.join(", ")}) select r.${columns.join(", r.")} ` +
      `from warehouse.replaced_versions v, ` +
      `jsonb_populate_recordset(null::warehouse."${name}", v.rows -> '${name}') r ` +
      `where v.match_id = $1 and v.content_hash = $2::bytea`;
    return tx.unsafe(text, [matchId, contentHash]).execute();
  });
}

/** The older versions that came while these matches stood, in the order in which they were made. */
export const listOlder = (tx: TransactionSql, matchIds: readonly string[]): Promise<OlderVersion[]> => tx<
  OlderVersion[]
>`
  select distinct on (v.made_on, v.content_hash) v.original, v.encoding, v.place, v.made_on::text as "madeOn", v.file_id as "fileId",
    f.received_at as "receivedAt"
  from warehouse.replaced_versions v join warehouse.received_files f using (file_id)
  where v.match_id in (select json_array_elements_text(${JSON.stringify(matchIds)}::text::json)::bigint)
    and v.original is not null
  order by v.made_on nulls first, v.content_hash`;
