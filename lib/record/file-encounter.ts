import type { TransactionSql } from "postgres";
import { insertWritten, type WrittenRows, written } from "#lib/platform/insert-rows.ts";
import { privateBecause, type VisitFacts } from "./privacy-rules.ts";
import type { PrivacyReason } from "./private-visits.data.ts";
import { conditions, encounters, medicines, notes, papers, results, services } from "./tables.ts";

/** Where an encounter is filed: whose book, under which id, from which file. */
export type EncounterFiling = {
  citizenId: string;
  encounterId: string;
  fileId: string;
  madeOn: string | null;
  receivedAt: Date;
};

/** The encounter of a book that lines belong to. */
export type OfEncounter = Pick<EncounterFiling, "citizenId" | "encounterId">;

type Encounter = typeof encounters.$inferInsert;
type Line<Table> = Required<Omit<Table, "citizenId" | "encounterId" | "private">>;

/** A paper of a visit, in our words. */
export type ClaimedPaper = Omit<Line<typeof papers.$inferInsert>, "details"> & {
  details: Record<string, string>;
};

/** What a claim lists beside its summary. */
export type ClaimedLines = {
  medicines: Line<typeof medicines.$inferInsert>[];
  services: Line<typeof services.$inferInsert>[];
  results: Line<typeof results.$inferInsert>[];
  notes: Line<typeof notes.$inferInsert>[];
  papers: ClaimedPaper[];
};

/** An encounter as a claim tells it, in our words, before anybody knows whose it is. */
export type ClaimedEncounter = ClaimedLines & {
  encounter: Required<Omit<Encounter, keyof EncounterFiling | "privateBecause">>;
  conditions: Omit<Line<typeof conditions.$inferInsert>, "arrivedAt">[];
};

/** What is not known of a line before its visit is filed, and of the visit itself. */
const ownOfLine = ["citizenId", "encounterId", "private"];
const ownOfEncounter = ["citizenId", "encounterId", "fileId", "madeOn", "receivedAt", "privateBecause"];

const lineTables = { conditions, medicines, services, results, notes, papers };
type LineTable = keyof typeof lineTables;
const tableNames = Object.keys(lineTables) as LineTable[];

/** Every table that a visit fills, itself before its lines. */
export const tablesOfVisits = [encounters, ...Object.values(lineTables)];

/** Lines as their tables take them, but for whose they are. */
type WrittenLines = Partial<Record<LineTable, WrittenRows>>;

/** An encounter as its tables take it, but for whose book it is in, and why it is private. */
export type WrittenEncounter = {
  encounter: WrittenRows;
  lines: WrittenLines;
  because: PrivacyReason[];
};

/** Puts lines in the form in which their tables take them. */
function writtenLines(lines: Partial<Record<LineTable, readonly Record<string, unknown>[]>>): WrittenLines {
  return Object.fromEntries(
    tableNames.map((name) => [name, written(lineTables[name], lines[name] ?? [], ownOfLine)]),
  );
}

/** Puts a claimed encounter in the form in which the tables take it: half the work of filing it, and nobody else's. */
export function writeEncounter(claimed: ClaimedEncounter): WrittenEncounter {
  const { arrivedAt } = claimed.encounter;
  const { medicines, services, results, notes, papers } = claimed;
  const conditions = claimed.conditions.map((condition) => ({ ...condition, arrivedAt }));
  return {
    encounter: written(encounters, [claimed.encounter], ownOfEncounter),
    lines: writtenLines({ conditions, medicines, services, results, notes, papers }),
    because: privateBecause(factsOf(claimed)),
  };
}

/** Lines on their way into the book of an encounter, as private as it is. */
type FiledLines = { of: OfEncounter & { private: boolean }; lines: WrittenLines };

/** Ghi các dòng của lượt khám: puts the lines of some encounters into their books, a statement per table. */
function insertLines(tx: TransactionSql, filed: readonly FiledLines[]): Promise<unknown>[] {
  return tableNames.flatMap((name) =>
    insertWritten(
      tx,
      lineTables[name],
      filed.flatMap(({ of: { citizenId, encounterId, private: isPrivate }, lines }) => {
        const rows = lines[name];
        return rows ? [{ own: { citizenId, encounterId, private: isPrivate }, rows }] : [];
      }),
    ),
  );
}

/** Ghi một số dòng của một lượt khám. */
export function fileLines(
  tx: TransactionSql,
  of: OfEncounter & { private: boolean },
  lines: Partial<ClaimedLines>,
): Promise<unknown>[] {
  return insertLines(tx, [{ of, lines: writtenLines(lines) }]);
}

/** What an encounter is judged private by, as its claim tells it. */
function factsOf(claimed: ClaimedEncounter): VisitFacts {
  const { reason, admissionReason, provisionalDiagnosis, finalDiagnosis, patientCategory } =
    claimed.encounter;
  const named = [...claimed.medicines, ...claimed.services, ...claimed.results].map((line) => line.name);
  const diagnosed = claimed.papers.map((paper) => paper.diagnosis);
  return {
    conditionCodes: claimed.conditions.map((condition) => condition.code),
    names: [reason, admissionReason, provisionalDiagnosis, finalDiagnosis, ...named, ...diagnosed],
    paperKinds: claimed.papers.map((paper) => paper.kind),
    patientCategory,
  };
}

/** Ghi lượt khám vào sổ: puts encounters and their lines into citizens' books; sent at once, in this order. */
export function fileEncounters(
  tx: TransactionSql,
  filed: readonly { filing: EncounterFiling; written: WrittenEncounter }[],
): Promise<unknown>[] {
  const encountersOf = filed.map(({ filing, written: { encounter, because } }) => {
    const { citizenId, encounterId, fileId, madeOn, receivedAt } = filing;
    const own = { citizenId, encounterId, fileId, madeOn, receivedAt, privateBecause: because };
    return { own, rows: encounter };
  });
  const lines = filed.map(({ filing: { citizenId, encounterId }, written: { lines, because } }) => ({
    of: { citizenId, encounterId, private: because.length > 0 },
    lines,
  }));
  return [...insertWritten(tx, encounters, encountersOf), ...insertLines(tx, lines)];
}
