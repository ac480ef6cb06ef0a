import { createHash } from "node:crypto";
import { KnownError } from "../../../lib/platform/errors.ts";

/** What a backup says of itself first. */
export type Head = {
  format: 1;
  madeAt: string;
  mode: "sample" | "live";
  databases: "one" | "two";
  /** The migrations of the release that made it, by folder: name and fingerprint. */
  release: Record<string, { tag: string; hash: string }[]>;
};
/** One of the two databases; where both schemas share one, it is the app's. */
export type Origin = "app" | "warehouse";
/** A table's rows as COPY writes them (text), or a file; `columns` are those that COPY was told. */
export type PieceName =
  | { kind: "table"; origin: Origin; schema: string; table: string; columns: string[] }
  | { kind: "file"; folder: string; name: string };
/** How much a piece holds: for a table its rows. */
export type PieceEnd = { rows: number; bytes: number; sha256: string };
/** What a backup says last; without it the backup is not whole. */
export type Foot = { pieces: number; rows: number; sequences: Record<string, string> };

export type Part =
  | { type: "head"; head: Head }
  | { type: "begin"; piece: PieceName }
  | { type: "data"; bytes: Buffer }
  | { type: "end"; end: PieceEnd }
  | { type: "foot"; foot: Foot };

const letters = { head: "H", begin: "B", data: "D", end: "E", foot: "F" } as const;
const MOST = 64 * 1024 * 1024;

function packed(letter: string, body: Buffer): Buffer {
  const front = Buffer.alloc(5);
  front.write(letter, 0, "latin1");
  front.writeUInt32BE(body.length, 1);
  return Buffer.concat([front, body]);
}

/** A part as bytes. */
export function pack(part: Part): Buffer {
  const { type, ...rest } = part;
  const body = part.type === "data" ? part.bytes : Buffer.from(JSON.stringify(Object.values(rest)[0]));
  return packed(letters[type], body);
}

function read(letter: string, body: Buffer): Part {
  if (letter === "D") return { type: "data", bytes: body };
  const value = JSON.parse(body.toString("utf8"));
  if (letter === "H") return { type: "head", head: value };
  if (letter === "B") return { type: "begin", piece: value };
  if (letter === "E") return { type: "end", end: value };
  if (letter === "F") return { type: "foot", foot: value };
  throw new KnownError("The backup was made by another release of the book.");
}

/** The parts of a stream of bytes. */
export async function* unpack(plain: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of plain) {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1);
      if (length > MOST) throw new KnownError("The backup is damaged: a part is too long.");
      if (rest.length < 5 + length) break;
      yield read(rest.toString("latin1", 0, 1), rest.subarray(5, 5 + length));
      rest = rest.subarray(5 + length);
    }
  }
  if (rest.length) throw new KnownError("The backup was cut short.");
}

const NEWLINE = 10;

/** Counts what goes by: bytes, lines (COPY's text has one for each row, and escapes those within), and a fingerprint. */
export function tally() {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  return {
    add(chunk: Buffer): void {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
    },
    end: (isTable: boolean): PieceEnd => ({ rows: isTable ? rows : 0, bytes, sha256: hash.digest("hex") }),
  };
}
