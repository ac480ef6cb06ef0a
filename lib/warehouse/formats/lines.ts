import type { ClaimedLines } from "#lib/record/index.ts";
import type { Part } from "./envelope.ts";
import { papersOf } from "./papers.ts";
import { type Row, sent } from "./rows.ts";
import { sentMoment, sentNumber } from "./values.ts";

const LARGEST_LINE = 2_000_000_000;

/** STT of each row when it tells them apart, else the order in which they came. */
export function lineNumbers(rows: Row[]): number[] {
  const numbers = rows.map((row) => sentNumber(row, "STT"));
  const usable = numbers.filter((n) => n !== null && Number.isInteger(n) && n > 0 && n < LARGEST_LINE);
  const distinct = new Set(usable).size === rows.length;
  return rows.map((_, i) => (distinct ? (numbers[i] ?? i + 1) : i + 1));
}

function amountsOf(row: Row) {
  return {
    unit: sent(row, "DON_VI_TINH"),
    quantity: sentNumber(row, "SO_LUONG"),
    totalVnd: sentNumber(row, "THANH_TIEN_BV"),
    insuredTotalVnd: sentNumber(row, "THANH_TIEN_BH"),
    insurancePaysVnd: sentNumber(row, "T_BHTT"),
    copaymentVnd: sentNumber(row, "T_BNCCT"),
    selfPayVnd: sentNumber(row, "T_BNTT"),
    costGroup: sent(row, "MA_NHOM"),
    orderedAt: sentMoment(row, "NGAY_YL"),
    departmentCode: sent(row, "MA_KHOA"),
    practitionerRef: sent(row, "MA_BAC_SI"),
  };
}

/** A line without any name is shown all the same; the checks name it. */
const UNNAMED = "(cơ sở không ghi tên)";

function medicineOf(row: Row, line: number): ClaimedLines["medicines"][number] {
  const code = sent(row, "MA_THUOC");
  return {
    line,
    code,
    name: sent(row, "TEN_THUOC") ?? code ?? UNNAMED,
    strength: sent(row, "HAM_LUONG"),
    form: sent(row, "DANG_BAO_CHE"),
    route: sent(row, "DUONG_DUNG"),
    doseText: sent(row, "LIEU_DUNG"),
    instructions: sent(row, "CACH_DUNG"),
    givenAt: sentMoment(row, "NGAY_TH_YL"),
    unitPriceVnd: sentNumber(row, "DON_GIA"),
    ...amountsOf(row),
  };
}

function serviceOf(row: Row, line: number): ClaimedLines["services"][number] {
  const supplyCode = sent(row, "MA_VAT_TU");
  const supplyName = sent(row, "TEN_VAT_TU");
  // A supply may carry the code of the service it was used in, so the supply decides.
  const supply = supplyCode !== null || supplyName !== null;
  const code = supply ? supplyCode : sent(row, "MA_DICH_VU");
  return {
    line,
    kind: supply ? "supply" : "service",
    code,
    name: (supply ? supplyName : sent(row, "TEN_DICH_VU")) ?? code ?? UNNAMED,
    performedAt: sentMoment(row, "NGAY_TH_YL"),
    resultAt: sentMoment(row, "NGAY_KQ"),
    performerRef: sent(row, "NGUOI_THUC_HIEN"),
    machineCode: sent(row, "MA_MAY"),
    unitPriceVnd: sentNumber(row, "DON_GIA_BV") ?? sentNumber(row, "DON_GIA_BH"),
    ...amountsOf(row),
  };
}

function resultOf(row: Row, line: number): ClaimedLines["results"][number] {
  return {
    line,
    serviceCode: sent(row, "MA_DICH_VU"),
    code: sent(row, "MA_CHI_SO"),
    name: sent(row, "TEN_CHI_SO"),
    valueText: sent(row, "GIA_TRI"),
    unit: sent(row, "DON_VI_DO"),
    description: sent(row, "MO_TA"),
    conclusion: sent(row, "KET_LUAN"),
    resultAt: sentMoment(row, "NGAY_KQ"),
    readerRef: sent(row, "MA_BS_DOC_KQ"),
    machineCode: sent(row, "MA_MAY"),
  };
}

function noteOf(row: Row, line: number): ClaimedLines["notes"][number] {
  return {
    line,
    notedAt: sentMoment(row, "THOI_DIEM_DBLS"),
    course: sent(row, "DIEN_BIEN_LS"),
    stage: sent(row, "GIAI_DOAN_BENH"),
    consultation: sent(row, "HOI_CHAN"),
    operation: sent(row, "PHAU_THUAT"),
    authorRef: sent(row, "NGUOI_THUC_HIEN"),
  };
}

/** The lines and papers of a dossier (names of QĐ 3176) in our words. */
export function linesOf(parts: Part[]): ClaimedLines {
  const numbered = <Line>(kind: string, toLine: (row: Row, line: number) => Line) => {
    const rows = parts.filter((part) => part.kind === kind).flatMap((part) => part.rows);
    const numbers = lineNumbers(rows);
    return rows.map((row, i) => toLine(row, numbers[i] ?? i + 1));
  };
  return {
    medicines: numbered("XML2", medicineOf),
    services: numbered("XML3", serviceOf),
    results: numbered("XML4", resultOf),
    notes: numbered("XML5", noteOf),
    papers: papersOf(parts),
  };
}
