import { createHash } from "node:crypto";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import { type Book, whoseBook } from "#lib/consent/index.ts";
import { listHistoryVersions } from "#lib/history/index.ts";
import { listInsuranceCards } from "#lib/insurance/index.ts";
import { findFeeNote } from "#lib/payment/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import type { InHand } from "#lib/platform/context.ts";
import { type EncounterDetail, findEncounter, findPaper } from "#lib/record/index.ts";
import { paperRef } from "#lib/record/rules.ts";
import { findDose } from "#lib/vaccination/index.ts";
import { noteFields, type Stood, type TargetRef, targetOf } from "./target-rules.ts";

/** A line as it stands in the book when it is reported, and whose it is. */
export type ReadTarget = {
  ref: TargetRef;
  /** One open case each: the line by what it is, not by its place alone. */
  target: string;
  stood: Stood;
  /** Null belongs to the health authority. */
  facilityCode: string | null;
  claimRef: string | null;
  happenedOn: string | null;
  private: boolean;
  receivedAt: Date | null;
};

type Fields = Record<string, string | number | Date | null | undefined>;

/** What a line says by field, as plain text; what it does not say is left out. */
export function stoodOf(title: string, fields: Fields): Stood {
  const said = Object.entries(fields).flatMap(([field, value]) => {
    if (value === null || value === undefined || value === "") return [];
    const text = value instanceof Date ? dayOf(value) : String(value);
    return [[field, text.slice(0, 1000)] as const];
  });
  return { title: title.slice(0, 300), fields: Object.fromEntries(said) };
}

/** Lines of a visit by kind and place, as cases keep them. */
export type VisitLines = Pick<
  EncounterDetail,
  "encounter" | "conditions" | "medicines" | "services" | "results" | "notes"
>;

const conditionLine = ({ code, role }: VisitLines["conditions"][number]) =>
  stoodOf(nameOfCondition(code) ?? code, { code, role });
const medicineLine = (one: VisitLines["medicines"][number]) =>
  stoodOf([one.name, one.strength].filter(Boolean).join(" "), {
    name: one.name,
    strength: one.strength,
    dose: one.doseText,
    instructions: one.instructions,
    quantity: one.quantity,
    unit: one.unit,
  });
const serviceLine = (one: VisitLines["services"][number]) =>
  stoodOf(one.name, {
    name: one.name,
    quantity: one.quantity,
    unit: one.unit,
    day: one.performedAt ?? one.orderedAt,
  });
const resultLine = (one: VisitLines["results"][number]) =>
  stoodOf(one.name ?? one.code ?? one.serviceCode ?? "-", {
    name: one.name ?? one.code ?? one.serviceCode,
    value: one.valueText,
    unit: one.unit,
    conclusion: one.conclusion,
    description: one.description,
    day: one.resultAt,
  });
const visitLine = ({ encounter }: VisitLines) =>
  stoodOf("", {
    day: encounter.arrivedAt,
    endedDay: encounter.endedAt,
    reason: encounter.reason,
    finalDiagnosis: encounter.finalDiagnosis,
    treatment: encounter.treatment,
    total: encounter.totalVnd,
    selfPay: encounter.selfPayVnd,
  });

const noteLine = (one: VisitLines["notes"][number]) =>
  stoodOf("", {
    ...noteFields(one),
    stage: one.stage,
    consultation: one.consultation,
    operation: one.operation,
  });
const costLine = ({ encounter }: VisitLines) =>
  stoodOf("", {
    total: encounter.totalVnd ?? encounter.insuredTotalVnd,
    insurancePays: encounter.insurancePaysVnd,
    copayment: encounter.copaymentVnd,
    selfPay: encounter.selfPayVnd,
  });

/** Every line of a visit of that kind by its place, from 1; places are those that links name. */
export function linesOf(kind: string, visit: VisitLines): Map<string, Stood> {
  const byLine = <Line extends { line: number }>(lines: readonly Line[], say: (line: Line) => Stood) =>
    new Map(lines.map((line) => [String(line.line), say(line)]));
  switch (kind) {
    case "visit":
      return new Map([["1", visitLine(visit)]]);
    case "condition":
      return new Map(visit.conditions.map((one, place) => [String(place + 1), conditionLine(one)]));
    case "medicine":
      return byLine(visit.medicines, medicineLine);
    case "service":
      return byLine(visit.services, serviceLine);
    case "result":
      return byLine(visit.results, resultLine);
    case "note":
      return byLine(visit.notes, noteLine);
    case "cost":
      return new Map([["1", costLine(visit)]]);
    default:
      return new Map();
  }
}

