import type { Sql } from "postgres";
import { claimFilesIn, type GivenFile } from "./archives.ts";
import { FilingQueue } from "./filing-queue.ts";
import {
  beginReceiving,
  type FileReport,
  passedOverReport,
  type Received,
  unreadableReport,
} from "./receive-claim-file.ts";

type Receiving = { clock?: () => Date; progress?: (name: string, bytes: number) => void };

/** Files that may be read before the report of the first of them is asked for. */
const FILES_AHEAD = 16;

/**
 * Nhận các tệp và gói nén: files what was given, in its order, one report for each claim file found in it. While dossiers
 * are filed the next files are read.
 */
export async function* receiveClaimFiles(
  sql: Sql,
  given: GivenFile | readonly GivenFile[],
  { clock, progress }: Receiving = {},
): AsyncGenerator<FileReport> {
  const queue = new FilingQueue(sql);
  const before: Received[] = [];
  try {
    for (const file of "name" in given ? [given] : given) {
      for await (const found of claimFilesIn(file)) {
        before.push(
          "refused" in found
            ? { report: Promise.resolve(unreadableReport(found.name, found.refused)) }
            : "passedOver" in found
              ? { report: Promise.resolve(passedOverReport(found.name)) }
              : await beginReceiving(sql, found.source, {
                  ...{ clock, queue },
                  progress: (bytes) => progress?.(found.name, bytes),
                }),
        );
        if (before.length > FILES_AHEAD) yield* reportsOf(before.splice(0, 1));
      }
    }
  } catch (error) {
    // What was read before it is filed, and said.
    yield* reportsOf(before.splice(0));
    throw error;
  } finally {
    await queue.idle();
  }
  yield* reportsOf(before);
}

async function* reportsOf(received: readonly Received[]): AsyncGenerator<FileReport> {
  for (const { report } of received) yield await report;
}
