import type { Sql } from "postgres";
import { columns } from "#lib/platform/columns.ts";
import type { FileOfDossier } from "./file-claims.ts";
import type { DoseFormat } from "./formats/dose-fields.ts";
import type { Generation } from "./formats/generation.ts";
import type { Unreadable } from "./formats/unreadable.ts";
import type { Finding, Problem } from "./problems.ts";

/** What became of one file, in the shape that `ingest --json` prints. */
export type FileReport = {
  file: string;
  format: Generation | DoseFormat | "mixed" | null;
  dossiers: number;
  accepted: number;
  replaced: number;
  unchanged: number;
  quarantined: number;
  problems: Problem[];
  ms: number;
};

/** A report is one line: what exceeds it is counted, and every held dossier keeps its own findings in quarantine. */
export const MOST_PROBLEMS = 20_000;

/** Findings with what they are about. */
export const aboutOne = (dossier: string | null, findings: Finding[]): Problem[] =>
  findings.map(({ level, part, field, code, message }) => ({ level, dossier, part, field, code, message }));

/** The report of a file of which nothing could be read. */
export function unreadableReport(file: string, error: Unreadable, ms = 0): FileReport {
  const none = { dossiers: 0, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  return { file, format: null, ...none, problems: aboutOne(null, [brokenFinding(error)]), ms };
}

/** The report of something in an archive that is no claim file. */
export function passedOverReport(file: string): FileReport {
  const finding: Finding = {
    ...{ level: "warning", part: null, field: null, code: "passed-over" },
    message: "Tệp này không phải tệp hồ sơ (.xml) hay tệp mũi tiêm (.json, .csv) nên được bỏ qua.",
  };
  const none = { dossiers: 0, accepted: 0, replaced: 0, unchanged: 0, quarantined: 0 };
  return { file, format: null, ...none, problems: aboutOne(null, [finding]), ms: 0 };
}

/** What kept a file, or the rest of it, from being read. */
export function brokenFinding(error: Unreadable, filed = 0): Finding {
  const before = filed > 0 ? ` ${filed} hồ sơ ở trước chỗ hỏng vẫn được nhập.` : "";
  return {
    level: "error",
    part: null,
    field: null,
    code: "unreadable",
    message: `${error.message}${before}`,
  };
}

/** `again`: it was registered before, but a stop kept it from being filed to its end. */
export type RegisteredFile = FileOfDossier & { again: boolean };

/** What a file is known by. */
export type Known = { sha256: Buffer; bytes: number };

/** Ghi nhận một tệp: writes down that it came; the same bytes are the same file. */
export async function registerFile(
  sql: Sql,
  name: string,
  known: Known,
  facilityCode: string | null,
): Promise<RegisteredFile> {
  const [kept] = await sql<RegisteredFile[]>`
    insert into warehouse.received_files ${sql(columns({ ...known, name, facilityCode }))}
    on conflict (sha256) do update set name = received_files.name
    returning file_id as "fileId", received_at as "receivedAt", xmax <> 0 and filed_at is null as again`;
  if (!kept) throw new Error("the file was not registered");
  return kept;
}

/** That many problems were found that are not listed. */
export const moreFinding = (count: number): Finding => ({
  ...{ level: "warning", part: null, field: null, code: "more" },
  message: `Còn ${count} điểm nữa không liệt kê ở đây.`,
});
