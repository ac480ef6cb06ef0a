import { type Cell, csvOf, workbookOf } from "#lib/platform/spreadsheet.ts";
import type { NoteLine } from "./desk-queries.ts";
import { leftToPay } from "./desk-rules.ts";

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

/** The table as CSV. */
export const accountCsv = (notes: readonly NoteLine[]): string => csvOf(accountRows(notes));

/** The table as an Excel workbook. */
export const accountWorkbook = (notes: readonly NoteLine[]): Promise<Buffer> =>
  workbookOf(accountRows(notes), "Vien phi");
