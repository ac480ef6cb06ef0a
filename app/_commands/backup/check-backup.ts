import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { KnownError } from "../../../lib/platform/errors.ts";
import { type Foot, type Head, type Part, tally, unpack } from "./pieces.ts";
import { unseal } from "./sealed-file.ts";
import { named } from "./tables-of.ts";

/** The parts of a backup, each as it was written. */
export async function* readBackup(file: string, secret: string): AsyncGenerator<Part> {
  let fault: unknown;
  const plain = pipeline(unseal(file, secret), createGunzip(), (error) => {
    fault = error;
  });
  try {
    yield* unpack(plain as AsyncIterable<Buffer>);
  } catch (error) {
    // The reason is at the beginning of the pipe; its end only knows that it was closed.
    const cause = fault ?? error;
    if (cause instanceof KnownError) throw cause;
    throw new KnownError(`${file} is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
}

/** Reads a backup from its first byte to its last; throws a KnownError unless every piece is there, as it was written. */
export async function checkBackup(file: string, secret: string) {
  let head: Head | undefined;
  let foot: Foot | undefined;
  let [pieces, tables, rows] = [0, 0, 0];
  const brings = new Set<string>();
  let open: { counted: ReturnType<typeof tally>; isTable: boolean } | undefined;
  for await (const part of readBackup(file, secret)) {
    if (part.type === "head") head = part.head;
    else if (part.type === "begin") {
      if (part.piece.kind === "table") brings.add(`${part.piece.origin} ${named(part.piece)}`);
      open = { counted: tally(), isTable: part.piece.kind === "table" };
    } else if (part.type === "data") open?.counted.add(part.bytes);
    else if (part.type === "foot") foot = part.foot;
    else {
      const found = open?.counted.end(open.isTable);
      if (!found || found.sha256 !== part.end.sha256 || found.rows !== part.end.rows)
        throw new KnownError(`${file} is damaged: a piece of it is not as it was written.`);
      pieces += 1;
      tables += open?.isTable ? 1 : 0;
      rows += found.rows;
    }
  }
  if (!head || !foot || foot.pieces !== pieces || foot.rows !== rows)
    throw new KnownError(`${file} is not whole: its end is missing.`);
  return { head, foot, tables, rows, brings };
}
