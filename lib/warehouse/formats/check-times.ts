import type { Finding } from "../problems.ts";
import { isSingle, type Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import { type Row, sent } from "./rows.ts";
import { birthDateFrom, dayFrom, listFrom, momentFrom, sentDay, sentMoment } from "./values.ts";

const fields = (text: string) => text.split(" ");

const moments: Record<string, string[]> = {
  XML0: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_YL"],
  XML1: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA", "NGAY_TTOAN"],
  XML2: ["NGAY_YL", "NGAY_TH_YL"],
  XML3: ["NGAY_YL", "NGAY_TH_YL", "NGAY_KQ"],
  XML4: ["NGAY_KQ"],
  XML5: ["THOI_DIEM_DBLS"],
  XML7: ["NGAY_VAO", "NGAY_RA", "THOIGIAN_DINHCHI"],
  XML8: ["NGAY_VAO", "NGAY_RA"],
  XML9: ["NGAY_SINH_CON"],
  XML13: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA"],
  XML14: ["NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_RA"],
};
const days: Record<string, string[]> = {
  XML0: ["GT_THE_TU", "GT_THE_DEN"],
  XML1: ["GT_THE_TU", "GT_THE_DEN", "NGAY_TAI_KHAM"],
  XML6: fields(
    "NGAYKD_HIV BDDT_ARV NGAYBD_DTRI_LAO NGAYKT_DTRI_LAO NGAY_XN_TLVR NGAY_KQ_XN_TLVR NGAY_XN_PCR NGAY_KQ_XN_PCR " +
      "NGAY_NHAN_TT_MANG_THAI NGAY_BAT_DAU_DT_CTX NGAY_BAT_DAU_XU_TRI NGAY_KET_THUC_XU_TRI NGAY_CHUYEN_PHAC_DO",
  ),
  XML7: fields("NGAY_CT NGOAITRU_TUNGAY NGOAITRU_DENNGAY"),
  XML8: fields("NGAY_CT NGAY_SINHCON NGAY_CONCHET"),
  XML9: fields("NGAY_CT NGAYCAP_CCCD_NND"),
  XML10: fields("NGAY_CT TU_NGAY DEN_NGAY"),
  XML11: fields("NGAY_CT TU_NGAY DEN_NGAY"),
  XML13: fields("GT_THE_DEN"),
  XML14: fields("NGAY_CT NGAY_HEN_KL GT_THE_DEN"),
  XML15: fields("NGAYBD_DTRI_LAO NGAYKT_DTRI_LAO NGAYKD_HIV BDDT_ARV NGAY_BAT_DAU_DT_CTX"),
};

/** The first may not lie after the second. */
const spans: Record<string, [string, string]> = {
  XML6: ["NGAYBD_DTRI_LAO", "NGAYKT_DTRI_LAO"],
  XML7: ["NGOAITRU_TUNGAY", "NGOAITRU_DENNGAY"],
  XML10: ["TU_NGAY", "DEN_NGAY"],
  XML11: ["TU_NGAY", "DEN_NGAY"],
  XML15: ["NGAYBD_DTRI_LAO", "NGAYKT_DTRI_LAO"],
};

function checkWritten(part: string, row: Row, line: number | null): Finding[] {
  const findings: Finding[] = [];
  for (const field of moments[part] ?? []) {
    // Several stays may stand in one field of a referral (QĐ 3176).
    const values = part === "XML13" ? listFrom(sent(row, field)) : [sent(row, field) ?? ""];
    const value = values.find((one) => one !== "" && !(momentFrom(one) && one.length === 12));
    if (value === undefined) continue;
    const places = part === "XML0" || part === "XML1";
    const level = places && field === "NGAY_VAO" && !momentFrom(value) ? "error" : "warning";
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

function checkSpan(part: string, row: Row, line: number | null): Finding[] {
  const [from, to] = spans[part] ?? [];
  if (!from || !to) return [];
  const [first, last] = [sentDay(row, from), sentDay(row, to)];
  if (first === null || last === null || first <= last) return [];
  const sentence = `${called(to)} trước ${called(from)}.`;
  return [found("warning", "out-of-order", part, to, atLine(line, sentence))];
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
    const written = part.rows.flatMap((row, index) => {
      const line = isSingle(part) ? null : index + 1;
      return [...checkWritten(part.kind, row, line), ...checkSpan(part.kind, row, line)];
    });
    const [first] = part.rows;
    const tellsVisit = part.kind === "XML0" || part.kind === "XML1";
    return tellsVisit && first ? [...written, ...checkCourse(part.kind, first, now)] : written;
  });
}
