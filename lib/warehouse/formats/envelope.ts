import { createHash, type Hash } from "node:crypto";
import { knownParts, type Row, RowCollector, readRows } from "./rows.ts";
import { type Encoding, TextReader } from "./text.ts";
import { Unreadable, type UnreadableCode } from "./unreadable.ts";
import { XmlWalker } from "./xml.ts";

/** One part (XML1, XML2 …) of a dossier: its rows, or why it could not be read. */
export type Part = { kind: string; rows: Row[]; unreadable?: Unreadable };

/** Whether a part is one record, so that its place in a list tells a clerk nothing. */
export const isSingle = ({ kind, rows }: Part) =>
  kind === "XML0" || kind === "XML1" || (rows.length === 1 && Number(kind.slice(3)) > 5);

/** A dossier as the envelope gives it. */
export type RawDossier = {
  /** Its place in the file, from 1. */
  place: number;
  /** The HOSO (or check-in row) as it stood in the file, and how that was written. */
  original: string;
  encoding: Encoding;
  parts: Part[];
  /** Set where it is too large to be held in memory; then `original` is its beginning. */
  large?: LargeOriginal;
};

/** Where a large dossier lies in the text of its file (`TextReader`), in characters, and the hash of that text. */
export type LargeOriginal = { from: number; to: number; sha256: Buffer };

/** What a file says about all its dossiers. */
export type FileHeader = {
  /** MACSKCB of the envelope. */
  facilityCode: string | null;
  /** NGAYLAP as sent. */
  madeOn: string | null;
  /** SOLUONGHOSO as sent. */
  declaredCount: string | null;
};

/** A claim file as a whole. */
export type ClaimFile = FileHeader & { dossiers: RawDossier[] };

/** Longer keys would be cut by no system we know; an index takes no key that is much longer. */
export const LONGEST_REF = 200;

const roots = new Set([
  "GIAMDINHHS",
  "DANHSACHHOSO",
  "HOSO",
  "CHI_TIEU_TRANG_THAI_KCB",
  "DSACH_TRANG_THAI_KCB",
  "TRANG_THAI_KCB",
]);

/** Characters of one dossier. The portal takes files of up to 100 MB, and a long stay is a hundredth of that. */
const LARGEST_DOSSIER = 32 * 1024 * 1024;

/** Of a dossier that is larger, this much stays in memory; the whole of it is read from its file again (`keep-whole.ts`). */
const KEPT_OF_LARGE = 256 * 1024;

/** Check-ins are joined when they tell of one visit; no facility sends more than this in one file. */
const MOST_CHECKINS = 5000;

const NUMBERED = /^(?:XML[\s_-]?)?0*(\d{1,2})$/;

/** XML0 is also called by its name in some envelopes, and others by their number alone. */
const partName = (text: string) => {
  const name = text.trim().toUpperCase();
  if (name === "CHECKIN" || name === "CHECK-IN") return "XML0";
  const [, number] = NUMBERED.exec(name) ?? [];
  return number === undefined ? name : `XML${number}`;
};

/** What can be wrong with one dossier of a file. A document type is no slip: such a file is refused. */
const confined: ReadonlySet<UnreadableCode> = new Set(["not-xml", "encoding", "too-deep", "too-long"]);

type OpenDossier = {
  start: number;
  from: number;
  pieces: string[];
  size: number;
  /** Once it is too large to be held: of all that came of it so far. */
  hash: Hash | null;
  parts: Part[];
};

/**
 * Reads a claim file as it comes: an envelope GIAMDINHHS of any generation, or a check-in. What it has read so far is
 * taken with `take`, also after `write` or `end` threw `Unreadable`: a broken tail takes nothing from what came before.
 */
export class ClaimReader {
  readonly header: FileHeader = { facilityCode: null, madeOn: null, declaredCount: null };
  #read: RawDossier[] = [];
  #checkIns: RawDossier[] = [];
  #count = 0;
  #root: string | null = null;
  #text = "";
  #dossier: OpenDossier | null = null;
  #kind = "";
  #content: string[] = [];
  #collector: RowCollector | null = null;
  #nested: RowCollector | null = null;
  #failure: Unreadable | null = null;
  #depthInContent = 0;
  #inHoso = false;
  readonly #letters: TextReader;
  readonly #walker: XmlWalker = new XmlWalker(this, LARGEST_DOSSIER);

  constructor(letters = new TextReader()) {
    this.#letters = letters;
  }

  /** Reads on. */
  write(bytes: Uint8Array): void {
    this.#walk(this.#letters.write(bytes));
  }

