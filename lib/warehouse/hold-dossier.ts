import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { bytesAsSent, saidBeside } from "./formats/kept.ts";
import { leaveTraces } from "./leave-traces.ts";
import type { Finding } from "./problems.ts";
import type { Dossier } from "./read-dossier.ts";

export type HeldFor = "invalid" | "identity-mismatch" | "needs-matching" | "awaits-claim";

/** Stands where a dossier does not say which facility it is from. */
const NO_FACILITY = "?";

/** The key under which a dossier is held; one without MA_LK goes by its place in the file. */
export const heldUnder = (dossier: Dossier) => ({
  facilityCode: dossier.facilityCode ?? NO_FACILITY,
  claimRef: dossier.claimRef ?? `#${dossier.place}`,
});

/** Giữ lại hồ sơ: keeps a dossier that cannot be filed, with its reasons and the original as it came. */
export async function holdDossier(
  tx: TransactionSql,
  dossier: Dossier,
  fileId: string,
  reason: HeldFor,
  findings: Finding[],
): Promise<void> {
  const { person, contentHash, madeOn, place } = dossier;
  const key = heldUnder(dossier);
  const row = columns({
    ...key,
    contentHash,
    fileId,
    place,
    reason,
    original: bytesAsSent(dossier),
    encoding: saidBeside(dossier.encoding),
    madeOn,
    personalId: person?.personalId ?? null,
    socialInsuranceNumbers: person?.socialInsuranceNumbers ?? [],
    name: person?.name ?? null,
    birthDate: person?.birthDate ?? null,
    problems: "[]",
  });
  await tx`
    insert into warehouse.quarantine ${tx(row)}
    on conflict (facility_code, claim_ref, content_hash) do update set reason = excluded.reason, released_at = null,
      made_on = greatest(quarantine.made_on, excluded.made_on)`;
  // Twice cast: a driver that knows the column is jsonb would write the text as a JSON string.
  await tx`
    update warehouse.quarantine set problems = ${JSON.stringify(findings)}::text::jsonb
    where facility_code = ${key.facilityCode} and claim_ref = ${key.claimRef} and content_hash = ${contentHash}`;
  await Promise.all(leaveTraces(tx, [{ ...key, citizenId: null, contentHash, fileId, what: "quarantined" }]));
}
