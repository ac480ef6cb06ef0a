import { randomInt, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

export type Fields = Record<string, string>;
export type Part = { kind: string; row: string; rows: Fields[] };

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

/** A personal id that somebody born that year could have (TT 59/2021/TT-BCA). */
export function personalIdFor(birth: string, sex: "male" | "female" = "female"): string {
  const province = String(randomInt(1, 97)).padStart(3, "0");
  const century = Math.floor((Number(birth.slice(0, 4)) - 1900) / 100);
  return `${province}${2 * century + (sex === "male" ? 0 : 1)}${birth.slice(2, 4)}${digits(6)}`;
}

/** A woman nobody has heard of. */
export function somebody(over: Partial<{ name: string; birth: string; id: string; card: string }> = {}) {
  return {
    name: `LÊ THỊ ${randomUUID().slice(0, 8)}`,
    birth: "196203140000",
    id: personalIdFor(over.birth ?? "196203140000"),
    card: `GD451${digits(10)}`,
    ...over,
  };
}
export type Somebody = ReturnType<typeof somebody>;

export const aClaimRef = () => `TEST-${randomUUID()}`;

/** The XML1 row of a short visit to a station. */
export function summaryFor(who: Somebody, over: Fields = {}): Fields {
  return {
    MA_LK: aClaimRef(),
    STT: "1",
    MA_BN: "BM1",
    HO_TEN: who.name,
    SO_CCCD: who.id,
    NGAY_SINH: who.birth,
    GIOI_TINH: "2",
    MA_QUOCTICH: "000",
    MA_DANTOC: "01",
    MA_NGHE_NGHIEP: "00",
    DIA_CHI: "Thôn Mẫu",
    MATINH_CU_TRU: "51",
    MAXA_CU_TRU: "21085",
    MA_THE_BHYT: who.card,
    MA_DKBD: "51001",
    GT_THE_TU: "20260101",
    GT_THE_DEN: "20261231",
    LY_DO_VV: "Ho",
    CHAN_DOAN_VAO: "Theo dõi",
    CHAN_DOAN_RV: "Viêm mũi họng cấp",
    MA_BENH_CHINH: "J00",
    MA_DOITUONG_KCB: "1.2",
    NGAY_VAO: "202605120800",
    NGAY_RA: "202605120845",
    SO_NGAY_DTRI: "0",
    KET_QUA_DTRI: "2",
    MA_LOAI_RV: "1",
    NGAY_TTOAN: "202605120850",
    T_THUOC: "2880.00",
    T_VTYT: "0.00",
    T_TONGCHI_BV: "2880.00",
    T_TONGCHI_BH: "2880.00",
    T_BNTT: "0.00",
    T_BNCCT: "0.00",
    T_BHTT: "2880.00",
    T_NGUONKHAC: "0.00",
    T_BHTT_GDV: "2880.00",
    NAM_QT: "2026",
    THANG_QT: "05",
    MA_LOAI_KCB: "01",
    MA_KHOA: "K01",
    MA_CSKCB: "51001",
    CAN_NANG: "52.00",
    MA_HSBA: "26.1",
    ...over,
  };
}

/** The XML2 row that goes with `summaryFor`. */
export function medicineOf(claimRef: string, over: Fields = {}): Fields {
  return {
    MA_LK: claimRef,
    STT: "1",
    MA_THUOC: "40.48",
    MA_NHOM: "4",
    TEN_THUOC: "Paracetamol (MẪU)",
    DON_VI_TINH: "Viên",
    HAM_LUONG: "500mg",
    DUONG_DUNG: "1.01",
    LIEU_DUNG: "1 viên/lần * 2 lần/ngày * 3 ngày [2 viên/ngày]",
    SO_DANG_KY: "VD-1",
    TT_THAU: "1;G1;N4;2025",
    PHAM_VI: "1",
    TYLE_TT_BH: "100",
    SO_LUONG: "6.000",
    DON_GIA: "480.000",
    THANH_TIEN_BV: "2880.00",
    THANH_TIEN_BH: "2880.00",
    T_NGUONKHAC_NSNN: "0.00",
    T_NGUONKHAC_VTNN: "0.00",
    T_NGUONKHAC_VTTN: "0.00",
    T_NGUONKHAC_CL: "0.00",
    T_NGUONKHAC: "0.00",
    MUC_HUONG: "100",
    T_BNTT: "0.00",
    T_BNCCT: "0.00",
    T_BHTT: "2880.00",
    MA_KHOA: "K01",
    MA_BAC_SI: "000001/QNG-GPHN",
    NGAY_YL: "202605120830",
    NGAY_TH_YL: "202605120840",
    MA_PTTT: "1",
    NGUON_CTRA: "1",
    ...over,
  };
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
export const element = (name: string, row: Fields) =>
  `<${name}>${Object.entries(row)
    .map(([field, value]) => `<${field}>${escaped(value)}</${field}>`)
    .join("")}</${name}>`;

/** A visit with one medicine, as parts. */
export function visit(summary: Fields, medicines: Fields[] = [medicineOf(summary.MA_LK ?? "")]): Part[] {
  return [
    { kind: "XML1", row: "TONG_HOP", rows: [summary] },
    { kind: "XML2", row: "CHI_TIET_THUOC", rows: medicines },
  ];
}

const partXml = (part: Part) => {
  const rows = part.rows.map((row) => element(part.row, row)).join("");
  return part.kind === "XML1" ? rows : `<DSACH>${rows}</DSACH>`;
};

export type Packing = "base64" | "lines" | "plain" | "cdata";

function packed(part: Part, packing: Packing): string {
  const xml = partXml(part);
  if (packing === "plain") return xml;
  if (packing === "cdata") return `<![CDATA[\n<?xml version="1.0" encoding="utf-16"?>\n${xml}]]>`;
  const base64 = Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-8"?>${xml}`).toString("base64");
  return packing === "lines" ? `\r\n${base64.replace(/.{76}/g, "$&\r\n    ")}\r\n` : base64;
}

export const hoso = (parts: Part[], packing: Packing = "base64") =>
  `<HOSO>${parts
    .map(
      (part) =>
        `<FILEHOSO><LOAIHOSO>${part.kind}</LOAIHOSO><NOIDUNGFILE>${packed(part, packing)}</NOIDUNGFILE></FILEHOSO>`,
    )
    .join("")}</HOSO>`;

/** An envelope around dossiers, as bytes. */
export function envelope(dossiers: string[], o: { facility?: string; madeOn?: string } = {}): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>${o.facility ?? "51001"}</MACSKCB>` +
      `</THONGTINDONVI><THONGTINHOSO><NGAYLAP>${o.madeOn ?? "20260513"}</NGAYLAP><SOLUONGHOSO>${dossiers.length}` +
      `</SOLUONGHOSO><DANHSACHHOSO>${dossiers.join("")}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`,
  );
}

/** One visit in one envelope. */
export const fileOf = (summary: Fields, o: { facility?: string; madeOn?: string; packing?: Packing } = {}) =>
  envelope([hoso(visit(summary), o.packing)], o);

/** A check-in of the visit `summary` tells of. */
export function checkInOf(summary: Fields, over: Fields = {}): Buffer {
  const kept = [
    "MA_LK",
    "STT",
    "MA_BN",
    "HO_TEN",
    "SO_CCCD",
    "NGAY_SINH",
    "GIOI_TINH",
    "MA_THE_BHYT",
    "MA_DKBD",
  ];
  const more = ["GT_THE_TU", "GT_THE_DEN", "MA_DOITUONG_KCB", "NGAY_VAO", "MA_LOAI_KCB", "MA_CSKCB"];
  const row = Object.fromEntries([...kept, ...more].map((field) => [field, summary[field] ?? ""]));
  const service = { MA_DICH_VU: "MAU", TEN_DICH_VU: "Khám (MẪU)", NGAY_YL: "202605120805", ...over };
  const xml = element("TRANG_THAI_KCB", { ...row, ...service });
  return Buffer.from(
    `<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>${xml}</DSACH_TRANG_THAI_KCB><CHUKYDONVI/></CHI_TIEU_TRANG_THAI_KCB>`,
  );
}

/** A sample claim told of other people: every given text is replaced, inside base64 too. */
export function sampleClaim(name: string, replace: Record<string, string>): Buffer {
  const swap = (text: string) =>
    Object.entries(replace).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const text = readFileSync(new URL(`../../drizzle/seed/claims/${name}`, import.meta.url), "utf8");
  const inside = text.replace(/(<NOIDUNGFILE>)([^<]+)/g, (_, tag: string, content: string) => {
    return tag + Buffer.from(swap(Buffer.from(content, "base64").toString())).toString("base64");
  });
  return Buffer.from(swap(inside));
}
