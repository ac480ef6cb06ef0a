import type { Finding } from "../problems.ts";
import type { Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import { type Row, sent } from "./rows.ts";
import { birthDateFrom, dayFrom, listFrom, momentFrom, sentMoment } from "./values.ts";

const moments: Record<string, string[]> = {
  XML0: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_YL"],
  XML1: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA", "NGAY_TTOAN"],
  XML2: ["NGAY_YL", "NGAY_TH_YL"],
  XML3: ["NGAY_YL", "NGAY_TH_YL", "NGAY_KQ"],
};
const days: Record<string, string[]> = {
  XML0: ["GT_THE_TU", "GT_THE_DEN"],
  XML1: ["GT_THE_TU", "GT_THE_DEN", "NGAY_TAI_KHAM"],
};

function checkWritten(part: string, row: Row, line: number | null): Finding[] {
  const findings: Finding[] = [];
  for (const field of moments[part] ?? []) {
    const value = sent(row, field);
    if (value === null || (momentFrom(value) && value.length === 12)) continue;
    const level = field === "NGAY_VAO" && !momentFrom(value) ? "error" : "warning";
    const sentence = `${called(field)} “${value.slice(0, 20)}” không đúng dạng năm, tháng, ngày, giờ, phút (12 chữ số).`;
    findings.push(found(level, "malformed", part, field, atLine(line, sentence)));
  }
  for (const field of days[part] ?? []) {
    const wrong = listFrom(sent(row, field)).find((value) => dayFrom(value) === null);
    if (wrong === undefined) continue;
    const sentence = `${called(field)} “${wrong.slice(0, 20)}” không đúng dạng năm, tháng, ngày (8 chữ số).`;
    findings.push(found("warning", "malformed", part, field, atLine(line, sentence)));
  }
  return findings;
}

/** The first day that a birth date, known as far as it is, allows. */
const earliestBirth = (birthDate: string) => `${birthDate}-01-01`.slice(0, 10);

function checkCourse(part: string, row: Row, now: Date): Finding[] {
  const findings: Finding[] = [];
  const sentBirth = sent(row, "NGAY_SINH");
  const birth = birthDateFrom(sentBirth ?? "");
  if (sentBirth !== null && birth === null) {
    const sentence = `${called("NGAY_SINH")} “${sentBirth.slice(0, 20)}” không phải là một ngày có thật.`;
    findings.push(found("error", "malformed", part, "NGAY_SINH", sentence));
  }
  const arrived = sentMoment(row, "NGAY_VAO");
  if (!arrived) return findings;
  if (arrived > now) {
    findings.push(
      found("error", "future-arrival", part, "NGAY_VAO", `${called("NGAY_VAO")} nằm ở tương lai.`),
    );
  }
  if (birth && arrived < new Date(`${earliestBirth(birth)}T00:00:00+07:00`)) {
    findings.push(
      found("error", "arrival-before-birth", part, "NGAY_VAO", `${called("NGAY_VAO")} trước ngày sinh.`),
    );
  }
  for (const field of ["NGAY_VAO_NOI_TRU", "NGAY_RA"]) {
    const later = sentMoment(row, field);
    if (later && later < arrived) {
      findings.push(
        found("warning", "out-of-order", part, field, `${called(field)} trước ngày giờ đến khám.`),
      );
    }
  }
  return findings;
}

/** Dates and times: written as they should be, and in an order that can have happened. */
export function checkTimes(parts: Part[], now: Date): Finding[] {
  return parts.flatMap((part) => {
    const single = part.kind === "XML0" || part.kind === "XML1";
    const written = part.rows.flatMap((row, index) =>
      checkWritten(part.kind, row, single ? null : index + 1),
    );
    const [first] = part.rows;
    return single && first ? [...written, ...checkCourse(part.kind, first, now)] : written;
  });
}
