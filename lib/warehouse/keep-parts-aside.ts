import type { TransactionSql } from "postgres";
import { hexOf, insertRows } from "#lib/platform/insert-rows.ts";
import type { FileOfDossier } from "./file-claims.ts";
import { bytesAsSent, saidBeside } from "./formats/kept.ts";
import { heldUnder } from "./hold-dossier.ts";
import type { Dossier } from "./read-dossier.ts";
import { partsAside } from "./tables.ts";

const AGAIN =
  "on conflict (facility_code, claim_ref, content_hash) do update set file_id = excluded.file_id, " +
  "kinds = excluded.kinds, original = excluded.original, encoding = excluded.encoding, kept_at = now()";

/** Để riêng phần chưa rõ: keeps filed dossiers whose unknown parts went into no book, as they came. */
export function keepPartsAside(
  tx: TransactionSql,
  filed: readonly { dossier: Dossier; file: FileOfDossier }[],
): Promise<unknown>[] {
  const rows = filed
    .filter(({ dossier }) => dossier.unknownParts.length > 0)
    .map(({ dossier, file: { fileId } }) => ({
      ...heldUnder(dossier),
      ...{ contentHash: hexOf(dossier.contentHash), fileId, kinds: dossier.unknownParts },
      original: hexOf(bytesAsSent(dossier)),
      encoding: saidBeside(dossier.encoding),
    }));
  return insertRows(tx, partsAside, rows, AGAIN);
}
