import type { Sql } from "postgres";
import { claimFilesIn, type GivenFile } from "./archives.ts";
import {
  beginReceiving,
  type FileReport,
  FilingQueue,
  passedOverReport,
  type Received,
  unreadableReport,
} from "./receive-claim-file.ts";

type Receiving = { clock?: () => Date; progress?: (name: string, bytes: number) => void };

/**
 * Nhận các tệp và gói nén: files what was given, in its order, one report for each claim file found in it. While the last
 * dossiers of a file are filed the next file is read.
 */
export async function* receiveClaimFiles(
  sql: Sql,
  given: GivenFile | readonly GivenFile[],
  { clock, progress }: Receiving = {},
): AsyncGenerator<FileReport> {
  const queue = new FilingQueue();
  let before: Received | null = null;
  for (const file of "name" in given ? [given] : given) {
    for await (const found of claimFilesIn(file)) {
      const received: Received =
        "refused" in found
          ? { report: Promise.resolve(unreadableReport(found.name, found.refused)) }
          : "passedOver" in found
            ? { report: Promise.resolve(passedOverReport(found.name)) }
            : await beginReceiving(sql, found.source, {
                ...{ clock, queue },
                progress: (bytes) => progress?.(found.name, bytes),
              });
      if (before) yield await before.report;
      before = received;
    }
  }
  if (before) yield await before.report;
}
