import type { TransactionSql } from "postgres";
import { columns } from "#lib/platform/columns.ts";

export type Trace = {
  facilityCode: string | null;
  claimRef: string | null;
  citizenId: string | null;
  contentHash: Buffer;
  fileId: string;
  what: "accepted" | "replaced" | "unchanged" | "older" | "quarantined" | "released";
};

/** Để lại dấu vết: what happened to a dossier, in the transaction in which it happened. */
export async function leaveTrace(tx: TransactionSql, trace: Trace): Promise<void> {
  await tx`insert into warehouse.filings ${tx(columns(trace))}`;
}
