import type { Fields, Part } from "./claims.ts";

const money = ["THANH_TIEN_BV", "THANH_TIEN_BH", "T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC"];

/** An XML3 row of a visit: a scan that cost nothing. */
export function scanOf(claimRef: string, over: Fields = {}): Fields {
  return {
    ...{ MA_LK: claimRef, STT: "1", MA_DICH_VU: "MAU.SA.0001", TEN_DICH_VU: "Siêu âm ổ bụng (MẪU)" },
    ...{ MA_NHOM: "2", DON_VI_TINH: "Lần", PHAM_VI: "1", SO_LUONG: "1.000" },
    ...{ DON_GIA_BV: "0.000", DON_GIA_BH: "0.000", TYLE_TT_DV: "100", TYLE_TT_BH: "100", MUC_HUONG: "100" },
    ...{ MA_KHOA: "K01", MA_BAC_SI: "000001/QNG-GPHN", MA_BENH: "I10", MA_PTTT: "1" },
    ...Object.fromEntries(money.map((field) => [field, "0.00"])),
    ...over,
  };
}

/** XML3 of these rows. */
export const servicesOf = (rows: Fields[]): Part => ({ kind: "XML3", row: "CHI_TIET_DVKT", rows });

/** XML4 of these rows, each with its line number and who read it. */
export const resultsOf = (claimRef: string, rows: Fields[]): Part => ({
  kind: "XML4",
  row: "CHI_TIET_CLS",
  rows: rows.map((row, at) => ({
    ...{ MA_LK: claimRef, STT: String(at + 1), MA_DICH_VU: "MAU.XN.1", MA_BS_DOC_KQ: "000002/QNG-GPHN" },
    ...row,
  })),
});

/** XML5 of these notes, each at its time. */
export const notesOf = (claimRef: string, notes: { at: string; text: string }[]): Part => ({
  kind: "XML5",
  row: "CHI_TIET_DIEN_BIEN_BENH",
  rows: notes.map(({ at, text }, i) => ({
    ...{ MA_LK: claimRef, STT: String(i + 1), DIEN_BIEN_LS: text, THOI_DIEM_DBLS: at },
    NGUOI_THUC_HIEN: "000001/QNG-GPHN",
  })),
});
