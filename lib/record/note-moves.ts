import type { TransactionSql } from "postgres";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { moves } from "./tables.ts";

/** A visit that goes from one book to another, or, taken out by the health authority, to none. */
export type Move = {
  encounterId: string;
  facilityCode: string;
  from: { citizenId: string; arrivedAt: Date };
  to: { citizenId: string; arrivedAt: Date } | null;
};

/** Ghi việc đổi sổ: leaves a line in the book that a visit left and in the one that it entered. */
export function noteMoves(tx: TransactionSql, moved: readonly Move[]): Promise<unknown>[] {
  const rows = moved.flatMap(({ from, to, encounterId, facilityCode }) => {
    const visit = { encounterId, facilityCode };
    const left = { citizenId: from.citizenId, arrivedAt: from.arrivedAt, direction: "left", ...visit };
    if (!to) return [left];
    return [left, { citizenId: to.citizenId, arrivedAt: to.arrivedAt, direction: "entered", ...visit }];
  });
  return insertRows(tx, moves, rows);
}