/** A paper as cases keep it. */
export const paperLine = (paper: {
  kind: string;
  number: string | null;
  issuedOn: string | null;
  diagnosis: string | null;
  fromOn: string | null;
  toOn: string | null;
  followUpOn: string | null;
}): Stood =>
  stoodOf("", {
    paperKind: paper.kind,
    number: paper.number,
    issuedOn: paper.issuedOn,
    diagnosis: paper.diagnosis,
    fromOn: paper.fromOn,
    toOn: paper.toOn,
    followUpOn: paper.followUpOn,
  });

const short = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** How a link names a card without saying its number. */
export const cardLine = ({ cardNumber, validFrom }: { cardNumber: string; validFrom: string }) =>
  short(`${cardNumber} ${validFrom}`);

/** A condition stands once in a visit by its code; any other line by its place and its name. */
function uniqueTarget(ref: TargetRef, stood: Stood): string {
  const named = targetOf(ref.kind)
    .naming.map((field) => stood.fields[field] ?? "")
    .join("|");
  const place = ref.kind === "condition" ? "" : ref.line;
  return [ref.kind, ref.encounterId ?? "", place, named ? short(named) : ""].join(":");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Reader = Pick<InHand, "mayOpenPrivate">;
type Found = Omit<ReadTarget, "ref" | "target">;

const ofNoVisit = { claimRef: null, happenedOn: null, private: false, receivedAt: null };

async function readLine(book: Book, ref: TargetRef, reader: Reader): Promise<Found | null> {
  const { kind, encounterId, line } = ref;
  if (kind === "identity") {
    const { warehouse } = await whoseBook(book);
    const fields = { personName: warehouse.name, birthDate: warehouse.birthDate, sex: warehouse.sex };
    return { ...ofNoVisit, stood: stoodOf("", fields), facilityCode: null };
  }
  if (kind === "insurance-card") {
    const card = (await listInsuranceCards(book, reader)).find((one) => cardLine(one) === line);
    if (!card) return null;
    const { cardNumber, validFrom, validTo, facilityCode, shownAt } = card;
    const stood = stoodOf("", { cardNumber, validFrom, validTo });
    return { ...ofNoVisit, stood, facilityCode, happenedOn: dayOf(shownAt) };
  }
  if (kind === "history") {
    const [entry] = await listHistoryVersions(book, line);
    if (entry?.standing !== "facility-confirmed") return null;
    const { what = "", ...more } = entry.answers;
    const rest = Object.values(more).filter(Boolean).join(", ");
    return { ...ofNoVisit, stood: stoodOf(what, { what, more: rest }), facilityCode: entry.confirmedBy };
  }
  if (kind === "fee") {
    const note = UUID.test(line) ? (await findFeeNote(book, line))?.note : undefined;
    if (!note) return null;
    const { noteNumber, issuedOn, facilityCode, encounterRef: claimRef, receivedAt } = note;
    const stood = stoodOf("", { noteNumber, issuedOn, amount: String(note.amountVnd) });
    return { ...ofNoVisit, stood, facilityCode, claimRef, happenedOn: issuedOn, receivedAt };
  }
  if (kind === "dose") {
    const found = UUID.test(line) ? await findDose(book, line) : null;
    const dose = found?.sources.find(({ doseId }) => doseId === line);
    if (!dose) return null;
    const { facilityCode, givenOn, lot, doseNumber, place, receivedAt } = dose;
    const vaccine = dose.product ?? dose.vaccineCode;
    const told = { vaccine, givenOn, doseNumber, lot, givenPlace: place };
    const stood = stoodOf(vaccine, { ...told, vaccineCode: dose.vaccineCode });
    return { ...ofNoVisit, stood, facilityCode, happenedOn: givenOn, receivedAt };
  }
  if (!encounterId) return null;
  const visit = await findEncounter(book, encounterId);
  if (!visit) return null;
  const { encounter } = visit;
  const from = {
    facilityCode: encounter.facilityCode,
    claimRef: encounter.encounterRef,
    happenedOn: dayOf(encounter.arrivedAt),
    private: encounter.private,
    receivedAt: encounter.receivedAt,
  };
  if (kind === "paper") {
    const at = line.lastIndexOf("-");
    const named = paperRef(`${encounterId}.${line.slice(0, at)}.${line.slice(at + 1)}`);
    const paper = named ? await findPaper(book, named) : null;
    return paper ? { ...from, stood: paperLine(paper) } : null;
  }
  const stood = linesOf(kind, visit).get(line);
  return stood ? { ...from, stood } : null;
}

/**
 * Đọc dòng bị báo sai: the line that a link names, read through the opened book; null when this book has no such line. A
 * line of a private visit that is not opened is not there either.
 */
export async function readTarget(book: Book, ref: TargetRef, reader: Reader): Promise<ReadTarget | null> {
  const found = await readLine(book, ref, reader);
  return found ? { ...found, ref, target: uniqueTarget(ref, found.stood) } : null;
}
