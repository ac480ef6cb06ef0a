import { sql } from "drizzle-orm";
import writeExcelFile from "write-excel-file/node";
import { type Desk, openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { ReportAnswerInput } from "./inputs.ts";

/** Questions of one month at one facility. Times are medians in minutes; null where there were none. */
export type MonthFigures = {
  facilityCode: string;
  cases: number;
  /** Different people of age who asked. */
  adults: number;
  answered: number;
  refused: number;
  waiting: number;
  late: number;
  visits: number;
  emergencies: number;
  referred: number;
  calls: number;
  claimMinutes: number | null;
  answerMinutes: number | null;
  helpful: number;
  judged: number;
};

type Row = Omit<MonthFigures, "facilityCode" | "claimMinutes" | "answerMinutes"> & {
  facility_code: string;
  claim_minutes: number | null;
  answer_minutes: number | null;
};

const rounded = (minutes: number | null) => (minutes === null ? null : Math.round(Number(minutes)));

/** Bàn quản lý tư vấn từ xa, of the health authority. */
export const figuresDesk = (ctx: Context): Promise<Desk> =>
  openDesk(ctx, "follow-teleconsults", "teleconsult-figures");

/** Tư vấn từ xa theo cơ sở, of a month (`2026-11`). */
export async function monthFigures(desk: Desk, month: string): Promise<MonthFigures[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<Row>(sql`select * from app.teleconsult_month(${`${month}-01`}::date)`),
  );
  return rows.map(({ facility_code, claim_minutes, answer_minutes, ...row }) => ({
    ...row,
    facilityCode: facility_code,
    claimMinutes: rounded(claim_minutes),
    answerMinutes: rounded(answer_minutes),
  }));
}

/** Người lớn đã dùng tư vấn từ xa in twelve months, and all who have a book and are of age. */
export async function adultShare(desk: Desk, today: string): Promise<{ users: number; adults: number }> {
  const [[asked], [all]] = await Promise.all([
    desk.readApp((tx) => tx.execute<{ n: number }>(sql`select app.teleconsult_adults(${today}::date) as n`)),
    desk.readWarehouse((tx) =>
      tx.execute<{ n: string }>(sql`select warehouse.count_adults(${today}::date) as n`),
    ),
  ]);
  return { users: asked?.n ?? 0, adults: Number(all?.n ?? 0) };
}

/** What somebody reported of a consultation. */
export type OpenReport = {
  caseId: string;
  code: string;
  facilityCode: string;
  words: string;
  at: Date;
  answerBy: string;
};

/** Phản ánh chưa trả lời, by the day they are due. */
export async function listReports(desk: Desk): Promise<OpenReport[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{
      case_id: string;
      code: string;
      facility_code: string;
      words: string;
      at: string;
      answer_by: string;
    }>(
      sql`select case_id, code, facility_code, words, at, answer_by::text from app.list_teleconsult_reports(100)`,
    ),
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    code: row.code,
    facilityCode: row.facility_code,
    words: row.words,
    at: new Date(row.at),
    answerBy: row.answer_by,
  }));
}

/** Trả lời phản ánh, once; the person is told. */
export async function answerReport(ctx: Context, { caseId, answer }: ReportAnswerInput): Promise<void> {
  const desk = await figuresDesk(ctx);
  const [row] = await desk.actOnApp((tx) =>
    tx.execute<{ why: string | null }>(
      sql`select app.answer_teleconsult_report(${caseId}::uuid, ${answer}) as why`,
    ),
  );
  if (row?.why) throw new NotFound();
}

const headings = [
  "co_so",
  "ten_co_so",
  "cau_hoi",
  "nguoi_lon",
  "da_tra_loi",
  "tu_choi",
  "dang_cho",
  "qua_gio_hua",
  "hen_kham",
  "cap_cuu",
  "chuyen_len",
  "cuoc_goi",
  "phut_cho_nhan",
  "phut_cho_tra_loi",
  "danh_gia_giup_duoc",
  "danh_gia",
] as const;

type Cell = string | number | null;
const cellsOf = (row: MonthFigures, name: string): Cell[] => [
  row.facilityCode,
  name,
  row.cases,
  row.adults,
  row.answered,
  row.refused,
  row.waiting,
  row.late,
  row.visits,
  row.emergencies,
  row.referred,
  row.calls,
  row.claimMinutes,
  row.answerMinutes,
  row.helpful,
  row.judged,
];

/** What a spreadsheet would reckon is written as text: a name begins with no formula. */
const csvCell = (cell: Cell) => {
  const text = cell === null ? "" : /^[=+\-@\t]/.test(String(cell)) ? `'${cell}` : String(cell);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The table as CSV, with the mark by which spreadsheets know UTF-8. */
export const figuresCsv = (rows: readonly MonthFigures[], nameOf: (code: string) => string): string =>
  `\uFEFF${[[...headings], ...rows.map((row) => cellsOf(row, nameOf(row.facilityCode)))]
    .map((cells) => cells.map(csvCell).join(","))
    .join("\r\n")}\r\n`;

/** The table as an Excel workbook. */
export function figuresWorkbook(
  rows: readonly MonthFigures[],
  nameOf: (code: string) => string,
): Promise<Buffer> {
  const data = [
    headings.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) =>
      cellsOf(row, nameOf(row.facilityCode)).map((cell) =>
        cell === null
          ? null
          : typeof cell === "number"
            ? { value: cell, type: Number }
            : { value: cell, type: String },
      ),
    ),
  ];
  return writeExcelFile(data).toBuffer();
}
