import { knownParts, type Row, RowCollector, readRows } from "./rows.ts";
import { textOf } from "./text.ts";
import { Unreadable } from "./unreadable.ts";
import { walkXml } from "./xml.ts";

/** One part (XML1, XML2 …) of a dossier: its rows, or why it could not be read. */
export type Part = { kind: string; rows: Row[]; unreadable?: Unreadable };

/** Whether a part is one record, so that its place in a list tells a clerk nothing. */
export const isSingle = ({ kind, rows }: Part) =>
  kind === "XML0" || kind === "XML1" || (rows.length === 1 && Number(kind.slice(3)) > 5);

/** A dossier as the envelope gives it. */
export type RawDossier = {
  /** Its place in the file, from 1. */
  place: number;
  /** The HOSO (or check-in row) as it stood in the file. */
  original: string;
  parts: Part[];
};

export type ClaimFile = {
  /** MACSKCB of the envelope. */
  facilityCode: string | null;
  /** NGAYLAP as sent. */
  madeOn: string | null;
  /** SOLUONGHOSO as sent. */
  declaredCount: string | null;
  dossiers: RawDossier[];
};

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

/** Above it a file needs the streaming reader; V8 cannot hold much more than twice this in one string. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** XML0 is also called by its name in some envelopes. */
const partName = (text: string) => {
  const name = text.trim().toUpperCase();
  return name === "CHECKIN" || name === "CHECK-IN" ? "XML0" : name;
};

class EnvelopeReader {
  readonly file: ClaimFile = { facilityCode: null, madeOn: null, declaredCount: null, dossiers: [] };
  #root: string | null = null;
  #text = "";
  #dossier: { at: number; parts: Part[] } | null = null;
  #kind = "";
  #content = "";
  #collector: RowCollector | null = null;
  #depthInContent = 0;
  #checkInAt = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  open(name: string, at: number): void {
    if (this.#root === null) {
      if (!roots.has(name)) throw new Unreadable("not-claims");
      this.#root = name;
    }
    this.#text = "";
    if (this.#collector) {
      this.#depthInContent += 1;
      this.#collector.open(name);
    } else if (name === "HOSO") {
      this.#dossier = { at, parts: [] };
    } else if (name === "FILEHOSO") {
      this.#kind = "";
      this.#content = "";
    } else if (name === "NOIDUNGFILE") {
      // LOAIHOSO may come after its content, so rows are collected by any name and sorted out at the end.
      this.#collector = new RowCollector();
      this.#depthInContent = 0;
    } else if (name === "TRANG_THAI_KCB" && !this.#dossier) {
      this.#checkInAt = at;
      this.#collector = new RowCollector();
      this.#depthInContent = 1;
      this.#collector.open(name);
    }
  }

  text(text: string): void {
    this.#text += text;
    if (!this.#collector) return;
    if (this.#depthInContent === 0) this.#content += text;
    else this.#collector.text(text);
  }

  close(name: string, end: number): void {
    const text = this.#text.trim() || null;
    this.#text = "";
    if (this.#collector && this.#depthInContent > 0) {
      this.#collector.close();
      this.#depthInContent -= 1;
      if (name === "TRANG_THAI_KCB" && this.#depthInContent === 0 && !this.#dossier) this.#endCheckIn(end);
      return;
    }
    if (name === "LOAIHOSO") this.#kind = partName(text ?? "");
    else if (name === "NOIDUNGFILE") this.#endContent();
    else if (name === "FILEHOSO") this.#endPart();
    else if (name === "HOSO") this.#endDossier(end);
    else if (name === "MACSKCB" && !this.#dossier)
      this.file.facilityCode = text?.slice(0, LONGEST_REF) ?? null;
    else if (name === "NGAYLAP" && !this.#dossier) this.file.madeOn = text;
    else if (name === "SOLUONGHOSO" && !this.#dossier) this.file.declaredCount = text;
  }

  #nested: RowCollector | null = null;

  #endContent(): void {
    this.#nested = this.#collector;
    this.#collector = null;
  }

  #endPart(): void {
    const nested = this.#nested;
    this.#nested = null;
    if (!this.#dossier) return;
    const part: Part = { kind: this.#kind, rows: [] };
    this.#dossier.parts.push(part);
    if (!knownParts.has(part.kind)) return;
    try {
      if (this.#content.trim() !== "") part.rows = readRows(part.kind, this.#content);
      else if (nested) part.rows = nested.rowsOf(part.kind);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      part.unreadable = error;
    }
    this.#content = "";
  }

  #endDossier(end: number): void {
    if (!this.#dossier) return;
    this.#keep(this.#dossier.at, end, this.#dossier.parts);
    this.#dossier = null;
  }

  #endCheckIn(end: number): void {
    this.#keep(this.#checkInAt, end, [{ kind: "XML0", rows: this.#collector?.rowsOf("XML0") ?? [] }]);
    this.#collector = null;
  }

  #keep(at: number, end: number, parts: Part[]): void {
    const place = this.file.dossiers.length + 1;
    this.file.dossiers.push({ place, original: this.#source.slice(at, end), parts });
  }
}

/** Rows of a check-in that name the same visit are one dossier, however many first costs it lists. */
function joinCheckIns(dossiers: RawDossier[]): RawDossier[] {
  const joined: RawDossier[] = [];
  const byRef = new Map<string, RawDossier>();
  for (const dossier of dossiers) {
    const [part] = dossier.parts;
    const row = dossier.parts.length === 1 && part?.kind === "XML0" ? part.rows[0] : undefined;
    const ref = row?.MA_LK ? `${row.MA_CSKCB ?? ""}\n${row.MA_LK}` : null;
    const first = ref === null ? undefined : byRef.get(ref);
    if (first && part) {
      for (const row of part.rows) first.parts[0]?.rows.push(row);
      first.original += dossier.original;
    } else {
      joined.push({ ...dossier, place: joined.length + 1 });
      const kept = joined.at(-1);
      if (ref !== null && kept) byRef.set(ref, kept);
    }
  }
  return joined;
}

/** Opens a claim file: an envelope GIAMDINHHS of any generation, or a check-in. Throws `Unreadable`. */
export function readClaimFile(bytes: Uint8Array): ClaimFile {
  if (bytes.length > LARGEST_FILE) throw new Unreadable("too-large");
  const text = textOf(bytes).trimStart();
  if (text.trim() === "") throw new Unreadable("empty");
  const reader = new EnvelopeReader(text);
  walkXml(text, reader, LARGEST_FILE);
  if (reader.file.dossiers.length === 0) throw new Unreadable("no-dossiers");
  return { ...reader.file, dossiers: joinCheckIns(reader.file.dossiers) };
}

/** Opens one dossier that was kept as it came (`RawDossier.original`). */
export function readKeptDossier(original: string): RawDossier {
  const [dossier] = readClaimFile(Buffer.from(`<DANHSACHHOSO>${original}</DANHSACHHOSO>`)).dossiers;
  if (!dossier) throw new Unreadable("no-dossiers");
  return dossier;
}
