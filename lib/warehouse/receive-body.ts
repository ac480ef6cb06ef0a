import { createHash, randomUUID } from "node:crypto";
import type { Sender } from "#lib/facility/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { Refused } from "#lib/platform/errors.ts";
import { type BodyOf, CHUNK_BYTES, kindOfBody, LARGEST_BODY } from "./inbox-rules.ts";

/** What comes in, cut anew into pieces of one size; no more than one piece is held. */
async function* chunksOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunk = Buffer.alloc(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of body) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      chunk = Buffer.alloc(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

/** A refusal of what has been kept so far. */
const refuseIf = (refusal: string | null | undefined) => {
  if (refusal) throw new Refused(refusal);
};

async function keepChunks(
  warehouse: Database,
  sender: Sender,
  requestId: string,
  body: AsyncIterable<Uint8Array>,
  of: BodyOf,
) {
  const foreign = of === "claims" ? "not-claims" : "not-doses";
  const hash = createHash("sha256");
  let kind: ReturnType<typeof kindOfBody> = null;
  let chunks = 0;
  let bytes = 0;
  for await (const chunk of chunksOf(body)) {
    if (chunks === 0) kind = kindOfBody(chunk, of);
    if (kind === null) throw new Refused(foreign);
    bytes += chunk.length;
    if (bytes > LARGEST_BODY) throw new Refused("too-large");
    hash.update(chunk);
    const [row] = await warehouse.$client<{ refusal: string | null }[]>`
      select warehouse.receive_chunk(${await sender.grant()}, ${requestId}::uuid, ${chunks}::int, ${chunk}::bytea) as refusal`;
    refuseIf(row?.refusal);
    chunks += 1;
  }
  if (kind === null) throw new Refused(foreign);
  return { sha256: hash.digest(), bytes, chunks, kind };
}

/**
 * Nhận một tệp vào hộp nhận: keeps what a facility sends, piece by piece, and answers the request that stands for it; the
 * same bytes again, or at the same moment, the same one. What breaks off on the way is as if it had never come. Throws
 * Refused `not-claims` or `not-doses`, `too-large` or `inbox-full`, NotAllowed when the key was revoked meanwhile.
 */
export async function receiveBody(
  warehouse: Database,
  sender: Sender,
  body: AsyncIterable<Uint8Array>,
  of: BodyOf = "claims",
): Promise<string> {
  const sql = warehouse.$client;
  const requestId = randomUUID();
  try {
    const { sha256, bytes, chunks, kind } = await keepChunks(warehouse, sender, requestId, body, of);
    const [row] = await sql<{ request_id: string }[]>`
      select warehouse.receive_body(${await sender.grant()}, ${requestId}::uuid, ${sha256}::bytea, ${bytes}::bigint,
        ${chunks}::int, ${kind}) as request_id`;
    if (!row) throw new Error("the body was not received");
    return row.request_id;
  } catch (error) {
    // What this cannot reach either, the worker sweeps.
    await sender
      .grant()
      .then((grant) => sql`select warehouse.drop_unfinished(${grant}, ${requestId}::uuid)`)
      .catch(() => {});
    throw error;
  }
}
