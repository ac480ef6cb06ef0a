import type { Finding } from "../problems.ts";
import { isSingle, type Part } from "./envelope.ts";
import fieldTable from "./fields.data.json" with { type: "json" };
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { isLegacyField, nameIn } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import { listFrom, numberFrom } from "./values.ts";

type FieldRule = { field: string; type: string; max: number | null; required: boolean };

const tables: Record<string, FieldRule[]> = fieldTable;

/** Without these a dossier cannot be attributed or placed. */
const essential = new Set(
  ["XML0", "XML1"].flatMap((part) => ["MA_LK", "HO_TEN", "NGAY_SINH", "NGAY_VAO"].map((f) => `${part}.${f}`)),
);

const groupIn = (row: Row, ...groups: string[]) => groups.includes(sent(row, "MA_NHOM") ?? "");
const isSupply = (row: Row) => sent(row, "MA_VAT_TU") !== null || sent(row, "TEN_VAT_TU") !== null;

const is = (row: Row, field: string, value: string) => listFrom(sent(row, field)).includes(value);
const isNot = (row: Row, field: string, value: string) => sent(row, field) !== null && !is(row, field, value);
/** MA_LOAI_BN 2 to 4 are people exposed, or on prevention: they have no confirmed infection to tell of. */
const isInfected = (row: Row) => !["2", "3", "4"].some((kind) => is(row, "MA_LOAI_BN", kind));

/** Required only sometimes (remarks of the portal's check list for QĐ 4750). */
const requiredWhen: Record<string, (row: Row) => boolean> = {
  "XML0.LY_DO_VNT": (row) => sent(row, "NGAY_VAO_NOI_TRU") !== null,
  "XML0.MA_DICH_VU": (row) => !sent(row, "MA_THUOC") && !sent(row, "MA_VAT_TU"),
  "XML0.TEN_DICH_VU": (row) => sent(row, "MA_DICH_VU") !== null,
  "XML0.MA_THUOC": () => false,
  "XML0.TEN_THUOC": (row) => sent(row, "MA_THUOC") !== null,
  "XML0.MA_VAT_TU": () => false,
  "XML0.TEN_VAT_TU": (row) => sent(row, "MA_VAT_TU") !== null,
  "XML2.MA_DICH_VU": () => false,
  "XML2.TT_THAU": (row) => !groupIn(row, "7", "17"),
  "XML3.MA_DICH_VU": (row) => !isSupply(row),
  "XML3.TEN_DICH_VU": (row) => !isSupply(row),
  "XML3.MA_VAT_TU": isSupply,
  "XML3.TEN_VAT_TU": isSupply,
  "XML3.MA_XANG_DAU": (row) => groupIn(row, "12"),
  "XML3.TT_THAU": (row) => groupIn(row, "10"),
  "XML3.NGUOI_THUC_HIEN": (row) => groupIn(row, "1", "2", "3", "8", "18"),
  "XML3.NGAY_TH_YL": (row) => groupIn(row, "1", "2", "3", "8", "18"),
  "XML4.NGAY_KQ": (row) => sent(row, "GIA_TRI") !== null,
  "XML6.NOI_LAY_MAU_XN": isInfected,
  "XML6.NOI_XN_KD": isInfected,
  "XML6.NOI_BDDT_ARV": isInfected,
  "XML6.PHACDO_DTRI_LAO": (row) => isNot(row, "LOAI_DTRI_LAO", "0"),
  "XML6.NGAYBD_DTRI_LAO": (row) => isNot(row, "LOAI_DTRI_LAO", "0"),
  "XML6.NGAYKT_DTRI_LAO": (row) => isNot(row, "LOAI_DTRI_LAO", "0"),
  "XML6.KQ_DTRI_LAO": (row) => isNot(row, "LOAI_DTRI_LAO", "0"),
  "XML6.LAN_XN_PCR": (row) => is(row, "MA_TINH_TRANG_DK", "1"),
  "XML6.NGAY_XN_PCR": (row) => is(row, "MA_TINH_TRANG_DK", "1"),
  "XML6.NGAY_KQ_XN_PCR": (row) => is(row, "MA_TINH_TRANG_DK", "1"),
  "XML6.MA_KQ_XN_PCR": (row) => is(row, "MA_TINH_TRANG_DK", "1"),
  "XML6.NGAY_BAT_DAU_XU_TRI": (row) => is(row, "MA_XU_TRI", "1"),
  "XML6.NGAY_KET_THUC_XU_TRI": (row) => is(row, "MA_XU_TRI", "1"),
  "XML6.SO_NGAY_CAP_THUOC_ARV": (row) => is(row, "MA_XU_TRI", "1"),
  "XML6.MA_BAC_PHAC_DO": (row) => sent(row, "MA_PHAC_DO_DIEU_TRI")?.toUpperCase() === "KHAC",
  "XML6.NGAY_CHUYEN_PHAC_DO": (row) => sent(row, "LY_DO_CHUYEN_PHAC_DO") !== null,
  "XML6.LY_DO_CHUYEN_PHAC_DO": (row) => sent(row, "NGAY_CHUYEN_PHAC_DO") !== null,
  "XML7.NGUYENNHAN_DINHCHI": (row) => is(row, "MA_DINH_CHI_THAI", "1"),
  "XML7.THOIGIAN_DINHCHI": (row) => is(row, "MA_DINH_CHI_THAI", "1"),
  "XML7.TUOI_THAI": (row) => is(row, "MA_DINH_CHI_THAI", "1"),
  "XML9.GHI_CHU": (row) => is(row, "SINHCON_PHAUTHUAT", "1") || is(row, "SINHCON_DUOI32TUAN", "1"),
  "XML11.NGUYENNHAN_DINHCHI": (row) => is(row, "MA_DINH_CHI_THAI", "1"),
  "XML11.TUOI_THAI": (row) => is(row, "MA_DINH_CHI_THAI", "1"),
  // Whether the TB is resistant is what PHANLOAI_LAO_KT itself says: nothing else in the row tells.
  "XML15.PHANLOAI_LAO_KT": () => false,
  "XML15.KET_QUA_DTRI_LAO": (row) => sent(row, "NGAYKT_DTRI_LAO") !== null,
  "XML15.BDDT_ARV": (row) => is(row, "PHANLOAI_LAO_HIV", "1"),
  "XML15.NGAY_BAT_DAU_DT_CTX": (row) => is(row, "PHANLOAI_LAO_HIV", "1"),
};

