import type { Sql } from "postgres";
import type { GivenFile } from "./archives.ts";
import { type BodyKind, CHUNK_BYTES } from "./inbox-rules.ts";

/** A body in the inbox. */
export type KeptBody = { requestId: string; facilityCode: string; bytes: number; kind: BodyKind };

/** What the database could not give; `syscall` tells it apart from what is wrong with an archive. */
class KeptBodyFailed extends Error {
  override readonly name = "KeptBodyFailed";
  readonly syscall = "read";
}

const names: Record<BodyKind, string> = {
  xml: "claims.xml",
  gzip: "claims.xml.gz",
  zip: "claims.zip",
  json: "doses.json",
  csv: "doses.csv",
  "doses-gzip": "doses.gz",
  "doses-zip": "doses.zip",
};

/** A body of the inbox as a file, read piece by piece; the latest piece is held for the short looks into an archive. */
export function fileOfBody(sql: Sql, { requestId, facilityCode, bytes, kind }: KeptBody): GivenFile {
  let latest: { place: number; content: Buffer } | null = null;
  async function chunk(place: number): Promise<Buffer> {
    if (latest?.place === place) return latest.content;
    const [row] = await sql<{ content: Buffer }[]>`
      select content from warehouse.inbox_chunks
      where facility_code = ${facilityCode} and request_id = ${requestId} and place = ${place}`.catch(
      (cause) => {
        throw new KeptBodyFailed("a piece could not be read", { cause });
      },
    );
    if (!row) throw new KeptBodyFailed(`piece ${place} is gone`);
    latest = { place, content: row.content };
    return row.content;
  }
  return {
    name: names[kind],
    size: bytes,
    async *read(from, to) {
      for (let at = from; at < to; ) {
        const place = Math.floor(at / CHUNK_BYTES);
        const begin = place * CHUNK_BYTES;
        const piece = (await chunk(place)).subarray(at - begin, to - begin);
        if (piece.length === 0) throw new KeptBodyFailed(`piece ${place} is too short`);
        yield piece;
        at += piece.length;
      }
    },
  };
}
