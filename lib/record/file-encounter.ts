import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import { privateBecause, type VisitFacts } from "./privacy-rules.ts";
import type { conditions, encounters, medicines, notes, papers, results, services } from "./tables.ts";

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

/** Whether that encounter is private: its lines are what it is. */
type Privacy = { private: boolean };

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

/** 25 columns a row stay well below the 65,534 parameters of one statement. */
const ROWS_PER_STATEMENT = 1000;

/** Ghi các dòng của lượt khám: what puts lines into the book of an encounter; sent when awaited, in this order. */
export function filingLines(
  tx: TransactionSql,
  { citizenId, encounterId, private: isPrivate }: OfEncounter & Privacy,
  claimed: Partial<ClaimedLines & Pick<ClaimedEncounter, "conditions">>,
): PromiseLike<unknown>[] {
  const of = { citizenId, encounterId, private: isPrivate };
  const tables = {
    conditions: claimed.conditions?.map((line) => columns({ ...line, ...of })),
    medicines: claimed.medicines?.map((line) => columns({ ...line, ...of })),
    services: claimed.services?.map((line) => columns({ ...line, ...of })),
    results: claimed.results?.map((line) => columns({ ...line, ...of })),
    notes: claimed.notes?.map((line) => columns({ ...line, ...of })),
    papers: claimed.papers?.map(({ details, ...line }) => ({
      ...columns({ ...line, ...of }),
      details: tx.json(details),
    })),
  };
  return Object.entries(tables).flatMap(([table, lines = []]) =>
    Array.from({ length: Math.ceil(lines.length / ROWS_PER_STATEMENT) }, (_, i) => {
      const some = lines.slice(i * ROWS_PER_STATEMENT, (i + 1) * ROWS_PER_STATEMENT);
      return tx`insert into ${tx(`warehouse.${table}`)} ${tx(some)}`;
    }),
  );
}

/** What an encounter is judged private by, as its claim tells it. */
export function factsOf(claimed: ClaimedEncounter): VisitFacts {
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

/** Ghi lượt khám vào sổ: puts an encounter and its lines into a citizen's book. */
export async function fileEncounter(
  tx: TransactionSql,
  filing: EncounterFiling,
  claimed: ClaimedEncounter,
): Promise<void> {
  const because = privateBecause(factsOf(claimed));
  const of = { ...filing, private: because.length > 0 };
  // Sent in this order without waiting between: the connection answers them one after the other.
  await Promise.all([
    tx`insert into warehouse.encounters ${tx(columns({ ...claimed.encounter, ...filing, privateBecause: because }))}`,
    ...filingLines(tx, of, claimed),
  ]);
}
