import type { ClaimedPaper } from "#lib/record/index.ts";
import type { Part } from "./envelope.ts";
import { paperKinds, paperWords } from "./paper-words.ts";
import { type Row, sent } from "./rows.ts";
import { sentDay, sentNumber } from "./values.ts";

/** Say where a paper stands, not what it says. */
const placing = new Set(["MA_LK", "STT"]);

const columnsOfPaper = {
  number: ["SO_LUU_TRU", "SO_CHUYENTUYEN", "SO_GIAYHEN_KL", "SO_CT", "SO"],
  issuedOn: ["NGAY_CT"],
  diagnosis: ["CHAN_DOAN_RV"],
  fromOn: ["TU_NGAY", "NGOAITRU_TUNGAY", "NGAYBD_DTRI_LAO"],
  toOn: ["DEN_NGAY", "NGOAITRU_DENNGAY", "NGAYKT_DTRI_LAO"],
  days: ["SO_NGAY_NGHI", "SO_NGAY"],
  followUpOn: ["NGAY_HEN_KL"],
  destinationFacility: ["MA_CSKCB_DEN"],
};

const MOST_DAYS = 100_000;

function paperOf(kind: string, row: Row, line: number): ClaimedPaper {
  const kept = new Set<string>();
  const first = <Value>(fields: string[], read: (row: Row, field: string) => Value | null) => {
    for (const field of fields) {
      const value = read(row, field);
      if (value === null) continue;
      kept.add(field);
      return value;
    }
    return null;
  };
  const { number, issuedOn, diagnosis, fromOn, toOn, days, followUpOn, destinationFacility } = columnsOfPaper;
  const wholeDays = (from: Row, field: string) => {
    const value = sentNumber(from, field);
    return value !== null && Number.isInteger(value) && Math.abs(value) < MOST_DAYS ? value : null;
  };
  const paper = {
    kind,
    line,
    number: first(number, sent),
    issuedOn: first(issuedOn, sentDay),
    diagnosis: first(diagnosis, sent),
    fromOn: first(fromOn, sentDay),
    toOn: first(toOn, sentDay),
    days: first(days, wholeDays),
    followUpOn: first(followUpOn, sentDay),
    destinationFacility: first(destinationFacility, sent),
  };
  // Whatever has no column of its own, or did not fit it, stays as it was sent.
  const rest = Object.keys(row).filter((field) => row[field] && !kept.has(field) && !placing.has(field));
  const details = rest.map((field) => [paperWords[field] ?? field.toLowerCase(), row[field] ?? ""]);
  return { ...paper, details: Object.fromEntries(details) };
}

/** The papers of a dossier; one that comes twice in a dossier is two papers, in the order in which they came. */
export function papersOf(parts: Part[]): ClaimedPaper[] {
  return Object.entries(paperKinds).flatMap(([part, kind]) =>
    parts
      .filter((one) => one.kind === part)
      .flatMap((one) => one.rows)
      .map((row, i) => paperOf(kind, row, i + 1)),
  );
}
