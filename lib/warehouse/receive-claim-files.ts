import type { Sql } from "postgres";
import { claimFilesIn, type GivenFile } from "./archives.ts";
import { type FileReport, receiveClaimFile, unreadableReport } from "./receive-claim-file.ts";

/** Nhận một tệp hoặc một gói nén: files what was given, one report for each claim file found in it. */
export async function* receiveClaimFiles(
  sql: Sql,
  file: GivenFile,
  o: { clock?: () => Date; progress?: (name: string, bytes: number) => void } = {},
): AsyncGenerator<FileReport> {
  for await (const found of claimFilesIn(file)) {
    if ("refused" in found) yield unreadableReport(found.name, found.refused);
    else yield await receiveClaimFile(sql, found.source, o.clock, (bytes) => o.progress?.(found.name, bytes));
  }
}
