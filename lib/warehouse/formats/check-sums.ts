import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { nameIn } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import { sentNumber } from "./values.ts";

/** "Tolerate 1 đ": each line is compared and added as it would be printed. */
const TOLERANCE_VND = 1;

const vietnamese = new Intl.NumberFormat("vi-VN");
const money = (value: number) => `${vietnamese.format(Math.round(value))} đ`;
const rowsOf = (parts: Part[], kind: string) =>
  parts.filter((part) => part.kind === kind).flatMap((part) => part.rows);

type Line = { part: "XML2" | "XML3"; row: Row };

const isSupplyCost = ({ part, row }: Line) =>
  part === "XML3" && ["10", "11"].includes(sent(row, "MA_NHOM") ?? "");

/** XML1 total → the field of a line that adds up to it, and which lines count. */
const totals: { total: string; of: string; lines?: (line: Line) => boolean }[] = [
  { total: "T_TONGCHI_BV", of: "THANH_TIEN_BV" },
  { total: "T_TONGCHI_BH", of: "THANH_TIEN_BH" },
  { total: "T_BNTT", of: "T_BNTT" },
  { total: "T_BNCCT", of: "T_BNCCT" },
  { total: "T_BHTT", of: "T_BHTT" },
  { total: "T_NGUONKHAC", of: "T_NGUONKHAC" },
  { total: "T_THUOC", of: "THANH_TIEN_BV", lines: (line) => line.part === "XML2" },
  { total: "T_VTYT", of: "THANH_TIEN_BV", lines: isSupplyCost },
];

function checkTotals(summary: Row, lines: Line[], generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const { total, of, lines: counts } of totals) {
    const stated = sentNumber(summary, total);
    if (stated === null) continue;
    // QĐ 4210 has one amount per line, and no price of the hospital's own.
    const amount = generation === "4210" && of === "THANH_TIEN_BV" ? "THANH_TIEN_BH" : of;
    const added = lines.filter((line) => counts?.(line) ?? true);
    const sum = added.reduce((all, line) => all + Math.round(sentNumber(line.row, amount) ?? 0), 0);
    if (Math.abs(sum - Math.round(stated)) <= TOLERANCE_VND * Math.max(1, added.length)) continue;
    const field = nameIn(generation, "XML1", total);
    const sentence = `${called(field)} ghi ${money(stated)} nhưng cộng các dòng được ${money(sum)}.`;
    findings.push(found("warning", "sum-differs", "XML1", field, sentence));
  }
  return findings;
}

/** QĐ 4210 has one amount for a line, whatever its scope. */
const isOutsideScope = (row: Row, generation: Generation) =>
  generation !== "4210" && sent(row, "PHAM_VI") === "2";

/** What the amounts of a line may be; services are counted with or without TYLE_TT_DV, as annex and producers differ. */
function expected(
  { part, row }: Line,
  generation: Generation,
): { field: string; anyOf: (number | null)[] }[] {
  const number = (field: string) => sentNumber(row, field);
  const times = (...factors: (number | null)[]) =>
    factors.reduce((all, one) => (all === null || one === null ? null : all * one), 1);
  const share = (field: string) => times(number(field), 0.01);
  const quantity = number("SO_LUONG");
  const service = share("TYLE_TT_DV");
  const atHospitalPrice = times(quantity, number(part === "XML2" ? "DON_GIA" : "DON_GIA_BV"));
  const inScope = times(quantity, number(part === "XML2" ? "DON_GIA" : "DON_GIA_BH"), share("TYLE_TT_BH"));
  const outside = isOutsideScope(row, generation);
  const lines = [
    { field: "THANH_TIEN_BV", anyOf: [atHospitalPrice, times(atHospitalPrice, service)] },
    { field: "THANH_TIEN_BH", anyOf: outside ? [] : [inScope, times(inScope, service)] },
  ];
  if ((number("T_NGUONKHAC") ?? 0) !== 0) return lines;
  const insured = number("THANH_TIEN_BH");
  const paid = number("T_BHTT");
  const all = number("THANH_TIEN_BV");
  return [
    ...lines,
    { field: "T_BHTT", anyOf: [times(insured, share("MUC_HUONG"))] },
    { field: "T_BNCCT", anyOf: [insured === null || paid === null ? null : insured - paid] },
    { field: "T_BNTT", anyOf: [insured === null || all === null ? null : all - insured] },
  ];
}

function checkLine(line: Line, place: number, generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const { field: name, anyOf } of expected(line, generation)) {
    const stated = sentNumber(line.row, name);
    const possible = anyOf.filter((amount) => amount !== null);
    const [first] = possible;
    if (stated === null || first === undefined) continue;
    if (possible.some((amount) => Math.abs(Math.round(amount) - Math.round(stated)) <= TOLERANCE_VND))
      continue;
    const field = nameIn(generation, line.part, name);
    const sentence = `${called(field)} ghi ${money(stated)}, tính lại được ${money(first)}.`;
    findings.push(found("warning", "line-amount-differs", line.part, field, atLine(place, sentence)));
  }
  return findings.concat(isOutsideScope(line.row, generation) ? checkScope(line, place) : []);
}

/** Outside the insured scope both are nil. */
function checkScope({ part, row }: Line, place: number): Finding[] {
  return ["TYLE_TT_BH", "THANH_TIEN_BH"].flatMap((field) => {
    if ((sentNumber(row, field) ?? 0) === 0) return [];
    const sentence = `Ngoài phạm vi BHYT (PHAM_VI 2) nên ${called(field)} phải bằng 0.`;
    return [found("warning", "outside-scope", part, field, atLine(place, sentence))];
  });
}

/** Amounts of the lines and totals of the summary. Figures are shown as sent; a difference is only named. */
export function checkSums(parts: Part[], generation: Generation): Finding[] {
  const [summary] = rowsOf(parts, "XML1");
  if (!summary) return [];
  const linesOf = (part: Line["part"]) => rowsOf(parts, part).map((row): Line => ({ part, row }));
  const medicines = linesOf("XML2");
  const services = linesOf("XML3");
  return [
    ...checkTotals(summary, [...medicines, ...services], generation),
    ...medicines.flatMap((line, i) => checkLine(line, i + 1, generation)),
    ...services.flatMap((line, i) => checkLine(line, i + 1, generation)),
  ];
}
