import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { legacyName } from "./legacy.ts";
import { sent } from "./rows.ts";
import { conditionCodesFrom } from "./values.ts";

/** Whether the code lists know a code; passed in, so that the check needs no lists of its own. */
export type KnownCodes = {
  condition(code: string): boolean;
  costGroup(code: string): boolean;
  careKind(code: string): boolean;
  outcome(code: string): boolean;
  dischargeKind(code: string): boolean;
};

const PERSONAL_ID = /^(\d{9}|\d{12}|[A-Z]\d{7})$/;
const CARD = /^([A-Z]{2}[1-5]\d{12}|\d{10})$/;

const singles = (text: string | null) => (text === null ? [] : [text]);
const list = (text: string | null) =>
  (text ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter(Boolean);

type CodeRule = {
  part: string;
  field: string;
  codes: (text: string | null) => string[];
  known: (code: string, lists: KnownCodes) => boolean;
  code: "unknown-code" | "malformed";
};

const rules: CodeRule[] = [
  {
    part: "XML1",
    field: "SO_CCCD",
    codes: singles,
    known: (code) => PERSONAL_ID.test(code),
    code: "malformed",
  },
  {
    part: "XML0",
    field: "SO_CCCD",
    codes: singles,
    known: (code) => PERSONAL_ID.test(code),
    code: "malformed",
  },
  { part: "XML1", field: "MA_THE_BHYT", codes: list, known: (code) => CARD.test(code), code: "malformed" },
  { part: "XML0", field: "MA_THE_BHYT", codes: list, known: (code) => CARD.test(code), code: "malformed" },
  {
    part: "XML1",
    field: "GIOI_TINH",
    codes: singles,
    known: (code) => /^[123]$/.test(code),
    code: "unknown-code",
  },
  {
    part: "XML0",
    field: "GIOI_TINH",
    codes: singles,
    known: (code) => /^[123]$/.test(code),
    code: "unknown-code",
  },
  {
    part: "XML1",
    field: "MA_BENH_CHINH",
    codes: conditionCodesFrom,
    known: (c, l) => l.condition(c),
    code: "unknown-code",
  },
  {
    part: "XML1",
    field: "MA_BENH_KT",
    codes: conditionCodesFrom,
    known: (c, l) => l.condition(c),
    code: "unknown-code",
  },
  {
    part: "XML1",
    field: "MA_LOAI_KCB",
    codes: singles,
    known: (c, l) => l.careKind(c),
    code: "unknown-code",
  },
  {
    part: "XML0",
    field: "MA_LOAI_KCB",
    codes: singles,
    known: (c, l) => l.careKind(c),
    code: "unknown-code",
  },
  {
    part: "XML1",
    field: "KET_QUA_DTRI",
    codes: singles,
    known: (c, l) => l.outcome(c),
    code: "unknown-code",
  },
  {
    part: "XML1",
    field: "MA_LOAI_RV",
    codes: singles,
    known: (c, l) => l.dischargeKind(c),
    code: "unknown-code",
  },
  { part: "XML2", field: "MA_NHOM", codes: singles, known: (c, l) => l.costGroup(c), code: "unknown-code" },
  { part: "XML3", field: "MA_NHOM", codes: singles, known: (c, l) => l.costGroup(c), code: "unknown-code" },
];

/** Codes and numbers that no list or pattern knows. A new code of a later decision must never hold a visit back. */
export function checkCodes(parts: Part[], generation: Generation, lists: KnownCodes): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const [index, row] of parts
      .filter((part) => part.kind === rule.part)
      .flatMap((part) => part.rows)
      .entries()) {
      const unknown = rule.codes(sent(row, rule.field)).filter((code) => !rule.known(code, lists));
      if (unknown.length === 0) continue;
      const field = generation === "4210" ? legacyName(rule.part, rule.field) : rule.field;
      const why = rule.code === "malformed" ? "không đúng dạng" : "không có trong danh mục";
      const line = rule.part === "XML2" || rule.part === "XML3" ? index + 1 : null;
      const sentence = `${called(field)} “${unknown.join(";").slice(0, 60)}” ${why}.`;
      findings.push(found("warning", rule.code, rule.part, field, atLine(line, sentence)));
    }
  }
  return findings;
}
