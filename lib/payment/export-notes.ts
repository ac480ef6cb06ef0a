import writeExcelFile from "write-excel-file/node";
import type { NoteLine } from "./desk-queries.ts";
import { leftToPay } from "./desk-rules.ts";

/** A cell of the accountant's table: text, whole đồng, or nothing. Never a formula. */
export type Cell = string | number | null;

const headings = [
  "so_phieu",
  "loai",
  "ngay_lap",
  "ma_lk",
  "so_tien",
  "tru_tam_ung",
  "con_phai_tra",
  "tinh_trang",
  "hinh_thuc",
  "ma_giao_dich_so",
  "ma_giao_dich_vnpay",
  "ngan_hang",
  "tra_luc",
  "da_hoan",
  "ho_so_nguoi_benh_tra",
  "ho_so_ngay_thanh_toan",
] as const;

const moment = (at: Date | null) =>
  at ? new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ") : null;

/** The rows of the table, headings first; times are those of Asia/Ho_Chi_Minh. */
export function accountRows(notes: readonly NoteLine[]): Cell[][] {
  const rows = notes.map((note): Cell[] => [
    note.noteNumber,
    note.kind,
    note.issuedOn,
    note.encounterRef,
    Number(note.amountVnd),
    note.kind === "settlement" ? Number(note.setOffVnd) : 0,
    note.status === "open" ? Number(leftToPay(note)) : 0,
    note.status,
    note.channel,
    note.reference,
    note.transactionNo,
    note.bankCode,
    moment(note.paidAt),
    Number(note.refundedVnd),
    note.claimAmountVnd === null ? null : Number(note.claimAmountVnd),
    moment(note.claimPaidAt),
  ]);
  return [[...headings], ...rows];
}

/** One cell of CSV. What a spreadsheet would reckon is written as text: a facility names its notes, and others open the file. */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as CSV, with the mark by which spreadsheets know UTF-8. */
export const accountCsv = (notes: readonly NoteLine[]): string =>
  `\uFEFF${accountRows(notes)
    .map((row) => row.map(csvCell).join(","))
    .join("\r\n")}\r\n`;

/** The table as an Excel workbook. Texts are texts there, whatever they begin with. */
export function accountWorkbook(notes: readonly NoteLine[]): Promise<Buffer> {
  const [head = [], ...rows] = accountRows(notes);
  const data = [
    head.map((cell) => ({ value: String(cell), type: String, fontWeight: "bold" as const })),
    ...rows.map((row) =>
      row.map((cell) =>
        cell === null
          ? null
          : typeof cell === "number"
            ? { value: cell, type: Number, format: "#,##0" }
            : { value: cell, type: String },
      ),
    ),
  ];
  const columns = head.map((cell) => ({ width: Math.max(14, String(cell).length + 2) }));
  return writeExcelFile(data, { columns, sheet: "Vien phi", stickyRowsCount: 1 }).toBuffer();
}
