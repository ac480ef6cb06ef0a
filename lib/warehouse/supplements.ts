import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { bytesAsSent, readKeptDossier, saidBeside } from "./formats/kept.ts";
import { type Supplement, withSupplement } from "./formats/supplement.ts";
import { knownCodes } from "./known-codes.ts";
import { leaveTraces, type Trace } from "./leave-traces.ts";
import { keyOfPlace, type Place } from "./lock-claims.ts";
import { type Dossier, readDossier } from "./read-dossier.ts";
import { laterDay } from "./rules.ts";

type Kept = {
  place: number;
  original: Buffer;
  encoding: string | null;
  contentHash: Buffer;
  madeOn: string | null;
  fileId: string;
  released: boolean;
};

/** A supplement that was kept, read again. */
export type KeptSupplement = Supplement & Omit<Kept, "place" | "original" | "encoding">;

const noOlder = (a: string | null, b: string | null) => laterDay(a, b) === a;

/**
 * The supplements of some claims by `keyOfPlace`, in the order in which they apply: by NGAYLAP, then by content. They are
 * kept after they were filed, because a version of the claim that arrives later may need them again.
 */
export async function listSupplements(
  tx: TransactionSql,
  places: readonly Place[],
): Promise<Map<string, KeptSupplement[]>> {
  const rows = await tx<(Place & Kept)[]>`
    select q.facility_code as "facilityCode", q.claim_ref as "claimRef", q.place, q.original, q.encoding,
      q.content_hash as "contentHash", q.made_on::text as "madeOn", q.file_id as "fileId",
      q.released_at is not null as released
    from json_to_recordset(${JSON.stringify(places)}::text::json) as r("facilityCode" text, "claimRef" text)
    join warehouse.quarantine q on q.facility_code = r."facilityCode" and q.claim_ref = r."claimRef"
    where q.reason = 'awaits-claim'
    order by q.made_on nulls first, q.content_hash`;
  const listed = new Map<string, KeptSupplement[]>();
  for (const { original, encoding, facilityCode, claimRef, ...kept } of rows) {
    const raw = { ...readKeptDossier(original, encoding), place: kept.place };
    const { supplement } = readDossier(raw, { facilityCode, madeOn: kept.madeOn }, knownCodes, new Date(0));
    if (!supplement) continue;
    const key = keyOfPlace({ facilityCode, claimRef });
    listed.set(key, [...(listed.get(key) ?? []), { ...supplement, ...kept }]);
  }
  return listed;
}

/** Those that a claim of that day does not already contain: made no earlier than it. */
export const stillApply = (supplements: readonly KeptSupplement[], madeOn: string | null) =>
  supplements.filter((supplement) => noOlder(supplement.madeOn, madeOn));

/** All of them in one. */
export function joined(supplements: KeptSupplement[]): Supplement | null {
  const [first, ...others] = supplements;
  if (!first) return null;
  return others.reduce<Supplement>(
    (before, one) => ({
      parts: [...new Set([...before.parts, ...one.parts])],
      lines: withSupplement(before.lines, one),
      named: one.named,
    }),
    first,
  );
}

/** Keeps a supplement that goes into the book at once. */
export async function keepSupplement(
  tx: TransactionSql,
  dossier: Dossier,
  place: Place,
  fileId: string,
): Promise<void> {
  const row = columns({
    ...place,
    ...{ contentHash: dossier.contentHash, fileId, place: dossier.place, madeOn: dossier.madeOn },
    ...{ reason: "awaits-claim", problems: "[]", original: bytesAsSent(dossier) },
    encoding: saidBeside(dossier.encoding),
  });
  await tx`
    insert into warehouse.quarantine ${tx({ ...row, problems: tx.json([]) })}
    on conflict (facility_code, claim_ref, content_hash) do update
      set reason = excluded.reason, made_on = greatest(quarantine.made_on, excluded.made_on)`;
  await tx`
    update warehouse.quarantine set released_at = coalesce(released_at, now())
    where facility_code = ${place.facilityCode} and claim_ref = ${place.claimRef}
      and content_hash = ${dossier.contentHash}`;
}

/** Lets go of the supplements that waited for a claim which is in the book now. */
export function releaseSupplements(
  tx: TransactionSql,
  place: Place,
  citizenId: string,
  supplements: readonly KeptSupplement[],
  madeOn: string | null,
): Promise<unknown>[] {
  const waiting = supplements.filter(({ released }) => !released);
  const traces = waiting.map(({ contentHash, fileId, madeOn: day }) => {
    const what: Trace["what"] = noOlder(day, madeOn) ? "released" : "older";
    return { ...place, contentHash, fileId, what, citizenId };
  });
  return [
    ...waiting.map(({ contentHash }) =>
      tx`
        update warehouse.quarantine set released_at = now()
        where facility_code = ${place.facilityCode} and claim_ref = ${place.claimRef}
          and content_hash = ${contentHash}`.execute(),
    ),
    ...leaveTraces(tx, traces),
  ];
}
