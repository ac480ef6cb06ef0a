import { createHash } from "node:crypto";
import type { ClaimedPerson } from "#lib/identity/index.ts";
import type { FiledDose, KnownVaccines } from "#lib/vaccination/index.ts";
import { checkDose, LONGEST_DOSE_REF } from "./formats/check-dose.ts";
import { doseColumns, dosesOfCsv } from "./formats/dose-csv.ts";
import { dosePaths, dosesOfBundle } from "./formats/dose-fhir.ts";
import type { DoseFieldNames, DoseFields, DoseFormat, RawDose } from "./formats/dose-fields.ts";
import { found } from "./formats/findings.ts";
import { Unreadable } from "./formats/unreadable.ts";
import { NO_FACILITY } from "./hold-dossier.ts";
import type { Place } from "./lock-claims.ts";
import type { Finding } from "./problems.ts";

/** A dose after reading and checking: what it says, what is wrong with it, and, when it may be filed, the dose. */
export type SentDose = {
  format: DoseFormat;
  place: number;
  original: Buffer;
  /** The key under which it is filed or held; one without a reference goes by its place in the file. */
  key: Place;
  /** Its own reference; null where it has none. */
  doseRef: string | null;
  contentHash: Buffer;
  madeAt: Date | null;
  person: ClaimedPerson | null;
  findings: Finding[];
  /** Null when an error holds it. */
  dose: FiledDose | null;
};

/** What the fields of a form are called where they were sent. */
export const namesIn: Record<DoseFormat, DoseFieldNames> = { csv: doseColumns, fhir: dosePaths };

/** Doses beyond which one person in one file is more than anybody ever had; the number is ours. */
const MOST_OF_A_PERSON = 100;

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable("not-utf-8");
  }
}

/** The doses of a file, unchecked, and their form. */
export function* rawDosesOf(bytes: Uint8Array): Generator<RawDose & { format: DoseFormat }> {
  const text = textOf(bytes);
  if (text.trim() === "") throw new Unreadable("empty");
  const format: DoseFormat = text.trimStart().startsWith("{") ? "fhir" : "csv";
  for (const raw of format === "fhir" ? dosesOfBundle(text) : dosesOfCsv(text)) yield { ...raw, format };
}

/** What a dose is known by: everything it says but when that was written. */
function hashOf({ fields, broken, original }: RawDose): Buffer {
  const { madeAt: _, ...said } = fields;
  return createHash("sha256")
    .update(broken ? original : JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest();
}

/** Đọc một mũi tiêm: checks it and puts it in our words. Pure: the day of today and the vaccines are given. */
export function readDose(
  raw: RawDose & { format: DoseFormat },
  known: KnownVaccines,
  today: string,
): SentDose {
  const { format, place, original, fields, broken } = raw;
  const checked = broken
    ? { dose: null, person: null, findings: [found("error", "malformed", null, null, broken)] }
    : checkDose(fields, namesIn[format], known, today);
  const doseRef = fields.doseRef?.slice(0, LONGEST_DOSE_REF) ?? null;
  return {
    ...{ format, place, original, doseRef, contentHash: hashOf(raw) },
    key: { facilityCode: fields.facilityCode?.slice(0, 20) ?? NO_FACILITY, claimRef: doseRef ?? `#${place}` },
    madeAt: checked.dose?.madeAt ?? null,
    ...checked,
  };
}

const whoIs = ({ facilityCode, personalId, parentId, cards, name, born }: DoseFields) =>
  JSON.stringify([facilityCode, personalId, parentId, cards, name, born]);

/** Đọc và kiểm tra một tệp mũi tiêm, its doses in their order. Those of a person who has too many are all held. */
export function readDoses(bytes: Uint8Array, known: KnownVaccines, today: string): SentDose[] {
  const raws = [...rawDosesOf(bytes)];
  const counts = new Map<string, number>();
  for (const { fields } of raws) counts.set(whoIs(fields), (counts.get(whoIs(fields)) ?? 0) + 1);
  return raws.map((raw) => {
    const sent = readDose(raw, known, today);
    const count = counts.get(whoIs(raw.fields)) ?? 0;
    if (count <= MOST_OF_A_PERSON) return sent;
    const sentence = `Tệp ghi ${count} mũi cho một người, nhiều hơn ${MOST_OF_A_PERSON}. Hãy kiểm tra lại phần mềm gửi.`;
    const tooMany = found("error", "too-many-doses", null, namesIn[raw.format].personalId, sentence);
    return { ...sent, dose: null, findings: [tooMany, ...sent.findings] };
  });
}

/** Opens one dose that was kept as it came. */
export function readKeptDose(original: Uint8Array, known: KnownVaccines, today: string): SentDose {
  const [raw] = rawDosesOf(original);
  if (!raw) throw new Unreadable("no-doses");
  return readDose(raw, known, today);
}
