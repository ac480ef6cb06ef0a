import type { Sql, TransactionSql } from "postgres";
import type { ClaimSource } from "./claim-source.ts";
import { bytesAsSent } from "./formats/kept.ts";
import { TextReader } from "./formats/text.ts";
import { heldUnder } from "./hold-dossier.ts";
import type { Dossier } from "./read-dossier.ts";

/** Large enough for few rows, small enough to hold some of them in memory. */
const PIECE = 1024 * 1024;

/** A stretch of the text of a file, as the bytes it was sent in, some at a time. */
async function* stretchOf(source: ClaimSource, { from, to }: { from: number; to: number }) {
  const letters = new TextReader();
  let at = 0;
  const wanted = (text: string) => {
    const own = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return bytesAsSent({ original: own, encoding: letters.encoding });
  };
  for await (const bytes of source.read()) {
    const own = wanted(letters.write(bytes));
    if (own.length > 0) yield own;
    if (at >= to) return;
  }
  yield wanted(letters.write(new Uint8Array(0), true));
}

async function writePieces(
  tx: TransactionSql,
  heldId: string,
  source: ClaimSource,
  large: { from: number; to: number },
) {
  let piece = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  const write = async () => {
    if (size === 0) return;
    piece += 1;
    await tx`insert into warehouse.held_pieces (held_id, piece, bytes) values (${heldId}, ${piece}, ${Buffer.concat(waiting)})`;
    [waiting, size] = [[], 0];
  };
  for await (const bytes of stretchOf(source, large)) {
    waiting.push(bytes);
    size += bytes.length;
    if (size >= PIECE) await write();
  }
  await write();
  await tx`update warehouse.quarantine set pieces = ${piece} where held_id = ${heldId}`;
}

/**
 * Giữ trọn bản gốc lớn: reads a dossier that was too large for memory from its file once more and keeps it, piece by piece,
 * beside what holds it. Once; a stop half-way leaves nothing, and sending the file again completes it.
 */
export async function keepWhole(sql: Sql, source: ClaimSource, dossiers: readonly Dossier[]): Promise<void> {
  for (const dossier of dossiers) {
    const { large, contentHash } = dossier;
    if (!large) continue;
    const { facilityCode, claimRef } = heldUnder(dossier);
    await sql.begin(async (tx) => {
      const [held] = await tx<{ heldId: string; pieces: number }[]>`
        select held_id as "heldId", pieces from warehouse.quarantine
        where facility_code = ${facilityCode} and claim_ref = ${claimRef} and content_hash = ${contentHash} for update`;
      if (held?.pieces === 0) await writePieces(tx, held.heldId, source, large);
    });
  }
}
