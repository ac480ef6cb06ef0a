import type { TransactionSql } from "postgres";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { doses } from "./tables.ts";

type Row = typeof doses.$inferInsert;

/** Whose a dose is, and how it came. */
export type DoseFiling = Pick<Row, "citizenId" | "doseId" | "fileId" | "receivedAt" | "format">;

/** A dose as a source tells it. */
export type FiledDose = Required<Omit<Row, keyof DoseFiling>>;

/** Ghi mũi tiêm vào sổ, for the warehouse under its locks. */
export function fileDoses(
  tx: TransactionSql,
  filed: readonly { filing: DoseFiling; dose: FiledDose }[],
): Promise<unknown>[] {
  return insertRows(
    tx,
    doses,
    filed.map(({ filing, dose }) => ({ ...filing, ...dose })),
  );
}

/** Rút mũi đã ghi: takes doses out of their books, because another version or a decision takes their place. */
export function withdrawDoses(
  tx: TransactionSql,
  filed: readonly { citizenId: string; doseId: string }[],
): Promise<unknown>[] {
  if (filed.length === 0) return [];
  const asked = JSON.stringify(filed.map(({ citizenId, doseId }) => ({ citizenId, doseId })));
  return [
    tx`
      delete from warehouse.doses d
      using json_to_recordset(${asked}::text::json) as r("citizenId" uuid, "doseId" uuid)
      where d.citizen_id = r."citizenId" and d.dose_id = r."doseId"`.execute(),
  ];
}