  /** Reads on, from text that the given reader has decoded already. */
  writeText(text: string): void {
    this.#walk(text);
  }

  /** Says that nothing more comes. */
  end(): void {
    this.#walk(this.#letters.write(new Uint8Array(0), true));
    if (this.#walker.end === 0) throw new Unreadable("empty");
    this.#walker.close();
    this.#joinCheckIns();
    if (this.#count === 0) throw new Unreadable("no-dossiers");
  }

  /** The dossiers that are whole by now, each once. */
  take(): RawDossier[] {
    const read = this.#read;
    this.#read = [];
    return read;
  }

  /** What check-ins were read before the file broke off. */
  giveUp(): RawDossier[] {
    this.#joinCheckIns();
    return this.take();
  }

  #walk(text: string): void {
    this.#walker.damaged ||= this.#letters.damaged;
    try {
      if (text !== "") this.#walker.write(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#passOver(error);
    }
    if (this.#letters.failure) throw this.#letters.failure;
    const dossier = this.#dossier;
    if (!dossier || text === "") return;
    this.#keep(dossier, this.#walker.slice(dossier.from));
    dossier.from = this.#walker.end;
  }

  /** A dossier that breaks the file is held alone: what follows its end is read as if nothing had been. */
  #passOver(failure: Unreadable): void {
    const dossier = this.#dossier;
    if (!dossier || !this.#inHoso || !confined.has(failure.code)) throw failure;
    const kind = knownParts.has(this.#kind) ? this.#kind : "XML1";
    dossier.parts.push({ kind, rows: [], unreadable: failure });
    this.#collector = null;
    this.#nested = null;
    this.#content = [];
    this.#text = "";
    this.#depthInContent = 0;
    try {
      if (!this.#walker.passOver("HOSO")) throw failure;
    } catch (error) {
      if (!(error instanceof Unreadable) || error === failure) throw error;
      this.#passOver(error);
    }
  }

  #keep(dossier: OpenDossier, piece: string): void {
    dossier.size += piece.length;
    if (dossier.hash) {
      dossier.hash.update(piece, "utf16le");
      return;
    }
    dossier.pieces.push(piece);
    if (dossier.size <= LARGEST_DOSSIER) return;
    dossier.hash = createHash("sha256");
    for (const kept of dossier.pieces) dossier.hash.update(kept, "utf16le");
    dossier.pieces = [dossier.pieces.join("").slice(0, KEPT_OF_LARGE)];
    this.#content = [];
    this.#fail(new Unreadable("dossier-too-large"));
  }

  #fail(failure: Unreadable): void {
    this.#failure ??= failure;
    this.#content = [];
  }

  open(name: string, at: number): void {
    if (this.#root === null) {
      if (!roots.has(name)) throw new Unreadable("not-claims");
      this.#root = name;
    }
    this.#text = "";
    if (this.#collector) {
      this.#depthInContent += 1;
      if (!this.#failure) this.#collector.open(name);
    } else if (name === "HOSO") {
      this.#begin(at);
      this.#inHoso = true;
      this.#kind = "";
    } else if (name === "FILEHOSO") {
      this.#kind = "";
      this.#content = [];
      this.#failure = this.#dossier?.hash ? new Unreadable("dossier-too-large") : null;
    } else if (name === "NOIDUNGFILE") {
      // LOAIHOSO may come after its content, so rows are collected by any name and sorted out at the end.
      this.#collector = new RowCollector();
      this.#depthInContent = 0;
    } else if (name === "TRANG_THAI_KCB" && !this.#dossier) {
      this.#begin(at);
      this.#failure = null;
      this.#collector = new RowCollector();
      this.#depthInContent = 1;
      this.#collector.open(name);
    }
  }

  #begin(at: number): void {
    this.#dossier = { start: at, from: at, pieces: [], size: 0, hash: null, parts: [] };
  }

  text(text: string): void {
    if (!this.#collector) {
      // Between the parts only short texts mean anything.
      if (this.#text.length < LONGEST_REF * 10) this.#text += text;
      return;
    }
    if (this.#failure) return;
    try {
      if (this.#depthInContent === 0) this.#content.push(text);
      else this.#collector.text(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#fail(error);
    }
  }

  /** Inside a part that is nested plainly, its collector hears of a field at once. */
  leaf(name: string, text: string): boolean {
    if (!this.#collector || this.#depthInContent === 0) return false;
    if (this.#failure) return true;
    try {
      return this.#collector.leaf(name, text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#fail(error);
      return true;
    }
  }

  close(name: string, end: number): void {
    const text = this.#text.trim() || null;
    this.#text = "";
    if (this.#collector && this.#depthInContent > 0) {
      if (!this.#failure) this.#collector.close();
      this.#depthInContent -= 1;
      if (name === "TRANG_THAI_KCB" && this.#depthInContent === 0 && !this.#inHoso) this.#endCheckIn(end);
      return;
    }
    if (name === "LOAIHOSO") this.#kind = partName(text ?? "");
    else if (name === "NOIDUNGFILE") this.#endContent();
    else if (name === "FILEHOSO") this.#endPart();
    else if (name === "HOSO") this.#endDossier(end);
    else if (name === "MACSKCB" && !this.#dossier)
      this.header.facilityCode = text?.slice(0, LONGEST_REF) ?? null;
    else if (name === "NGAYLAP" && !this.#dossier) this.header.madeOn = text;
    else if (name === "SOLUONGHOSO" && !this.#dossier) this.header.declaredCount = text;
  }

  #endContent(): void {
    this.#nested = this.#collector;
    this.#collector = null;
  }

  #endPart(): void {
    const nested = this.#nested;
    const content = this.#content.join("");
    this.#nested = null;
    this.#content = [];
    if (!this.#dossier) return;
    const part: Part = { kind: this.#kind, rows: [] };
    this.#dossier.parts.push(part);
    if (!knownParts.has(part.kind)) return;
    try {
      if (this.#failure) throw this.#failure;
      if (content.trim() !== "") part.rows = readRows(part.kind, content);
      else if (nested) part.rows = nested.rowsOf(part.kind);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      part.unreadable = error;
    }
  }

  #endDossier(end: number): void {
    this.#inHoso = false;
    const raw = this.#whole(end);
    if (!raw) return;
    const [only, ...others] = raw.parts;
    if (only?.kind === "XML0" && others.length === 0) this.#addCheckIn(raw);
    else this.#read.push(raw);
  }

  #endCheckIn(end: number): void {
    const part: Part = { kind: "XML0", rows: [] };
    this.#dossier?.parts.push(part);
    const collector = this.#collector;
    this.#collector = null;
    const raw = this.#whole(end);
    if (this.#failure) part.unreadable = this.#failure;
    else part.rows = collector?.rowsOf("XML0") ?? [];
    if (raw) this.#addCheckIn(raw);
  }

  #whole(end: number): RawDossier | null {
    const dossier = this.#dossier;
    this.#dossier = null;
    if (!dossier) return null;
    this.#keep(dossier, this.#walker.slice(dossier.from, end));
    if (dossier.hash && !dossier.parts.some((part) => part.unreadable)) {
      dossier.parts.push({ kind: "XML1", rows: [], unreadable: new Unreadable("dossier-too-large") });
    }
    this.#count += 1;
    const { encoding } = this.#letters;
    const raw = { place: this.#count, original: dossier.pieces.join(""), encoding, parts: dossier.parts };
    if (!dossier.hash) return raw;
    return { ...raw, large: { from: dossier.start, to: end, sha256: dossier.hash.digest() } };
  }

  #addCheckIn(raw: RawDossier): void {
    this.#checkIns.push(raw);
    if (this.#checkIns.length >= MOST_CHECKINS) this.#joinCheckIns();
  }

  #joinCheckIns(): void {
    for (const raw of joinCheckIns(this.#checkIns)) this.#read.push(raw);
    this.#checkIns = [];
  }
}

/** Rows of a check-in that name the same visit are one dossier, however many first costs it lists. */
function joinCheckIns(dossiers: RawDossier[]): RawDossier[] {
  const joined: RawDossier[] = [];
  const byRef = new Map<string, RawDossier>();
  for (const dossier of dossiers) {
    const [part] = dossier.parts;
    const row = part?.rows[0];
    const ref = row?.MA_LK ? `${row.MA_CSKCB ?? ""}\n${row.MA_LK}` : null;
    const first = ref === null ? undefined : byRef.get(ref);
    if (first && part) {
      for (const row of part.rows) first.parts[0]?.rows.push(row);
      first.original += dossier.original;
    } else {
      const kept = { ...dossier };
      joined.push(kept);
      if (ref !== null) byRef.set(ref, kept);
    }
  }
  return joined;
}

/** Bytes are read this many at a time, so that no more than one dossier and a little is held. */
const CHUNK = 256 * 1024;

/** Cuts bytes into pieces as a file would give them. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Opens a claim file that is there as a whole. Throws `Unreadable`. */
export function readClaimFile(bytes: Uint8Array): ClaimFile {
  const reader = new ClaimReader();
  for (const piece of piecesOf(bytes)) reader.write(piece);
  reader.end();
  return { ...reader.header, dossiers: reader.take() };
}