function isRequired(part: string, rule: FieldRule, row: Row, generation: Generation): boolean {
  if (essential.has(`${part}.${rule.field}`)) return true;
  if (!rule.required || (generation === "4210" && !isLegacyField(part, rule.field))) return false;
  return requiredWhen[`${part}.${rule.field}`]?.(row) ?? true;
}

function checkField(
  part: string,
  rule: FieldRule,
  row: Row,
  line: number | null,
  generation: Generation,
): Finding | null {
  const field = nameIn(generation, part, rule.field);
  const value = sent(row, rule.field);
  const warn = (code: Finding["code"], sentence: string) =>
    found("warning", code, part, field, atLine(line, sentence));
  if (value === null) {
    if (!isRequired(part, rule, row, generation)) return null;
    const level = essential.has(`${part}.${rule.field}`) ? "error" : "warning";
    return found(level, "missing", part, field, atLine(line, `Thiếu ${called(field)}.`));
  }
  if (rule.type === "number" && numberFrom(value) === null) {
    return warn("malformed", `${called(field)} phải là số; đã nhận “${value.slice(0, 40)}”.`);
  }
  if (rule.max !== null && value.length > rule.max) {
    return warn("too-long", `${called(field)} dài ${value.length} ký tự, quá ${rule.max}.`);
  }
  return null;
}

/** Required fields, numbers and lengths of every part, as the tables of QĐ 4750 and 3176 say. */
export function checkFields(parts: Part[], generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    const rules = tables[part.kind] ?? [];
    const single = isSingle(part);
    for (const [index, row] of part.rows.entries()) {
      for (const rule of rules) {
        const finding = checkField(part.kind, rule, row, single ? null : index + 1, generation);
        if (finding) findings.push(finding);
      }
    }
  }
  return findings;
}
