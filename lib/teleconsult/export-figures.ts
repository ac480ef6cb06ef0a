import { type Cell, csvOf, workbookOf } from "#lib/platform/spreadsheet.ts";
import type { Figures } from "./oversight-queries.ts";

const headings = [
  "ma_co_so",
  "ten_co_so",
  "thang",
  "so_cau_hoi",
  "nguoi_su_dung",
  "dang_cho",
  "da_tra_loi",
  "tu_choi",
  "nguoi_hoi_rut",
  "ket_qua_loi_khuyen",
  "ket_qua_kham_truc_tiep",
  "ket_qua_cap_cuu",
  "phut_den_khi_doc_trung_vi",
  "phut_den_khi_doc_9_tren_10",
  "phut_den_khi_tra_loi_trung_vi",
  "phut_den_khi_tra_loi_9_tren_10",
  "loi_hua_da_den_han",
  "loi_hua_giu_dung",
  "chuyen_tuyen",
  "hoi_them",
  "huu_ich_co",
  "huu_ich_mot_phan",
  "huu_ich_khong",
  "phan_anh",
] as const;

/** What stands where fewer than five cases are behind a row. */
const FEW = "dưới 5";
/** What stands for all facilities and all months. */
const ALL = "tất cả";

/** The rows of the table, headings first: each facility by month and altogether, each month, and all. */
export function figuresRows(figures: readonly Figures[], facilityName: (code: string) => string): Cell[][] {
  const rows = figures.map((one): Cell[] => [
    one.facilityCode ?? ALL,
    one.facilityCode ? facilityName(one.facilityCode) : ALL,
    one.month ?? ALL,
    one.few ? FEW : one.cases,
    one.users,
    one.waiting,
    one.answered,
    one.refused,
    one.cancelled,
    one.advice,
    one.visits,
    one.emergencies,
    one.readMiddle,
    one.readMost,
    one.answerMiddle,
    one.answerMost,
    one.promises,
    one.kept,
    one.referred,
    one.seconds,
    one.helpful,
    one.partly,
    one.unhelpful,
    one.reports,
  ]);
  return [[...headings], ...rows];
}

/** Số liệu tư vấn as CSV. */
export const figuresCsv = (...given: Parameters<typeof figuresRows>): string => csvOf(figuresRows(...given));

/** Số liệu tư vấn as an Excel workbook. */
export const figuresWorkbook = (...given: Parameters<typeof figuresRows>): Promise<Buffer> =>
  workbookOf(figuresRows(...given), "Tu van tu xa");
