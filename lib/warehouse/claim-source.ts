import { createHash } from "node:crypto";
import { piecesOf } from "./formats/envelope.ts";
import { Unreadable } from "./formats/unreadable.ts";

/** A claim file that can be read from its beginning as often as needed. */
export type ClaimSource = { name: string; read(): AsyncIterable<Uint8Array> };

/** A file that is in memory. */
export function sourceOf(file: { name: string; bytes: Uint8Array }): ClaimSource {
  return {
    name: file.name,
    async *read() {
      yield* piecesOf(file.bytes);
    },
  };
}

/** What a file is known by, however it is cut: the hash and number of its bytes, up to where it breaks off. */
export async function fingerprintOfFile(source: ClaimSource): Promise<{ sha256: Buffer; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of source.read()) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    if (!(error instanceof Unreadable) || error.code === "expands-too-far") throw error;
  }
  return { sha256: hash.digest(), bytes };
}
