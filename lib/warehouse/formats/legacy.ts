import type { Part } from "./envelope.ts";
import type { Generation } from "./generation.ts";
import type { Row } from "./rows.ts";

/** QĐ 4210 names and what QĐ 130 calls the same thing. */
const namesOf4210: Record<string, Record<string, string>> = {
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
  XML5: { DIEN_BIEN: "DIEN_BIEN_LS", NGAY_YL: "THOI_DIEM_DBLS" },
};

/** Names of QĐ 130 and 4750 that QĐ 3176 changed, and two spellings seen in the field. */
const namesBefore3176: Record<string, Record<string, string>> = {
  XML9: { MA_DANTOC_NMD: "MA_DANTOC_NND" },
  XML13: { MA_NOI_DI: "MA_CSKCB_DI", MA_NOI_DEN: "MA_CSKCB_DEN", MA_BACSI: "MA_BAC_SI" },
  XML14: { MA_BACSI: "MA_BAC_SI" },
};

const sentNames: Record<string, Record<string, string>> = {
  XML13: { MA_CSKCB_DI: "MA_NOI_DI", MA_CSKCB_DEN: "MA_NOI_DEN" },
};

const oldNames = Object.fromEntries(
  Object.entries(namesOf4210).map(([kind, names]) => [
    kind,
    Object.fromEntries(Object.entries(names).map(([before, after]) => [after, before])),
  ]),
);

/** The name under which a file of that generation sends what QĐ 3176 calls `field`. */
export function nameIn(generation: Generation, kind: string, field: string): string {
  if (generation === "4210") return oldNames[kind]?.[field] ?? field;
  return (generation === "3176" ? undefined : sentNames[kind]?.[field]) ?? field;
}

/** An older name gives way to the newer one where a row carries both. */
function renameRow(row: Row, names: Record<string, string>): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]) => {
      const name = names[field];
      if (name === undefined) return [[field, value]];
      return row[name] ? [] : [[name, value]];
    }),
  );
}

/** A dossier under the names of QĐ 3176. The one-digit forms of care of QĐ 4210 become two digits; codes stay otherwise. */
export function modernise(parts: Part[], generation: Generation): Part[] {
  const names = generation === "4210" ? namesOf4210 : namesBefore3176;
  // Long lists of rows are copied only where a name in them changed.
  const changes = (part: Part) =>
    names[part.kind] !== undefined || (generation === "4210" && part.kind === "XML1");
  return parts.map((part) =>
    !changes(part)
      ? part
      : {
          ...part,
          rows: part.rows.map((row) => {
            const renamed = renameRow(row, names[part.kind] ?? {});
            if (generation !== "4210") return renamed;
            if (part.kind === "XML1" && renamed.MA_LOAI_KCB?.length === 1)
              renamed.MA_LOAI_KCB = `0${renamed.MA_LOAI_KCB}`;
            return renamed;
          }),
        },
  );
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
  XML4: names("MA_LK STT MA_DICH_VU MA_CHI_SO TEN_CHI_SO GIA_TRI MO_TA KET_LUAN NGAY_KQ"),
  XML5: names("MA_LK STT DIEN_BIEN_LS HOI_CHAN PHAU_THUAT THOI_DIEM_DBLS"),
};

/** Whether QĐ 4210 knows a field at all. */
export function isLegacyField(kind: string, field: string): boolean {
  return legacyFields[kind]?.has(field) ?? false;
}
