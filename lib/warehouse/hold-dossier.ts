import type { TransactionSql } from "postgres";
import type { ClaimedPerson } from "#lib/identity/index.ts";
import { columns } from "#lib/platform/columns.ts";
import { bytesAsSent, saidBeside } from "./formats/kept.ts";
import { leaveTraces } from "./leave-traces.ts";
import type { Place } from "./lock-claims.ts";
import type { Finding } from "./problems.ts";
import type { Dossier } from "./read-dossier.ts";

export type HeldFor = "invalid" | "identity-mismatch" | "needs-matching" | "awaits-claim";

/** Stands where a dossier does not say which facility it is from. */
export const NO_FACILITY = "?";

/** The key under which a dossier is held; one without MA_LK goes by its place in the file. */
export const heldUnder = (dossier: Dossier) => ({
  facilityCode: dossier.facilityCode ?? NO_FACILITY,
  claimRef: dossier.claimRef ?? `#${dossier.place}`,
});

/** What is held: under which key, whom it names, and what it takes to read it again. */
export type Held = Place & {
  kind: "dossier" | "dose-fhir" | "dose-csv";
  contentHash: Buffer;
  fileId: string;
  place: number;
  reason: HeldFor;
  original: Buffer;
  encoding: string | null;
  madeOn: string | null;
  person: ClaimedPerson | null;
};

/** Giữ lại: keeps what cannot be filed, with its reasons and the original as it came. */
export async function hold(tx: TransactionSql, held: Held, findings: Finding[]): Promise<void> {
  const { person, ...kept } = held;
  const { facilityCode, claimRef, contentHash, fileId } = held;
  const row = columns({
    ...kept,
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
    where facility_code = ${facilityCode} and claim_ref = ${claimRef} and content_hash = ${contentHash}`;
  const trace = { facilityCode, claimRef, citizenId: null, contentHash, fileId };
  await Promise.all(leaveTraces(tx, [{ ...trace, what: "quarantined" }]));
}

/** Giữ lại hồ sơ: keeps a dossier that cannot be filed. */
export async function holdDossier(
  tx: TransactionSql,
  dossier: Dossier,
  fileId: string,
  reason: HeldFor,
  findings: Finding[],
): Promise<void> {
  const { person, contentHash, madeOn, place } = dossier;
  const original = bytesAsSent(dossier);
  const encoding = saidBeside(dossier.encoding);
  const kept = { kind: "dossier", contentHash, fileId, place, reason, original, encoding, madeOn } as const;
  await hold(tx, { ...heldUnder(dossier), ...kept, person }, findings);
}
