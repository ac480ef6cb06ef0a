import type { TransactionSql } from "postgres";
import { differences } from "#lib/identity/index.ts";
import { replaceLines } from "#lib/record/index.ts";
import type { FileOfDossier } from "./file-claims.ts";
import { replacedBy, type Supplement } from "./formats/supplement.ts";
import { keyOfPlace, lockClaims, type Place } from "./lock-claims.ts";
import type { Dossier } from "./read-dossier.ts";
import { joined, keepSupplement, listSupplements, stillApply } from "./supplements.ts";

export type FiledSupplement =
  | { what: "replaced" | "unchanged" | "older"; citizenId: string }
  | { held: "awaits-claim" }
  | { held: "identity-mismatch"; fields: ("name" | "birthDate")[] };

async function differsFrom(tx: TransactionSql, citizenId: string, named: Supplement["named"]) {
  if (!named) return [];
  const [known] = await tx<{ name: string; birthDate: string }[]>`
    select name, birth_date as "birthDate" from warehouse.citizens where citizen_id = ${citizenId}`;
  return known ? differences(named, known) : [];
}

/**
 * Bổ sung một phần hồ sơ: parts sent again without their summary take the place of those parts alone, in the encounter
 * that stands. Without such a claim they wait for it.
 */
export async function fileSupplement(
  tx: TransactionSql,
  dossier: Dossier,
  supplement: Supplement,
  place: Place,
  file: FileOfDossier,
): Promise<FiledSupplement> {
  const standing = (await lockClaims(tx, [place])).get(keyOfPlace(place));
  const listed = async () => (await listSupplements(tx, [place])).get(keyOfPlace(place)) ?? [];
  if (!standing || standing.format === "checkin") return { held: "awaits-claim" };
  const { citizenId, encounterId } = standing;
  const fields = await differsFrom(tx, citizenId, supplement.named);
  if (fields.length === 2) return { held: "identity-mismatch", fields };
  const before = joined(stillApply(await listed(), standing.madeOn));
  await keepSupplement(tx, dossier, place, file.fileId);
  const applying = stillApply(await listed(), standing.madeOn);
  const after = joined(applying);
  if (!after || !applying.some((one) => one.contentHash.equals(dossier.contentHash))) {
    return { what: "older", citizenId };
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return { what: "unchanged", citizenId };
  await replaceLines(tx, { citizenId, encounterId }, replacedBy(after.parts), after.lines);
  return { what: "replaced", citizenId };
}
