import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import {
  type Entry,
  fromBufferPromise,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  openPromise,
  RandomAccessReader,
  type ZipFile,
} from "yauzl";
import { type ClaimSource, sourceOf } from "./claim-source.ts";
import { piecesOf } from "./formats/envelope.ts";
import { archiveOf } from "./formats/text.ts";
import { Unreadable } from "./formats/unreadable.ts";

/** A file that is kept elsewhere, in pieces: any stretch of it can be read, `to` not included. */
export type KeptFile = { size: number; read(from: number, to: number): AsyncIterable<Uint8Array> };

/** A file as it was given: on disk, in memory, or kept elsewhere. */
export type GivenFile = { name: string } & ({ path: string } | { bytes: Uint8Array } | KeptFile);

/** A claim file found in what was given, or why it is refused. `bytes` is its size as it lies there. */
export type FoundFile = { name: string; bytes: number } & (
  | { source: ClaimSource }
  | { refused: Unreadable }
  /** No claim file by its name. */
  | { passedOver: true }
);

/** Claims as base64 shrink to a tenth at best; beyond this size, what grows two hundredfold was made to. */
const FREE_BYTES = 64 * 1024 * 1024;
const MOST_GROWTH = 200;

const CHUNK = 256 * 1024;

/** A fault of the disk or of the database, with a name of its own; what zlib and yauzl say is about the archive. */
const isOurs = (error: unknown) => error instanceof Error && "syscall" in error;

/** For a promise of yauzl: null when the archive is broken, the error when it could not be read at all. */
const unlessOurs = (error: unknown) => {
  if (isOurs(error)) throw error;
  return null;
};

class KeptReader extends RandomAccessReader {
  readonly #file: KeptFile;
  constructor(file: KeptFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#file.read(start, end));
  }
}

/** Passes on what a stream gives, up to what its compressed size allows; a broken archive is `Unreadable`. */
async function* bounded(stream: Readable, compressed: number): AsyncGenerator<Uint8Array> {
  const most = Math.max(FREE_BYTES, compressed * MOST_GROWTH);
  let size = 0;
  try {
    for await (const piece of stream) {
      const bytes: Uint8Array = piece;
      size += bytes.length;
      if (size > most) throw new Unreadable("expands-too-far");
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    if (isOurs(error)) throw error;
    throw new Unreadable("broken-archive");
  } finally {
    stream.destroy();
  }
}

function rawStream(file: GivenFile): Readable {
  if ("path" in file) return createReadStream(file.path, { highWaterMark: CHUNK });
  return Readable.from("bytes" in file ? piecesOf(file.bytes) : file.read(0, file.size));
}

async function sizeOf(file: GivenFile): Promise<number> {
  if ("path" in file) return (await stat(file.path)).size;
  return "bytes" in file ? file.bytes.length : file.size;
}

async function headOf(file: GivenFile): Promise<Uint8Array> {
  if ("bytes" in file) return file.bytes.subarray(0, 4);
  if ("read" in file) {
    const pieces: Uint8Array[] = [];
    for await (const piece of file.read(0, Math.min(4, file.size))) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  const handle = await open(file.path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const plainSource = (file: GivenFile): ClaimSource =>
  "bytes" in file ? sourceOf(file) : { name: file.name, read: () => rawStream(file) };

function unzipped(file: GivenFile, size: number): ClaimSource {
  return {
    name: file.name,
    read: () => {
      const gunzip = createGunzip({ chunkSize: CHUNK });
      pipeline(rawStream(file), gunzip, () => {});
      return bounded(gunzip, size);
    },
  };
}

const nameOf = (entry: Entry) =>
  getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);

/** A name that would lead out of the folder an archive is unpacked in. Nothing is unpacked here; nobody honest sends one. */
const leadsOutside = (name: string) =>
  name.startsWith("/") || /^[a-z]:/i.test(name) || name.split("/").includes("..") || name.includes("\0");

/** What a Mac puts beside each file. */
const isOfTheSystem = (name: string) => /(^|\/)(__MACOSX\/|\._)/.test(name);

function readEntry(zip: ZipFile, name: string, entry: Entry): ClaimSource {
  return {
    name,
    async *read() {
      const stream = await zip.openReadStreamPromise(entry).catch(unlessOurs);
      if (!stream) throw new Unreadable("broken-archive");
      yield* bounded(stream, entry.compressedSize);
    },
  };
}

async function* entriesOf(zip: ZipFile, archive: string, size: number): AsyncGenerator<FoundFile> {
  let claimed = 0;
  for await (const entry of zip.eachEntry()) {
    const inside = nameOf(entry);
    const name = `${archive}/${inside}`;
    const bytes = entry.compressedSize;
    claimed += bytes;
    if (leadsOutside(inside)) yield { name, bytes, refused: new Unreadable("outside-archive") };
    else if (inside.endsWith("/")) continue;
    else if (!/\.(xml|zip|gz|json|csv)$/i.test(inside) || isOfTheSystem(inside))
      yield { name, bytes, passedOver: true };
    // Entries that share their bytes are how a small archive grows without bound.
    else if (claimed > size) yield { name, bytes, refused: new Unreadable("expands-too-far") };
    else if (!entry.canDecodeFileData()) yield { name, bytes, refused: new Unreadable("locked-archive") };
    else yield { name, bytes, source: readEntry(zip, name, entry) };
  }
}

function openZip(file: GivenFile, options: Parameters<typeof openPromise>[1]): Promise<ZipFile> {
  if ("path" in file) return openPromise(file.path, options);
  if ("bytes" in file) return fromBufferPromise(Buffer.from(file.bytes), options);
  return fromRandomAccessReaderPromise(new KeptReader(file), file.size, options);
}

async function* inZip(file: GivenFile, size: number): AsyncGenerator<FoundFile> {
  const broken = { name: file.name, bytes: size, refused: new Unreadable("broken-archive") };
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  const zip = await openZip(file, options).catch(unlessOurs);
  if (!zip) {
    yield broken;
    return;
  }
  let found = 0;
  try {
    for await (const entry of entriesOf(zip, file.name, size)) {
      if (!("passedOver" in entry)) found += 1;
      yield entry;
    }
    if (found === 0) yield { name: file.name, bytes: size, refused: new Unreadable("no-dossiers") };
  } catch (error) {
    if (isOurs(error)) throw error;
    yield broken;
  } finally {
    zip.close();
  }
}

/** The files of claims and doses in what was given: itself, what a .gz holds, or each entry of a .zip. Known by content, not by name. */
export async function* claimFilesIn(file: GivenFile): AsyncGenerator<FoundFile> {
  const bytes = await sizeOf(file);
  const kind = archiveOf(await headOf(file));
  if (kind === "zip") yield* inZip(file, bytes);
  else if (kind === "gzip") yield { name: file.name, bytes, source: unzipped(file, bytes) };
  else yield { name: file.name, bytes, source: plainSource(file) };
}
