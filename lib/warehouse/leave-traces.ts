import type { TransactionSql } from "postgres";
import { hexOf, insertRows } from "#lib/platform/insert-rows.ts";
import { filings } from "./tables.ts";

export type Trace = {
  facilityCode: string | null;
  claimRef: string | null;
  citizenId: string | null;
  contentHash: Buffer;
  fileId: string;
  what: "accepted" | "replaced" | "unchanged" | "older" | "quarantined" | "released" | "left";
};

/** Để lại dấu vết: what happened to dossiers, in the transaction in which it happened. */
export function leaveTraces(tx: TransactionSql, traces: readonly Trace[]): Promise<unknown>[] {
  const rows = traces.map(({ facilityCode, claimRef, citizenId, contentHash, fileId, what }) => ({
    ...{ facilityCode, claimRef, citizenId, contentHash: hexOf(contentHash), fileId, what },
  }));
  return insertRows(tx, filings, rows);
}
