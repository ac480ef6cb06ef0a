import { added, money } from "../bill.ts";
import { dayAt, dayOf, stamp, ymd } from "../calendar.ts";
import type { Draft, Sending } from "./dossier.ts";
import type { Fields } from "./elements.ts";
import type { Generation } from "./generation.ts";

/** Codes that came with QĐ 3276/2025, and what stood for them before. */
const olderCategory: Record<string, string> = {
  "1.12": "3.3",
  "1.14": "3.2",
  "1.15": "3.3",
  "1.5": "1.3",
  "1.7": "1.1",
};
/** MA_LYDO_VVIEN of QĐ 4210: right route, emergency, off route. */
const legacyCategory = (code: string) => (code === "2" ? "2" : code.startsWith("3") ? "3" : "1");

export function categoryIn(generation: Generation, code: string): string {
  if (generation === "3176") return code;
  const older = olderCategory[code] ?? code;
  return generation === "4210" ? legacyCategory(older) : older;
}

/** There were districts until 30/06/2025. */
const DISTRICTS_ENDED = dayAt(2025, 7, 1);

/** Left out where a facility forgets a field that the portal asks for. */
const forgotten = ["CAN_NANG", "LY_DO_VV", "MA_HSBA", "CHAN_DOAN_VAO"] as const;

function amounts({ bill, encounter }: Draft, sumDropped: boolean): Fields {
  const medicines = added(bill.medicines.map((line) => line.amounts));
  const supplies = added(bill.supplies.map((line) => line.amounts));
  const all = added([medicines, supplies, ...bill.services.map((line) => line.amounts)]);
  const [examination] = bill.services;
  // The examination fee is forgotten in both totals.
  const left = sumDropped && examination ? examination.amounts : added([]);
  const month = ymd(dayOf(encounter.paidAt));
  return {
    T_THUOC: money(medicines.total),
    T_VTYT: money(supplies.total),
    T_TONGCHI_BV: money(all.total - left.total),
    T_TONGCHI_BH: money(all.insured - left.insured),
    T_BNTT: money(all.self),
    T_BNCCT: money(all.copay),
    T_BHTT: money(all.fund),
    T_NGUONKHAC: "0.00",
    T_BHTT_GDV: money(all.fund),
    T_NGOAIDS: "0.00",
    NAM_QT: month.slice(0, 4),
    THANG_QT: month.slice(4, 6),
  };
}

/** XML1. */
export function summaryRow(draft: Draft, { mistake, corrected }: Sending): Fields {
  const { encounter, refs, generation, identity, main, diagnosis, head } = draft;
  const { facility, slip, person } = encounter;
  const day = dayOf(encounter.arrivedAt);
  const old = generation === "4210";
  const ended = mistake === "out-of-order" ? encounter.arrivedAt - 24 * 60 : encounter.endedAt;
  const row: Fields = {
    MA_LK: refs.claimRef,
    STT: "1",
    MA_BN: refs.patientRef,
    ...identity,
    NHOM_MAU: person.bloodGroup ?? "",
    MAHUYEN_CU_TRU: day < DISTRICTS_ENDED ? "524" : "",
    DIEN_THOAI: person.phone ?? "",
    LY_DO_VV: encounter.reason,
    LY_DO_VNT: encounter.admissionReason ?? "",
    CHAN_DOAN_VAO: encounter.provisional,
    CHAN_DOAN_RV: diagnosis,
    MA_BENH_CHINH: main,
    MA_BENH_KT: encounter.accompanying.join(";"),
    MA_DOITUONG_KCB: categoryIn(generation, encounter.category),
    MA_NOI_DI: slip?.from.code ?? "",
    MA_NOI_DEN: encounter.referredTo?.code ?? "",
    MA_TAI_NAN: encounter.injury ?? "",
    NGAY_VAO: stamp(encounter.arrivedAt),
    NGAY_VAO_NOI_TRU: encounter.admittedAt === null ? "" : stamp(encounter.admittedAt),
    NGAY_RA: stamp(ended),
    GIAY_CHUYEN_TUYEN: slip?.number ?? "",
    SO_NGAY_DTRI: String(old ? Math.max(1, encounter.days) : encounter.days),
    PP_DIEU_TRI: encounter.treatment,
    KET_QUA_DTRI: encounter.outcome,
    MA_LOAI_RV: encounter.discharge,
    GHI_CHU: corrected ? `${encounter.note ?? ""} (Đã sửa hồ sơ)`.trim() : (encounter.note ?? ""),
    NGAY_TTOAN: stamp(encounter.paidAt),
    ...amounts(draft, mistake === "sum-dropped"),
    MA_LOAI_KCB: old
      ? encounter.careKind === "03"
        ? "3"
        : encounter.careKind === "05"
          ? "2"
          : "1"
      : encounter.careKind,
    MA_KHOA: encounter.departments.join(";"),
    MA_CSKCB: facility.code,
    MA_KHUVUC: person.ethnicGroup === "01" ? "" : "K1",
    CAN_NANG: encounter.weightKg.toFixed(2),
    CAN_NANG_CON: encounter.childWeights.join(";"),
    NGAY_TAI_KHAM: encounter.nextVisitOn === null ? "" : ymd(encounter.nextVisitOn),
    MA_HSBA: refs.recordRef,
    MA_TTDV: head,
  };
  if (mistake === "field-missing")
    row[forgotten[encounter.person.index % forgotten.length] ?? "CAN_NANG"] = "";
  return row;
}
