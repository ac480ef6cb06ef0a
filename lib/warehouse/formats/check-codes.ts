import { birthYearIn, isNewborn } from "#lib/identity/index.ts";
import type { Finding } from "../problems.ts";
import { printedCodes } from "./code-lists.data.ts";
import { isSingle, type Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { nameIn } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import { birthDateFrom, conditionCodesFrom, listFrom, sentMoment } from "./values.ts";

/** Whether the code lists know a code; passed in, so that the check needs no lists of its own. */
export type KnownCodes = {
  condition(code: string): boolean;
  /** Whether a code may stand as the main diagnosis. */
  mainCondition(code: string): boolean;
  sexOfCondition(code: string): "female" | "male" | null;
  costGroup(code: string): boolean;
  careKind(code: string): boolean;
  outcome(code: string): boolean;
  dischargeKind(code: string): boolean;
  patientCategory(code: string, before130: boolean): boolean;
  ethnicGroup(code: string): boolean;
  occupation(code: string): boolean;
  province(code: string): boolean;
};

const PERSONAL_ID = /^(\d{9}|\d{12}|[A-Z]\d{7})$/;
const CARD = /^([A-Z]{2}[1-5]\d{12}|\d{10})$/;

const single = (text: string) => [text];
/** How a number was typed does not matter: blanks inside it, small letters. */
const bare = (text: string) => text.replace(/\s/g, "").toUpperCase();

type CodeRule = {
  field: string;
  codes: (text: string) => string[];
  known: (code: string, lists: KnownCodes, generation: Generation) => boolean;
  code: "unknown-code" | "malformed";
};

const rulesOf = new Map<string, CodeRule[]>();

function rule(
  parts: string,
  field: string,
  codes: CodeRule["codes"],
  known: CodeRule["known"],
  code: CodeRule["code"] = "unknown-code",
): void {
  for (const part of parts.split(" "))
    rulesOf.set(part, [...(rulesOf.get(part) ?? []), { field, codes, known, code }]);
}

const isSocialInsurance = (code: string) => /^\d+$/.test(code) && !/^0+$/.test(code);

rule(
  "XML0 XML1",
  "SO_CCCD",
  (text) => [bare(text)],
  (code) => PERSONAL_ID.test(code),
  "malformed",
);
rule(
  "XML0 XML1",
  "MA_THE_BHYT",
  (text) => listFrom(bare(text)),
  (code) => CARD.test(code),
  "malformed",
);
rule("XML3", "GOI_VTYT", single, (code) => /^G[1-9]\d{0,2}$/.test(code), "malformed");
rule("XML9", "MA_BHXH_NND", single, isSocialInsurance, "malformed");
rule("XML11", "MA_BHXH", single, isSocialInsurance, "malformed");
rule("XML11", "MAU_SO", single, (code) => code === "CT07", "malformed");
rule("XML1 XML13 XML14", "MA_BENH_CHINH", conditionCodesFrom, (code, lists) => lists.condition(code));
rule("XML1 XML13 XML14", "MA_BENH_KT", conditionCodesFrom, (code, lists) => lists.condition(code));
rule("XML0 XML1 XML8", "MA_LOAI_KCB", single, (code, lists) => lists.careKind(code));
rule("XML1 XML8", "KET_QUA_DTRI", single, (code, lists) => lists.outcome(code));
rule("XML1 XML13", "MA_LOAI_RV", single, (code, lists) => lists.dischargeKind(code));
rule("XML2 XML3", "MA_NHOM", single, (code, lists) => lists.costGroup(code));
rule("XML0 XML1 XML14", "MA_DOITUONG_KCB", single, (code, lists, generation) =>
  lists.patientCategory(code, generation === "4210"),
);
rule("XML1 XML13", "MA_DANTOC", single, (code, lists) => lists.ethnicGroup(code));
rule("XML9", "MA_DANTOC_NND", single, (code, lists) => lists.ethnicGroup(code));
rule("XML1 XML13", "MA_NGHE_NGHIEP", single, (code, lists) => lists.occupation(code));
rule("XML1 XML6 XML9", "MATINH_CU_TRU", single, (code, lists) => lists.province(code));
for (const [name, codes] of printedCodes) {
  const [part = "", field = ""] = name.split(".");
  // The lists are of QĐ 4750; where QĐ 4210 has a field of the name, only the sexes are surely the same.
  rule(
    part,
    field,
    listFrom,
    (code, _, generation) => codes.has(code) || (generation === "4210" && field !== "GIOI_TINH"),
  );
}

/** The portal takes no more (QĐ 4750/QĐ-BYT, annex, XML1.MA_BENH_KT). */
const MOST_ACCOMPANYING = 12;

function checkConditions(part: string, row: Row, lists: KnownCodes, generation: Generation): Finding[] {
  const findings: Finding[] = [];
  const warn = (field: string, code: Finding["code"], say: (name: string) => string) => {
    const name = nameIn(generation, part, field);
    findings.push(found("warning", code, part, name, say(called(name))));
  };
  const main = conditionCodesFrom(sent(row, "MA_BENH_CHINH"));
  const others = conditionCodesFrom(sent(row, "MA_BENH_KT"));
  if (others.length > MOST_ACCOMPANYING)
    warn("MA_BENH_KT", "too-long", (name) => `${name} có ${others.length} mã, quá ${MOST_ACCOMPANYING}.`);
  const neverMain = main.filter((code) => !lists.mainCondition(code));
  if (neverMain.length > 0)
    warn(
      "MA_BENH_CHINH",
      "unlikely-code",
      (name) => `${name} “${neverMain.join(";")}” không được dùng làm bệnh chính theo QĐ 4469/QĐ-BYT.`,
    );
  const other = { "1": "female", "2": "male" }[sent(row, "GIOI_TINH") ?? ""];
  for (const [field, codes] of [
    ["MA_BENH_CHINH", main],
    ["MA_BENH_KT", others],
  ] as const) {
    const unfit = codes.filter((code) => other !== undefined && lists.sexOfCondition(code) === other);
    if (unfit.length > 0)
      warn(field, "unlikely-code", (name) => `${name} “${unfit.join(";")}” không hợp với giới tính đã ghi.`);
  }
  return findings;
}

/** The fourth digit of a personal id tells century and sex, the next two the year of birth (TT 59/2021/TT-BCA). */
function checkDigits(part: string, row: Row): Finding[] {
  const id = bare(sent(row, "SO_CCCD") ?? "");
  if (!/^\d{12}$/.test(id)) return [];
  const birthDate = birthDateFrom(sent(row, "NGAY_SINH") ?? "");
  const arrived = sentMoment(row, "NGAY_VAO");
  // A newborn goes under its mother's or father's number until it has its own (TT 30/2020/TT-BYT, article 10).
  if (birthDate && arrived && isNewborn(birthDate, arrived)) return [];
  const born = birthDate?.slice(0, 4);
  const sex = sent(row, "GIOI_TINH");
  const differing = [
    born !== undefined && Number(born) !== birthYearIn(id) ? "năm sinh" : "",
    sex === (Number(id[3]) % 2 === 0 ? "2" : "1") ? "giới tính" : "",
  ].filter(Boolean);
  if (differing.length === 0) return [];
  const sentence = `Chữ số trong ${called("SO_CCCD")} không khớp với ${differing.join(" và ")} đã ghi; hãy xem lại số này.`;
  return [found("warning", "id-digits-differ", part, "SO_CCCD", sentence)];
}

/** Codes and numbers that no list or pattern knows. A new code of a later decision must never hold a visit back. */
export function checkCodes(parts: Part[], generation: Generation, lists: KnownCodes): Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    const rules = rulesOf.get(part.kind) ?? [];
    const alone = isSingle(part);
    for (const [index, row] of part.rows.entries()) {
      for (const { field, codes, known, code } of rules) {
        const text = row[field];
        if (!text) continue;
        const unknown = codes(text).filter((one) => !known(one, lists, generation));
        if (unknown.length === 0) continue;
        const name = nameIn(generation, part.kind, field);
        const why = code === "malformed" ? "không đúng dạng" : "không có trong danh mục";
        const sentence = `${called(name)} “${unknown.join(";").slice(0, 60)}” ${why}.`;
        findings.push(found("warning", code, part.kind, name, atLine(alone ? null : index + 1, sentence)));
      }
    }
    const [first] = part.rows;
    if (!first || (part.kind !== "XML1" && part.kind !== "XML0")) continue;
    findings.push(...checkDigits(part.kind, first), ...checkConditions(part.kind, first, lists, generation));
  }
  return findings;
}
