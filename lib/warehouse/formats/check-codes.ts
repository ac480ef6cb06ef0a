import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { nameIn } from "./legacy.ts";
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
  parts: string[];
  field: string;
  codes: (text: string | null) => string[];
  known: (code: string, lists: KnownCodes) => boolean;
  code: "unknown-code" | "malformed";
};

const isSex = (code: string) => /^[123]$/.test(code);

function rule(
  parts: string,
  field: string,
  codes: CodeRule["codes"],
  known: CodeRule["known"],
  code: CodeRule["code"] = "unknown-code",
): CodeRule {
  return { parts: parts.split(" "), field, codes, known, code };
}

const rules: CodeRule[] = [
  rule("XML0 XML1", "SO_CCCD", singles, (code) => PERSONAL_ID.test(code), "malformed"),
  rule("XML0 XML1", "MA_THE_BHYT", list, (code) => CARD.test(code), "malformed"),
  rule("XML0 XML1 XML6 XML13 XML14", "GIOI_TINH", singles, isSex),
  rule("XML9", "GIOI_TINH_CON", singles, isSex),
  rule("XML1 XML13 XML14", "MA_BENH_CHINH", conditionCodesFrom, (c, l) => l.condition(c)),
  rule("XML1 XML13 XML14", "MA_BENH_KT", conditionCodesFrom, (c, l) => l.condition(c)),
  rule("XML0 XML1 XML8", "MA_LOAI_KCB", singles, (c, l) => l.careKind(c)),
  rule("XML1 XML8", "KET_QUA_DTRI", singles, (c, l) => l.outcome(c)),
  rule("XML1 XML13", "MA_LOAI_RV", singles, (c, l) => l.dischargeKind(c)),
  rule("XML2 XML3", "MA_NHOM", singles, (c, l) => l.costGroup(c)),
];

/** Codes and numbers that no list or pattern knows. A new code of a later decision must never hold a visit back. */
export function checkCodes(parts: Part[], generation: Generation, lists: KnownCodes): Finding[] {
  const findings: Finding[] = [];
  for (const { rule, part } of rules.flatMap((rule) => rule.parts.map((part) => ({ rule, part })))) {
    for (const [index, row] of parts
      .filter(({ kind }) => kind === part)
      .flatMap(({ rows }) => rows)
      .entries()) {
      const unknown = rule.codes(sent(row, rule.field)).filter((code) => !rule.known(code, lists));
      if (unknown.length === 0) continue;
      const field = nameIn(generation, part, rule.field);
      const why = rule.code === "malformed" ? "không đúng dạng" : "không có trong danh mục";
      const line = part === "XML2" || part === "XML3" ? index + 1 : null;
      const sentence = `${called(field)} “${unknown.join(";").slice(0, 60)}” ${why}.`;
      findings.push(found("warning", rule.code, part, field, atLine(line, sentence)));
    }
  }
  return findings;
}
