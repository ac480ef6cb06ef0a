import fieldTable from "../../../../lib/warehouse/formats/fields.data.json" with { type: "json" };
import type { Generation } from "./generation.ts";

/** Official field name → what is sent. */
export type Fields = Record<string, string>;
/** One FILEHOSO before it is packed. */
export type WirePart = { kind: string; rows: Fields[] };

const orders = new Map(
  Object.entries(fieldTable).map(([kind, fields]) => [kind, fields.map(({ field }) => field)]),
);

/** The fields of QĐ 4210, and where they are called otherwise today. */
const legacyOrders: Record<string, string> = {
  XML1:
    "MA_LK STT MA_BN HO_TEN NGAY_SINH GIOI_TINH DIA_CHI MA_THE=MA_THE_BHYT MA_DKBD GT_THE_TU GT_THE_DEN MIEN_CUNG_CT TEN_BENH=CHAN_DOAN_RV " +
    "MA_BENH=MA_BENH_CHINH MA_BENHKHAC=MA_BENH_KT MA_LYDO_VVIEN=MA_DOITUONG_KCB MA_NOI_CHUYEN=MA_NOI_DI MA_TAI_NAN NGAY_VAO NGAY_RA SO_NGAY_DTRI " +
    "KET_QUA_DTRI TINH_TRANG_RV=MA_LOAI_RV NGAY_TTOAN T_THUOC T_VTYT T_TONGCHI=T_TONGCHI_BH T_BNTT T_BNCCT T_BHTT T_NGUONKHAC T_NGOAIDS " +
    "NAM_QT THANG_QT MA_LOAI_KCB MA_KHOA MA_CSKCB MA_KHUVUC MA_PTTT_QT CAN_NANG",
  XML2:
    "MA_LK STT MA_THUOC MA_NHOM TEN_THUOC DON_VI_TINH HAM_LUONG DUONG_DUNG LIEU_DUNG SO_DANG_KY TT_THAU PHAM_VI TYLE_TT=TYLE_TT_BH SO_LUONG " +
    "DON_GIA THANH_TIEN=THANH_TIEN_BH MUC_HUONG T_NGUON_KHAC=T_NGUONKHAC T_BNTT T_BHTT T_BNCCT T_NGOAIDS MA_KHOA MA_BAC_SI MA_BENH NGAY_YL MA_PTTT",
  XML3:
    "MA_LK STT MA_DICH_VU MA_VAT_TU MA_NHOM GOI_VTYT TEN_VAT_TU TEN_DICH_VU DON_VI_TINH PHAM_VI SO_LUONG DON_GIA=DON_GIA_BH TT_THAU " +
    "TYLE_TT=TYLE_TT_BH THANH_TIEN=THANH_TIEN_BH T_TRANTT MUC_HUONG T_NGUONKHAC T_BNTT T_BHTT T_BNCCT T_NGOAIDS MA_KHOA MA_GIUONG MA_BAC_SI " +
    "MA_BENH NGAY_YL NGAY_KQ MA_PTTT",
  XML4: "MA_LK STT MA_DICH_VU MA_CHI_SO TEN_CHI_SO GIA_TRI MA_MAY MO_TA KET_LUAN NGAY_KQ",
  XML5: "MA_LK STT DIEN_BIEN=DIEN_BIEN_LS HOI_CHAN PHAU_THUAT NGAY_YL=THOI_DIEM_DBLS",
};

/** Names that QĐ 3176 changed. */
const before3176: Record<string, Record<string, string>> = {
  XML13: { MA_CSKCB_DI: "MA_NOI_DI", MA_CSKCB_DEN: "MA_NOI_DEN" },
};

type Column = { field: string; open: string; close: string; empty: string };

function columnsOf(kind: string, generation: Generation): Column[] {
  const named =
    generation === "4210"
      ? (legacyOrders[kind] ?? "").split(" ").map((one) => one.split("="))
      : (orders.get(kind) ?? []).map((field) => [
          (generation !== "3176" && before3176[kind]?.[field]) || field,
          field,
        ]);
  return named.map(([name = "", field = name]) => ({
    field,
    open: `<${name}>`,
    close: `</${name}>`,
    empty: `<${name}></${name}>`,
  }));
}

const known = new Map<string, Column[]>();

function columns(kind: string, generation: Generation): Column[] {
  const key = `${kind} ${generation}`;
  let found = known.get(key);
  if (!found) {
    found = columnsOf(kind, generation);
    known.set(key, found);
  }
  return found;
}

const escaped = (text: string) =>
  /[<>&]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;

/** A row in the order of its decision; empty elements are written or left out, as the facility's software does. */
export function rowXml(
  element: string,
  kind: string,
  generation: Generation,
  row: Fields,
  empties: boolean,
): string {
  let xml = `<${element}>`;
  for (const { field, open, close, empty } of columns(kind, generation)) {
    const value = row[field];
    if (value) xml += open + escaped(value) + close;
    else if (empties) xml += empty;
  }
  return `${xml}</${element}>`;
}
