import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import fieldTable from "./fields.data.json" with { type: "json" };
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { isLegacyField, legacyName } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import { numberFrom } from "./values.ts";

type FieldRule = { field: string; type: string; max: number | null; required: boolean };

const tables: Record<string, FieldRule[]> = fieldTable;

/** Without these a dossier cannot be attributed or placed. */
const essential = new Set(
  ["XML0", "XML1"].flatMap((part) => ["MA_LK", "HO_TEN", "NGAY_SINH", "NGAY_VAO"].map((f) => `${part}.${f}`)),
);

const groupIn = (row: Row, ...groups: string[]) => groups.includes(sent(row, "MA_NHOM") ?? "");
const isSupply = (row: Row) => sent(row, "MA_VAT_TU") !== null || sent(row, "TEN_VAT_TU") !== null;

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
  const field = generation === "4210" ? legacyName(part, rule.field) : rule.field;
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

/** Required fields, numbers and lengths of XML0 to XML3, as the tables of QĐ 4750 and 3176 say. */
export function checkFields(parts: Part[], generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    const rules = tables[part.kind] ?? [];
    const single = part.kind === "XML1" || part.kind === "XML0";
    for (const [index, row] of part.rows.entries()) {
      for (const rule of rules) {
        const finding = checkField(part.kind, rule, row, single ? null : index + 1, generation);
        if (finding) findings.push(finding);
      }
    }
  }
  return findings;
}
