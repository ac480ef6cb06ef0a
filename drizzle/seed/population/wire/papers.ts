import { dayOf, stamp, ymd } from "../calendar.ts";
import type { Draft } from "./dossier.ts";
import type { Fields, WirePart } from "./elements.ts";
import { birthRows } from "./papers-of-birth.ts";
import { hivRow, tuberculosisRow } from "./papers-of-programmes.ts";
import { doctorName } from "./staff.ts";
import { categoryIn } from "./summary.ts";

/** Where employed people work; invented. */
const employers = {
  DN: ["Công ty TNHH Mẫu May Bình Sơn", "Công ty Cổ phần Mẫu Cơ khí Dung Quất", "Công ty TNHH Mẫu Thủy sản"],
  HC: ["Trường Tiểu học Mẫu", "Ủy ban nhân dân xã (mẫu)", "Trường Trung học cơ sở Mẫu"],
};

function employerOf({ encounter: { person } }: Draft): string {
  const list = person.standing.group === "HC" ? employers.HC : employers.DN;
  return list[person.index % list.length] ?? "";
}

const familyOf = ({ encounter: { person, underMother } }: Draft): Fields => {
  const mother = underMother?.mother ?? person.mother;
  const young = underMother !== null || person.mother !== null || person.father !== null;
  return young
    ? {
        HO_TEN_ME: mother?.name ?? "",
        MA_ME: mother?.insuranceNumber ?? "",
        HO_TEN_CHA: person.father?.name ?? "",
        MA_CHA: person.father?.insuranceNumber ?? "",
      }
    : {};
};

/** Thẻ tạm of a newborn: TE1, province, ten digits. */
export const temporaryCardOf = (insuranceNumber: string) => `TE151${insuranceNumber}`;

/** XML7, giấy ra viện. */
function dischargePaper(draft: Draft): Fields {
  const { encounter, refs, diagnosis, head, doctor } = draft;
  const { daysOff, facility, endedAt } = encounter;
  const from = dayOf(endedAt) + 1;
  return {
    MA_LK: refs.claimRef,
    SO_LUU_TRU: refs.recordRef,
    MA_YTE: refs.patientRef,
    MA_KHOA_RV: encounter.departments.at(-1) ?? "K01",
    NGAY_VAO: stamp(encounter.arrivedAt),
    NGAY_RA: stamp(endedAt),
    MA_DINH_CHI_THAI: "0",
    CHAN_DOAN_RV: diagnosis,
    PP_DIEUTRI: encounter.treatment,
    GHI_CHU: encounter.note ?? "",
    MA_TTDV: head,
    MA_BS: doctor,
    TEN_BS: doctorName(facility, encounter.doctor),
    NGAY_CT: ymd(dayOf(endedAt)),
    ...familyOf(draft),
    MA_THE_TAM: encounter.underMother ? temporaryCardOf(encounter.person.insuranceNumber) : "",
    ...(daysOff > 0
      ? {
          SO_NGAY_NGHI: String(daysOff),
          NGOAITRU_TUNGAY: ymd(from),
          NGOAITRU_DENNGAY: ymd(from + daysOff - 1),
        }
      : {}),
  };
}

/** XML8, tóm tắt hồ sơ bệnh án. */
function recordSummary(draft: Draft): Fields {
  const { encounter, refs, diagnosis, head } = draft;
  const shown = encounter.results.map(({ name, value, unit, conclusion }) =>
    value ? `${name} ${value} ${unit}`.trim() : `${name}: ${conclusion}`,
  );
  return {
    MA_LK: refs.claimRef,
    MA_LOAI_KCB: encounter.careKind,
    ...familyOf(draft),
    NGAY_VAO: stamp(encounter.arrivedAt),
    NGAY_RA: stamp(encounter.endedAt),
    CHAN_DOAN_VAO: encounter.provisional,
    CHAN_DOAN_RV: diagnosis,
    QT_BENHLY: `${encounter.reason}; vào viện điều trị, diễn biến ổn định.`,
    TOMTAT_KQ: shown.slice(0, 6).join("; ") || "Không có kết quả đặc biệt",
    PP_DIEUTRI: encounter.treatment,
    KET_QUA_DTRI: encounter.outcome,
    GHI_CHU: encounter.note ?? "",
    MA_TTDV: head,
    NGAY_CT: ymd(dayOf(encounter.endedAt)),
    MA_THE_TAM: encounter.underMother ? temporaryCardOf(encounter.person.insuranceNumber) : "",
  };
}

