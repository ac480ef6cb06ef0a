import type { Finding } from "../problems.ts";
import { isSingle, type Part } from "./envelope.ts";
import fieldTable from "./fields.data.json" with { type: "json" };
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { isLegacyField, nameIn } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import { listFrom, numberFrom } from "./values.ts";

type Field = { field: string; type: string; max: number | null; required: boolean };

type FieldRule = Field & { essential: boolean; when: ((row: Row) => boolean) | undefined };

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

const fieldsOf: Record<string, Field[]> = fieldTable;

const rulesOf: ReadonlyMap<string, FieldRule[]> = new Map(
  Object.entries(fieldsOf).map(([part, fields]) => [
    part,
    fields.map((field) => ({
      ...field,
      essential: essential.has(`${part}.${field.field}`),
      when: requiredWhen[`${part}.${field.field}`],
    })),
  ]),
);

/** What QĐ 3176 made shorter; claims of the decisions before it keep their length. */
const longerBefore3176: Record<string, number> = {
  "XML1.MA_NGHE_NGHIEP": 5,
  "XML13.MA_NGHE_NGHIEP": 5,
  "XML1.MA_BENH_YHCT": 255,
  "XML3.MA_BENH_YHCT": 255,
  "XML13.MA_BENH_YHCT": 255,
  "XML14.MA_BENH_YHCT": 255,
  "XML14.NGAY_HEN_KL": 12,
};

function isRequired(part: string, rule: FieldRule, row: Row, generation: Generation): boolean {
  if (rule.essential) return true;
  if (!rule.required || (generation === "4210" && !isLegacyField(part, rule.field))) return false;
  return rule.when?.(row) ?? true;
}

/** Letters as a person counts them: neither bytes nor UTF-16 units, and a letter with its marks is one. */
function lengthBeyond(value: string, max: number): number | null {
  if (value.length <= max) return null;
  const letters = [...value.normalize("NFC")].length;
  return letters > max ? letters : null;
}

/** What is wrong with a value, and how to say it after the name of its field; null for nearly all. */
function faultIn(
  part: string,
  rule: FieldRule,
  value: string,
  generation: Generation,
): [Finding["code"], string] | null {
  if (rule.type === "number") {
    const number = numberFrom(value);
    const told = `đã nhận “${value.slice(0, 40)}”`;
    if (number === null) return ["malformed", `phải là số, viết bằng chữ số và dấu chấm thập phân; ${told}.`];
    if (number < 0) return ["negative", `không thể là số âm; ${told}.`];
  }
  if (rule.max === null || value.length <= rule.max) return null;
  const before = generation !== "3176" ? longerBefore3176[`${part}.${rule.field}`] : undefined;
  const max = before ?? rule.max;
  const length = lengthBeyond(value, max);
  return length === null ? null : ["too-long", `dài ${length} ký tự, quá ${max}.`];
}

function checkRow(
  part: string,
  rules: FieldRule[],
  row: Row,
  line: number | null,
  generation: Generation,
  findings: Finding[],
): void {
  for (const rule of rules) {
    const value = row[rule.field];
    if (value) {
      const fault = faultIn(part, rule, value, generation);
      if (fault === null) continue;
      const field = nameIn(generation, part, rule.field);
      findings.push(found("warning", fault[0], part, field, atLine(line, `${called(field)} ${fault[1]}`)));
    } else if (isRequired(part, rule, row, generation)) {
      const field = nameIn(generation, part, rule.field);
      const level = rule.essential ? "error" : "warning";
      findings.push(found(level, "missing", part, field, atLine(line, `Thiếu ${called(field)}.`)));
    }
  }
}

/** Required fields, numbers and lengths of every part, as the tables of QĐ 4750 and 3176 say. */
export function checkFields(parts: Part[], generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    const rules = rulesOf.get(part.kind);
    if (!rules) continue;
    const single = isSingle(part);
    for (const [index, row] of part.rows.entries())
      checkRow(part.kind, rules, row, single ? null : index + 1, generation, findings);
  }
  return findings;
}
