import { type FileReport, receiveClaimFile } from "#lib/warehouse/index.ts";
import { connectionOf } from "./database.ts";

const ingest = connectionOf("ingest");

/** Files one claim file through the real door. */
export const send = (bytes: Uint8Array, clock?: () => Date): Promise<FileReport> =>
  receiveClaimFile(ingest, { name: "test.xml", bytes }, clock);

/** The counts of a report in words: `2 accepted, 1 quarantined`. */
export function outcomeOf(report: FileReport): string {
  const counts = (["accepted", "replaced", "unchanged", "quarantined"] as const)
    .filter((what) => report[what] > 0)
    .map((what) => `${report[what]} ${what}`);
  return counts.join(", ") || "nothing";
}

/** The problems of a report, one line each: `warning XML1 T_BHTT sum-differs`. */
export const marksOf = (report: FileReport): string[] =>
  report.problems.map(({ level, part, field, code }) => `${level} ${part ?? "-"} ${field ?? "-"} ${code}`);
