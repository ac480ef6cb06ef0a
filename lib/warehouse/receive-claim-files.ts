import type { Sql } from "postgres";
import { claimFilesIn, type FoundFile, type GivenFile } from "./archives.ts";
import { type FileReport, passedOverReport, unreadableReport } from "./file-report.ts";
import { FilingQueue } from "./filing-queue.ts";
import { beginReceiving, type Received } from "./receive-claim-file.ts";
import { isDoseFile, receiveDoseFile } from "./receive-dose-file.ts";

type Receiving = { clock?: () => Date; progress?: (name: string, bytes: number) => void };

/** Files that may be read before the report of the first of them is asked for. */
const FILES_AHEAD = 16;

/**
 * Nhận các tệp và gói nén: files what was given, in its order, one report for each file of claims or doses found in it. While one file is
 * read the next is begun, and both while dossiers are filed.
 */
export async function* receiveClaimFiles(
  sql: Sql,
  given: GivenFile | readonly GivenFile[],
  { clock, progress }: Receiving = {},
): AsyncGenerator<FileReport> {
  const queue = new FilingQueue(sql);
  const read: Received[] = [];
  let reading: Promise<Received> | null = null;
  const settle = async () => {
    if (reading) read.push(await reading);
    reading = null;
  };
  const names = new Set(("name" in given ? [given] : given).map(({ name }) => name));
  const isInside = (name: string) => !names.has(name);
  const begin = async (found: FoundFile, turn: Promise<unknown> | undefined): Promise<Received> => {
    if ("refused" in found) return { report: Promise.resolve(unreadableReport(found.name, found.refused)) };
    if ("passedOver" in found) return { report: Promise.resolve(passedOverReport(found.name)) };
    const told = (bytes: number) => progress?.(found.name, bytes);
    if (!(await isDoseFile(found.source))) {
      // Archives hold notes in these forms, too.
      if (isInside(found.name) && /\.(json|csv)$/i.test(found.name))
        return { report: Promise.resolve(passedOverReport(found.name)) };
      return beginReceiving(sql, found.source, { clock, queue, turn, progress: told });
    }
    await turn;
    return { report: Promise.resolve(await receiveDoseFile(sql, found.source, { clock, progress: told })) };
  };
  try {
    for (const file of "name" in given ? [given] : given) {
      for await (const found of claimFilesIn(file)) {
        const next: Promise<Received> = begin(found, reading ?? undefined);
        // Looked at when it is its turn; an error that comes before is not lost.
        next.catch(() => {});
        await settle();
        reading = next;
        // What lies in an archive is read before the archive goes on.
        if (found.name !== file.name) await settle();
        if (read.length > FILES_AHEAD) yield* reportsOf(read.splice(0, 1));
      }
    }
    await settle();
  } catch (error) {
    // What was read before it is filed, and said.
    yield* reportsOf(read.splice(0));
    throw error;
  } finally {
    const ended = queue.end();
    await Promise.allSettled([reading, ended]);
  }
  yield* reportsOf(read);
}

async function* reportsOf(received: readonly Received[]): AsyncGenerator<FileReport> {
  for (const { report } of received) yield await report;
}
