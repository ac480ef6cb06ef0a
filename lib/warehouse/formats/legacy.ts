import type { Part } from "./envelope.ts";
import type { Row } from "./rows.ts";

/** QĐ 4210 names and what QĐ 130 calls the same thing. */
const newNames: Record<string, Record<string, string>> = {
  XML1: {
    MA_THE: "MA_THE_BHYT",
    TEN_BENH: "CHAN_DOAN_RV",
    MA_BENH: "MA_BENH_CHINH",
    MA_BENHKHAC: "MA_BENH_KT",
    TINH_TRANG_RV: "MA_LOAI_RV",
    MA_LYDO_VVIEN: "MA_DOITUONG_KCB",
    MIEN_CUNG_CT: "NGAY_MIEN_CCT",
    MA_NOI_CHUYEN: "MA_NOI_DI",
    T_TONGCHI: "T_TONGCHI_BH",
  },
  XML2: { THANH_TIEN: "THANH_TIEN_BH", TYLE_TT: "TYLE_TT_BH", T_NGUON_KHAC: "T_NGUONKHAC" },
  XML3: {
    THANH_TIEN: "THANH_TIEN_BH",
    TYLE_TT: "TYLE_TT_BH",
    DON_GIA: "DON_GIA_BH",
    T_NGUON_KHAC: "T_NGUONKHAC",
  },
};

const oldNames = Object.fromEntries(
  Object.entries(newNames).map(([kind, names]) => [
    kind,
    Object.fromEntries(Object.entries(names).map(([before, after]) => [after, before])),
  ]),
);

/** The name under which a QĐ 4210 file sends what QĐ 130 calls `field`. */
export function legacyName(kind: string, field: string): string {
  return oldNames[kind]?.[field] ?? field;
}

function renameRow(row: Row, names: Record<string, string>): Row {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [names[field] ?? field, value]));
}

/** A QĐ 4210 dossier under the names of QĐ 130. Its one-digit forms of care become two digits; codes stay otherwise. */
export function modernise(parts: Part[]): Part[] {
  return parts.map((part) => ({
    ...part,
    rows: part.rows.map((row) => {
      const renamed = renameRow(row, newNames[part.kind] ?? {});
      if (part.kind === "XML1" && renamed.MA_LOAI_KCB?.length === 1)
        renamed.MA_LOAI_KCB = `0${renamed.MA_LOAI_KCB}`;
      return renamed;
    }),
  }));
}

const names = (text: string) => new Set(text.split(" "));

/** The fields QĐ 4210 has, under the names of QĐ 130; what it never asked for is not missing. */
const legacyFields: Record<string, Set<string>> = {
  XML1: names(
    "MA_LK STT MA_BN HO_TEN NGAY_SINH GIOI_TINH DIA_CHI MA_THE_BHYT MA_DKBD GT_THE_TU GT_THE_DEN CHAN_DOAN_RV " +
      "MA_BENH_CHINH MA_BENH_KT MA_DOITUONG_KCB MA_NOI_DI MA_TAI_NAN NGAY_VAO NGAY_RA SO_NGAY_DTRI KET_QUA_DTRI " +
      "MA_LOAI_RV NGAY_TTOAN T_THUOC T_VTYT T_TONGCHI_BH T_BNTT T_BNCCT T_BHTT T_NGUONKHAC NAM_QT THANG_QT " +
      "MA_LOAI_KCB MA_KHOA MA_CSKCB MA_KHUVUC MA_PTTT_QT",
  ),
  XML2: names(
    "MA_LK STT MA_THUOC MA_NHOM TEN_THUOC DON_VI_TINH HAM_LUONG DUONG_DUNG LIEU_DUNG SO_DANG_KY TT_THAU PHAM_VI " +
      "TYLE_TT_BH SO_LUONG DON_GIA THANH_TIEN_BH MUC_HUONG T_NGUONKHAC T_BNTT T_BHTT T_BNCCT MA_KHOA MA_BAC_SI " +
      "NGAY_YL MA_PTTT",
  ),
  XML3: names(
    "MA_LK STT MA_DICH_VU MA_VAT_TU MA_NHOM TEN_VAT_TU TEN_DICH_VU DON_VI_TINH PHAM_VI SO_LUONG DON_GIA_BH TT_THAU " +
      "TYLE_TT_BH THANH_TIEN_BH MUC_HUONG T_NGUONKHAC T_BNTT T_BHTT T_BNCCT MA_KHOA MA_GIUONG MA_BAC_SI MA_BENH " +
      "NGAY_YL NGAY_KQ MA_PTTT",
  ),
};

/** Whether QĐ 4210 knows a field at all. */
export function isLegacyField(kind: string, field: string): boolean {
  return legacyFields[kind]?.has(field) ?? false;
}
