import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { readKeptDossier } from "./formats/envelope.ts";
import { type Supplement, withSupplement } from "./formats/supplement.ts";
import { knownCodes } from "./known-codes.ts";
import { leaveTrace } from "./leave-trace.ts";
import { type Dossier, readDossier } from "./read-dossier.ts";
import { laterDay } from "./rules.ts";

type Place = { facilityCode: string; claimRef: string };
type Kept = {
  place: number;
  original: Buffer;
  contentHash: Buffer;
  madeOn: string | null;
  fileId: string;
  released: boolean;
};

/** A supplement that was kept, read again. */
export type KeptSupplement = Supplement & Omit<Kept, "place" | "original">;

const noOlder = (a: string | null, b: string | null) => laterDay(a, b) === a;

/**
 * The supplements of a claim, in the order in which they apply: by NGAYLAP, then by content. They are kept after they
 * were filed, because a version of the claim that arrives later may need them again.
 */
export async function listSupplements(tx: TransactionSql, place: Place): Promise<KeptSupplement[]> {
  const rows = await tx<Kept[]>`
    select place, original, content_hash as "contentHash", made_on::text as "madeOn", file_id as "fileId",
      released_at is not null as released
    from warehouse.quarantine
    where facility_code = ${place.facilityCode} and claim_ref = ${place.claimRef} and reason = 'awaits-claim'
    order by made_on nulls first, content_hash`;
  return rows.flatMap(({ original, ...kept }) => {
    const raw = { ...readKeptDossier(original.toString()), place: kept.place };
    const envelope = { facilityCode: place.facilityCode, madeOn: kept.madeOn };
    const { supplement } = readDossier(raw, envelope, knownCodes, new Date(0));
    return supplement ? { ...supplement, ...kept } : [];
  });
}

/** Those that a claim of that day does not already contain: made no earlier than it. */
export const stillApply = (supplements: KeptSupplement[], madeOn: string | null) =>
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
    ...{ reason: "awaits-claim", problems: "[]", original: Buffer.from(dossier.original) },
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
export async function releaseSupplements(
  tx: TransactionSql,
  place: Place,
  citizenId: string,
  supplements: KeptSupplement[],
  madeOn: string | null,
): Promise<void> {
  for (const { contentHash, fileId, madeOn: day } of supplements.filter(({ released }) => !released)) {
    await tx`
      update warehouse.quarantine set released_at = now()
      where facility_code = ${place.facilityCode} and claim_ref = ${place.claimRef} and content_hash = ${contentHash}`;
    const what = noOlder(day, madeOn) ? "released" : "older";
    await leaveTrace(tx, { ...place, contentHash, fileId, what, citizenId });
  }
}
