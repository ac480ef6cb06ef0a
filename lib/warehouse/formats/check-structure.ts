import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import { lineNumbers } from "./lines.ts";
import { knownParts, type Row, sent } from "./rows.ts";
import { placesOf } from "./values.ts";

function checkLines(part: string, rows: Row[], claimRef: string | null): Finding[] {
  const findings: Finding[] = [];
  const numbers = lineNumbers(rows);
  if (rows.some((row, i) => sent(row, "STT") !== null && Number(sent(row, "STT")) !== numbers[i])) {
    const sentence = `Số thứ tự (STT) trùng nhau hoặc không phải số; các dòng được xếp theo thứ tự trong tệp.`;
    findings.push(found("warning", "repeated-line-number", part, "STT", sentence));
  }
  for (const [i, row] of rows.entries()) {
    const ref = sent(row, "MA_LK");
    if (ref !== null && claimRef !== null && ref !== claimRef) {
      const sentence = `${called("MA_LK")} “${ref.slice(0, 100)}” khác với bảng tổng hợp; dòng này có thể là của người khác.`;
      findings.push(found("error", "claim-ref-differs", part, "MA_LK", atLine(i + 1, sentence)));
    }
  }
  return findings;
}

function checkCards(part: string, row: Row): Finding[] {
  const from = placesOf(sent(row, "GT_THE_TU"));
  if (placesOf(sent(row, "MA_THE_BHYT")).every((card, i) => card === "" || from[i])) return [];
  const sentence = `Thẻ BHYT không có ngày bắt đầu hiệu lực (GT_THE_TU) nên chưa ghi được vào sổ.`;
  return [found("warning", "card-without-dates", part, "GT_THE_TU", sentence)];
}

/** Parts that only some visits have (portal's check list for QĐ 4750; annex, XML13), by what the summary says. */
const onlyWhen: Record<string, { field: string; values: string[] }> = {
  XML8: { field: "MA_LOAI_KCB", values: ["03", "04", "06"] },
  XML13: { field: "MA_LOAI_RV", values: ["2", "5"] },
};

function checkExpected(part: string, rows: Row[], summary: Row): Finding[] {
  const rule = onlyWhen[part];
  const said = rule && sent(summary, rule.field);
  if (!rule || !said || rows.length === 0 || rule.values.includes(said)) return [];
  const sentence = `Có ${part} nhưng ${called(rule.field)} là “${said.slice(0, 20)}”; phần này chỉ có khi mã là ${rule.values.join(", ")}.`;
  return [found("warning", "unexpected-part", part, rule.field, sentence)];
}

/** Whether a dossier only sends some parts of a claim again: neither summary nor check-in, but lines that name a claim. */
export function isSupplement(parts: Part[]): boolean {
  const summaries = parts.some((part) => part.kind === "XML1" && (part.rows.length > 0 || part.unreadable));
  const checkIns = parts.some((part) => part.kind === "XML0" && part.rows.length > 0);
  return !summaries && !checkIns && claimRefOf(parts) !== null;
}

/** The claim that lines without a summary name. */
export function claimRefOf(parts: Part[]): string | null {
  return (
    parts
      .filter((part) => knownParts.has(part.kind))
      .flatMap((part) => part.rows)
      .map((row) => sent(row, "MA_LK"))
      .find((ref) => ref !== null) ?? null
  );
}

/** What a dossier is made of: parts that can be read, one summary, lines that belong to it. */
export function checkStructure(parts: Part[], claimRef: string | null): Finding[] {
  const findings: Finding[] = [];
  const rowsOf = (kind: string) => parts.filter((part) => part.kind === kind).flatMap((part) => part.rows);
  for (const part of parts) {
    if (part.unreadable) {
      findings.push(
        found(
          "error",
          "unreadable",
          part.kind,
          null,
          `Không đọc được ${part.kind}. ${part.unreadable.message}`,
        ),
      );
    } else if (!knownParts.has(part.kind)) {
      const name = part.kind === "" ? "không ghi loại" : `loại “${part.kind.slice(0, 20)}”`;
      const sentence = `Có phần ${name} không thuộc QĐ 4750/3176; phần này được giữ nguyên, chưa đưa vào sổ.`;
      findings.push(found("warning", "unknown-part", part.kind || null, "LOAIHOSO", sentence));
    }
  }
  const summaries = rowsOf("XML1").length;
  if (summaries > 1) {
    const sentence = `Một hồ sơ (HOSO) phải có đúng một bảng tổng hợp XML1; hồ sơ này có ${summaries}.`;
    findings.push(found("error", "several-summaries", "XML1", null, sentence));
  }
  const [summary] = rowsOf("XML1");
  const [checkIn] = rowsOf("XML0");
  const unreadable = parts.some((part) => part.unreadable);
  if (!summary && !checkIn && !unreadable && !isSupplement(parts)) {
    findings.push(found("error", "no-summary", "XML1", null, "Hồ sơ không có bảng tổng hợp (XML1)."));
  }
  if (!summary && checkIn && rowsOf("XML2").length + rowsOf("XML3").length > 0) {
    const sentence = "Hồ sơ có thuốc hoặc dịch vụ nhưng không có bảng tổng hợp (XML1).";
    findings.push(found("error", "no-summary", "XML1", null, sentence));
  }
  if (summary) {
    for (const part of Object.keys(onlyWhen))
      for (const finding of checkExpected(part, rowsOf(part), summary)) findings.push(finding);
    findings.push(...checkCards("XML1", summary));
  } else if (checkIn) findings.push(...checkCards("XML0", checkIn));
  const came = new Set(parts.map(({ kind }) => kind));
  const lined = [...knownParts].filter((kind) => kind !== "XML0" && kind !== "XML1" && came.has(kind));
  return findings.concat(lined.flatMap((kind) => checkLines(kind, rowsOf(kind), claimRef)));
}