/** XML10 and XML11: days off, for a pregnancy or an illness. */
function leave(draft: Draft): WirePart[] {
  const { encounter, refs, bill, diagnosis, head, doctor } = draft;
  const { daysOff, restForPregnancy, facility, arrivedAt, person } = encounter;
  if (daysOff === 0 || encounter.careKind === "03") return [];
  const day = dayOf(arrivedAt);
  const said: Fields = {
    MA_LK: refs.claimRef,
    SO_CT: `CT-${refs.recordRef}`,
    SO_SERI: `S${refs.claimRef.slice(-9)}`,
    DON_VI: employerOf(draft),
    TU_NGAY: ymd(day),
    DEN_NGAY: ymd(day + daysOff - 1),
    MA_TTDV: head,
    MA_BS: doctor,
    NGAY_CT: ymd(day),
  };
  if (restForPregnancy) {
    const row = {
      ...said,
      SO_NGAY: String(daysOff),
      CHAN_DOAN_RV: `${diagnosis}; nghỉ dưỡng thai`,
      TEN_BS: doctorName(facility, encounter.doctor),
    };
    return [{ kind: "XML10", rows: [row] }];
  }
  const row = {
    ...said,
    SO_KCB: refs.recordRef,
    MA_BHXH: person.insuranceNumber,
    MA_THE_BHYT: bill.card?.number ?? "",
    CHAN_DOAN_RV: diagnosis,
    PP_DIEUTRI: encounter.treatment,
    MA_DINH_CHI_THAI: "0",
    SO_NGAY_NGHI: String(daysOff),
    MAU_SO: "CT07",
  };
  return [{ kind: "XML11", rows: [row] }];
}

/** What a slip repeats of the summary. */
function repeated({ encounter, identity, refs, diagnosis, main, doctor, head }: Draft): Fields {
  return {
    MA_LK: refs.claimRef,
    MA_CSKCB: encounter.facility.code,
    ...identity,
    NGAY_VAO: stamp(encounter.arrivedAt),
    NGAY_VAO_NOI_TRU: encounter.admittedAt === null ? "" : stamp(encounter.admittedAt),
    NGAY_RA: stamp(encounter.endedAt),
    CHAN_DOAN_RV: diagnosis,
    MA_BENH_CHINH: main,
    MA_BENH_KT: encounter.accompanying.join(";"),
    MA_BAC_SI: doctor,
    MA_TTDV: head,
  };
}

/** XML13, giấy chuyển tuyến. */
function referral(draft: Draft): WirePart[] {
  const { encounter, refs } = draft;
  const { referredTo, facility } = encounter;
  if (!referredTo) return [];
  const number = `CT-${refs.recordRef}`;
  const row = {
    ...repeated(draft),
    SO_HOSO: refs.recordRef,
    SO_CHUYENTUYEN: number,
    GIAY_CHUYEN_TUYEN: number,
    MA_CSKCB_DI: facility.code,
    MA_CSKCB_DEN: referredTo.code,
    DAU_HIEU_LS: encounter.reason,
    QT_BENHLY: encounter.reason,
    TOMTAT_KQ: "Chưa làm cận lâm sàng tại trạm",
    PP_DIEUTRI: encounter.treatment,
    TINH_TRANG_CT: "Tỉnh, tiếp xúc tốt",
    MA_LOAI_RV: encounter.discharge,
    MA_LYDO_CT: "1",
    HUONG_DIEU_TRI: "Làm thêm xét nghiệm, điều trị theo tuyến",
    PHUONGTIEN_VC: "Tự túc",
  };
  return [{ kind: "XML13", rows: [row] }];
}

/** XML14, giấy hẹn khám lại: not every facility prints one. */
function followUp(draft: Draft): WirePart[] {
  const { encounter, refs, generation } = draft;
  const { nextVisitOn, facility } = encounter;
  if (nextVisitOn === null || facility.kind === "station" || encounter.person.index % 3 === 0) return [];
  const row = {
    ...repeated(draft),
    SO_GIAYHEN_KL: `HK-${refs.recordRef}`,
    NGAY_HEN_KL: ymd(nextVisitOn),
    MA_DOITUONG_KCB: categoryIn(generation, encounter.category),
    NGAY_CT: ymd(dayOf(encounter.paidAt)),
  };
  return [{ kind: "XML14", rows: [row] }];
}

/** XML6–11, 13–15 of a visit. */
export function paperParts(draft: Draft): WirePart[] {
  const stay = draft.encounter.careKind === "03";
  const { care, births } = draft.encounter;
  return [
    ...(care?.of === "hiv" ? [{ kind: "XML6", rows: [hivRow(draft, care.since)] }] : []),
    ...(stay
      ? [
          { kind: "XML7", rows: [dischargePaper(draft)] },
          { kind: "XML8", rows: [recordSummary(draft)] },
        ]
      : []),
    ...(births.length > 0 ? [{ kind: "XML9", rows: birthRows(draft) }] : []),
    ...leave(draft),
    ...referral(draft),
    ...followUp(draft),
    ...(care?.of === "tuberculosis" ? [{ kind: "XML15", rows: [tuberculosisRow(draft, care.since)] }] : []),
  ];
}
