import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import type { conditions, encounters, medicines, services } from "./tables.ts";

/** Where an encounter is filed: whose book, under which id, from which file. */
export type EncounterFiling = {
  citizenId: string;
  encounterId: string;
  fileId: string;
  madeOn: string | null;
  receivedAt: Date;
};

type Encounter = typeof encounters.$inferInsert;
type Line<Table> = Omit<Table, "citizenId" | "encounterId">;

/** An encounter as a claim tells it, in our words, before anybody knows whose it is. */
export type ClaimedEncounter = {
  encounter: Required<Omit<Encounter, keyof EncounterFiling>>;
  conditions: Required<Line<typeof conditions.$inferInsert>>[];
  medicines: Required<Line<typeof medicines.$inferInsert>>[];
  services: Required<Line<typeof services.$inferInsert>>[];
};

/** 25 columns a row stay well below the 65,534 parameters of one statement. */
const ROWS_PER_STATEMENT = 1000;

/** Ghi lượt khám vào sổ: puts an encounter and its lines into a citizen's book. */
export async function fileEncounter(
  tx: TransactionSql,
  filing: EncounterFiling,
  claimed: ClaimedEncounter,
): Promise<void> {
  const { citizenId, encounterId } = filing;
  const statements = [
    tx`insert into warehouse.encounters ${tx(columns({ ...claimed.encounter, ...filing }))}`,
  ];
  for (const table of ["conditions", "medicines", "services"] as const) {
    const lines = claimed[table].map((line) => columns({ ...line, citizenId, encounterId }));
    for (let from = 0; from < lines.length; from += ROWS_PER_STATEMENT) {
      const some = lines.slice(from, from + ROWS_PER_STATEMENT);
      statements.push(tx`insert into ${tx(`warehouse.${table}`)} ${tx(some)}`);
    }
  }
  // Sent in this order without waiting between: the connection answers them one after the other.
  await Promise.all(statements);
}
