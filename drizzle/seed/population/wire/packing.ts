import { type DayNumber, ymd } from "../calendar.ts";
import type { Facility } from "../places.data.ts";
import { type Fields, rowXml, type WirePart } from "./elements.ts";
import type { Generation } from "./generation.ts";

/** Root, list and row of each part; papers are a row alone. */
const wraps: Record<string, readonly [wrap: string, list: string, row: string] | readonly [row: string]> = {
  XML1: ["TONG_HOP"],
  XML2: ["CHITIEU_CHITIET_THUOC", "DSACH_CHI_TIET_THUOC", "CHI_TIET_THUOC"],
  XML3: ["CHITIEU_CHITIET_DVKT_VTYT", "DSACH_CHI_TIET_DVKT", "CHI_TIET_DVKT"],
  XML4: ["CHITIEU_CHITIET_DICHVUCANLAMSANG", "DSACH_CHI_TIET_CLS", "CHI_TIET_CLS"],
  XML5: ["CHITIEU_CHITIET_DIENBIENLAMSANG", "DSACH_CHI_TIET_DIEN_BIEN_BENH", "CHI_TIET_DIEN_BIEN_BENH"],
  XML6: [
    "CHI_TIEU_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
    "DSACH_HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
    "HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS",
  ],
  XML7: ["CHI_TIEU_DU_LIEU_GIAY_RA_VIEN"],
  XML8: ["CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN"],
  XML9: ["CHI_TIEU_DU_LIEU_GIAY_CHUNG_SINH", "DSACH_GIAYCHUNGSINH", "DU_LIEU_GIAY_CHUNG_SINH"],
  XML10: ["CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI"],
  XML11: ["CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI"],
  XML13: ["CHI_TIEU_GIAYCHUYENTUYEN"],
  XML14: ["CHI_TIEU_GIAYHEN_KHAMLAI"],
  XML15: ["CHI_TIEU_DIEUTRI_BENHLAO", "DSACH_CHITIET_DIEUTRI_BENHLAO", "CHITIET_DIEUTRI_BENHLAO"],
};

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

function partXml({ kind, rows }: WirePart, generation: Generation, empties: boolean): string {
  const names = wraps[kind] ?? ["ROW"];
  const element = names.at(-1) ?? "ROW";
  const inner = rows.map((row) => rowXml(element, kind, generation, row, empties)).join("");
  if (names.length === 1) return declaration + inner;
  const [wrap, list] = names;
  const listed = `<${list}>${inner}</${list}>`;
  return declaration + (generation === "4210" ? listed : `<${wrap}>${listed}</${wrap}>`);
}

/** One dossier of a file, packed as the facility's software packs it. */
export function dossierXml(parts: WirePart[], generation: Generation, { habits }: Facility): string {
  const files = parts.map((part) => {
    const xml = (habits.mark === "part" ? "\uFEFF" : "") + partXml(part, generation, habits.empties);
    const base64 = Buffer.from(xml, "utf8").toString("base64");
    const content = habits.lines ? `\r\n${base64.replace(/.{76}/g, "$&\r\n")}\r\n` : base64;
    return `<FILEHOSO><LOAIHOSO>${part.kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
  });
  return `<HOSO>${files.join("")}</HOSO>\n`;
}

/** A row of a file of check-ins. */
export const checkInXml = (row: Fields): string => `${rowXml("TRANG_THAI_KCB", "XML0", "3176", row, true)}\n`;

/** Room for any count, so that it can be set once all dossiers are there. */
export const countXml = (count: number): string => `<SOLUONGHOSO>${count}</SOLUONGHOSO>`.padEnd(36);

/** What stands before and after the dossiers; `countAt` is the byte at which `countXml` stands. */
export function claimsEnvelope(facility: Facility, madeOn: DayNumber) {
  const before =
    `${declaration}<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">` +
    `<THONGTINDONVI><MACSKCB>${facility.code}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>${ymd(madeOn)}</NGAYLAP>`;
  const mark = facility.habits.mark === "file" ? "\uFEFF" : "";
  const head = mark + before;
  return {
    head: `${head}${countXml(0)}<DANHSACHHOSO>\n`,
    countAt: Buffer.byteLength(head),
    tail: "</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>\n",
  };
}

export const checkInsEnvelope = {
  head: `${declaration}<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>\n`,
  countAt: null,
  tail: "</DSACH_TRANG_THAI_KCB><CHUKYDONVI/></CHI_TIEU_TRANG_THAI_KCB>\n",
};
