import type { Finding } from "../problems.ts";
import { isSingle, type Part } from "./envelope.ts";
import { atLine, called, found } from "./findings.ts";
import type { Generation } from "./generation.ts";
import { nameIn } from "./legacy.ts";
import { type Row, sent } from "./rows.ts";
import {
  birthDateFrom,
  dayFrom,
  isBareDay,
  isMoment,
  listFrom,
  momentFrom,
  momentText,
  sentDay,
  sentNumber,
} from "./values.ts";

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
  XML1: ["GT_THE_TU", "GT_THE_DEN", "NGAY_TAI_KHAM", "NAM_NAM_LIEN_TUC"],
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

/** Kinds of care whose end is the last day that the medicines cover (QĐ 4750/QĐ-BYT, annex, XML1.NGAY_RA). */
const untilLastMedicine = new Set(["02", "05", "07"]);

/** A facility's clock may run a little ahead of ours. */
const CLOCKS_DIFFER_MS = 15 * 60_000;

function checkWritten(part: string, row: Row, line: number | null, generation: Generation): Finding[] {
  const findings: Finding[] = [];
  for (const field of moments[part] ?? []) {
    const text = row[field];
    if (!text || isMoment(text)) continue;
    // Several stays may stand in one field of a referral (QĐ 3176).
    const wrong = part === "XML13" ? listFrom(text).find((one) => !isMoment(one)) : text;
    if (wrong === undefined) continue;
    const places = part === "XML0" || part === "XML1";
    const level = places && field === "NGAY_VAO" && !momentFrom(wrong) ? "error" : "warning";
    const name = nameIn(generation, part, field);
    const sentence = `${called(name)} “${wrong.slice(0, 20)}” không đúng dạng năm, tháng, ngày, giờ, phút (12 chữ số).`;
    findings.push(found(level, "malformed", part, name, atLine(line, sentence)));
  }
  for (const field of days[part] ?? []) {
    const text = row[field];
    if (!text || isBareDay(text)) continue;
    const wrong = listFrom(text).find((value) => dayFrom(value) === null);
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

/** When a visit began and ended, as far as both are whole moments. */
type Visit = { arrived: string | null; ended: string | null };

/** Which fields of a line may not lie before which of the same line (portal's check list for QĐ 4750). */
const orders: Record<string, string[]> = { XML2: ["NGAY_TH_YL"], XML3: ["NGAY_TH_YL", "NGAY_KQ"] };

/** An order lies within the visit, what comes of it after the order. */
function checkOrders(part: string, row: Row, line: number, visit: Visit): Finding[] {
  const later = orders[part];
  const ordered = row.NGAY_YL;
  if (!later || !ordered || !isMoment(ordered)) return [];
  const findings: Finding[] = [];
  const say = (field: string, sentence: string) =>
    findings.push(found("warning", "out-of-order", part, field, atLine(line, sentence)));
  // Medicines may be dated back to the working day before a holiday (annex, XML2.NGAY_YL).
  if (part === "XML3" && visit.arrived !== null && ordered < visit.arrived)
    say("NGAY_YL", `${called("NGAY_YL")} trước ${called("NGAY_VAO")}.`);
  if (visit.ended !== null && ordered > visit.ended)
    say("NGAY_YL", `${called("NGAY_YL")} sau ${called("NGAY_RA")}.`);
  for (const field of later) {
    const text = row[field];
    if (text && text < ordered && isMoment(text)) say(field, `${called(field)} trước ${called("NGAY_YL")}.`);
  }
  return findings;
}

/** The first day that a birth date, known as far as it is, allows. */
const earliestBirth = (birthDate: string) => `${birthDate}-01-01`.slice(0, 10).replaceAll("-", "");

function checkBirth(part: string, row: Row): Finding[] {
  const text = sent(row, "NGAY_SINH");
  if (text === null) return [];
  if (birthDateFrom(text) === null) {
    const sentence = `${called("NGAY_SINH")} “${text.slice(0, 20)}” không phải là một ngày có thật.`;
    return [found("error", "malformed", part, "NGAY_SINH", sentence)];
  }
  if (text.length < 12 || (text.slice(8, 10) < "24" && text.slice(10, 12) < "60")) return [];
  const sentence = `Giờ, phút trong ${called("NGAY_SINH")} “${text}” không có thật; nếu không rõ thì ghi số 0.`;
  return [found("warning", "malformed", part, "NGAY_SINH", sentence)];
}

/** Both as far as the shorter goes: a bare day is neither before nor after a minute of that day. */
function isBefore(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}

let asked = { now: Number.NaN, latest: "" };

/** The latest moment that is no future yet; the same for all dossiers of a piece of a file. */
function latestAt(now: Date): string {
  if (now.getTime() !== asked.now)
    asked = { now: now.getTime(), latest: momentText(new Date(now.getTime() + CLOCKS_DIFFER_MS)) };
  return asked.latest;
}

function checkCourse(part: string, row: Row, now: Date): Finding[] {
  const findings = checkBirth(part, row);
  const written = (field: string) => {
    const text = sent(row, field);
    return text !== null && momentFrom(text) !== null ? text.slice(0, 12) : null;
  };
  const say = (level: Finding["level"], code: Finding["code"], field: string, sentence: string) =>
    findings.push(found(level, code, part, field, sentence));
  const latest = latestAt(now);
  const [arrived, admitted, ended] = [written("NGAY_VAO"), written("NGAY_VAO_NOI_TRU"), written("NGAY_RA")];
  if (arrived !== null && isBefore(latest, arrived))
    say("error", "future-arrival", "NGAY_VAO", `${called("NGAY_VAO")} nằm ở tương lai.`);
  const birth = birthDateFrom(sent(row, "NGAY_SINH") ?? "");
  if (arrived !== null && birth !== null && isBefore(arrived, earliestBirth(birth)))
    say("error", "arrival-before-birth", "NGAY_VAO", `${called("NGAY_VAO")} trước ngày sinh.`);
  for (const [field, text] of [
    ["NGAY_VAO_NOI_TRU", admitted],
    ["NGAY_RA", ended],
  ] as const) {
    if (arrived !== null && text !== null && isBefore(text, arrived))
      say("warning", "out-of-order", field, `${called(field)} trước ${called("NGAY_VAO")}.`);
    else if (field === "NGAY_RA" && text !== null && admitted !== null && isBefore(text, admitted))
      say("warning", "out-of-order", field, `${called(field)} trước ${called("NGAY_VAO_NOI_TRU")}.`);
  }
  const mayLieAhead = untilLastMedicine.has(sent(row, "MA_LOAI_KCB") ?? "");
  for (const field of ["NGAY_VAO_NOI_TRU", "NGAY_RA", "NGAY_TTOAN"]) {
    const text = written(field);
    if (text === null || !isBefore(latest, text) || (field === "NGAY_RA" && mayLieAhead)) continue;
    say("warning", "future-date", field, `${called(field)} nằm ở tương lai.`);
  }
  return findings;
}

/** A slip for the next visit names a day after this one; after medicines it may be the day before they end. */
function checkFollowUp(parts: Part[], summary: Row | undefined): Finding[] {
  const ended = summary && sentDay(summary, "NGAY_RA");
  if (!ended || untilLastMedicine.has(summary.MA_LOAI_KCB ?? "")) return [];
  const slips = parts.filter((part) => part.kind === "XML14").flatMap((part) => part.rows);
  const early = slips.some((row) => (sentDay(row, "NGAY_HEN_KL") ?? ended) < ended);
  if (!early) return [];
  const sentence = `${called("NGAY_HEN_KL")} trước ${called("NGAY_RA")}.`;
  return [found("warning", "out-of-order", "XML14", "NGAY_HEN_KL", sentence)];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Kinds of care without a day of treatment, and those that count every day from arrival to end (annex, SO_NGAY_DTRI). That
 * of 02 counts so too, but its end is the last day of the medicines.
 */
const noDays = new Set(["01", "07", "09"]);
const allDays = new Set(["03", "04", "06"]);

/** The number of days of treatment, where the form of care says how it is counted. QĐ 4210 counted otherwise. */
function checkDays(summary: Row): Finding[] {
  const said = sentNumber(summary, "SO_NGAY_DTRI");
  const kind = sent(summary, "MA_LOAI_KCB") ?? "";
  if (said === null) return [];
  const say = (sentence: string) => [found("warning", "days-differ", "XML1", "SO_NGAY_DTRI", sentence)];
  const name = called("SO_NGAY_DTRI");
  if (noDays.has(kind))
    return said === 0 ? [] : say(`${name} ghi ${said}; hình thức khám chữa bệnh ${kind} thì phải ghi 0.`);
  const [first, last] = [sentDay(summary, "NGAY_VAO"), sentDay(summary, "NGAY_RA")];
  if (!allDays.has(kind) || first === null || last === null || last < first) return [];
  const counted = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
  return said === counted ? [] : say(`${name} ghi ${said}; tính từ ngày vào đến ngày ra là ${counted}.`);
}

/** Dates and times: written as they should be, and in an order that can have happened. */
export function checkTimes(parts: Part[], generation: Generation, now: Date): Finding[] {
  const findings: Finding[] = [];
  const add = (more: Finding[]) => {
    for (const finding of more) findings.push(finding);
  };
  const summary = parts.find((part) => part.kind === "XML1")?.rows[0];
  const whole = (field: string) => {
    const text = (summary && sent(summary, field)) ?? "";
    return isMoment(text) ? text : null;
  };
  const [arrived, ended] = [whole("NGAY_VAO"), whole("NGAY_RA")];
  // An end before the arrival is named once, not again for every order.
  const visit = { arrived, ended: arrived !== null && ended !== null && ended < arrived ? null : ended };
  for (const part of parts) {
    const single = isSingle(part);
    for (const [index, row] of part.rows.entries()) {
      const line = single ? null : index + 1;
      add(checkWritten(part.kind, row, line, generation));
      add(checkSpan(part.kind, row, line));
      add(checkOrders(part.kind, row, index + 1, visit));
    }
    const [first] = part.rows;
    if (first && (part.kind === "XML0" || part.kind === "XML1")) add(checkCourse(part.kind, first, now));
  }
  add(checkFollowUp(parts, summary));
  if (summary && generation !== "4210") add(checkDays(summary));
  return findings;
}
