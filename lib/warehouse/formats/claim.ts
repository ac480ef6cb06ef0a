import {
  type ClaimedPerson,
  isOwnNumber,
  isUsablePersonalId,
  socialInsuranceNumberOf,
} from "#lib/identity/index.ts";
import type { ShownCard } from "#lib/insurance/index.ts";
import type { ClaimedEncounter, WrittenEncounter } from "#lib/record/index.ts";
import type { Part } from "./envelope.ts";
import type { Generation } from "./generation.ts";
import { linesOf } from "./lines.ts";
import { type Row, sent } from "./rows.ts";
import {
  birthDateFrom,
  conditionCodesFrom,
  dayFrom,
  listFrom,
  placesOf,
  sentDay,
  sentMoment,
  sentNumber,
} from "./values.ts";

/** A dossier in our words. */
export type Claim = ClaimedEncounter & {
  person: ClaimedPerson;
  cards: ShownCard[];
  /** The encounter as its tables take it, where that was done when it was read. */
  written?: WrittenEncounter | undefined;
};

const sexes: Record<string, string> = { "1": "male", "2": "female" };

/** NGAY_SINH with a time that was filled in. */
const BIRTH_MINUTE = /^\d{8}(?!0000)\d{4}$/;

/** The registry keeps at most this much of a name; longer ones are named by the checks. */
const LONGEST_NAME = 255;

/** Marks of direction and joins of no width show nothing, and turn a name about. */
const tidy = (text: string) =>
  text
    .normalize("NFC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();

/** The person a summary (or check-in) names; null when it does not say enough to tell anybody apart. */
export function personOf(row: Row, facilityCode: string): ClaimedPerson | null {
  const name = tidy(sent(row, "HO_TEN") ?? "").slice(0, LONGEST_NAME);
  const birthDate = birthDateFrom(sent(row, "NGAY_SINH") ?? "");
  const seenAt = sentMoment(row, "NGAY_VAO");
  if (name === "" || birthDate === null || seenAt === null) return null;
  const personalId = (sent(row, "SO_CCCD") ?? "").replace(/\s/g, "");
  const numbers = listFrom(sent(row, "MA_THE_BHYT")).map(socialInsuranceNumberOf);
  const usable = isUsablePersonalId(personalId);
  const own = usable && isOwnNumber(personalId, birthDate, seenAt);
  const bornAt = sent(row, "NGAY_SINH") ?? "";
  return {
    personalId: own ? personalId : null,
    // Without its minute of birth a child cannot be told from its twin, or from an older sister or brother.
    newborn: usable && !own && BIRTH_MINUTE.test(bornAt) ? { parentId: personalId, bornAt } : null,
    socialInsuranceNumbers: [...new Set(numbers.filter((number) => number !== null))],
    name,
    birthDate,
    sex: sexes[sent(row, "GIOI_TINH") ?? ""] ?? "undetermined",
    wardCode: sent(row, "MAXA_CU_TRU"),
    address: sent(row, "DIA_CHI"),
    phone: sent(row, "DIEN_THOAI"),
    bloodGroup: sent(row, "NHOM_MAU"),
    facilityCode,
    seenAt,
  };
}

/** Cards, their dates and first-visit facilities are four lists side by side. */
function cardsOf(row: Row): ShownCard[] {
  const lists = ["MA_DKBD", "GT_THE_TU", "GT_THE_DEN"].map((field) => placesOf(sent(row, field)));
  const [facilities = [], from = [], to = []] = lists;
  return placesOf(sent(row, "MA_THE_BHYT")).flatMap((card, i) => {
    const validFrom = dayFrom(from[i] ?? "");
    if (validFrom === null || card === "") return [];
    return {
      cardNumber: card.replace(/\s/g, "").toUpperCase(),
      validFrom,
      validTo: dayFrom(to[i] ?? ""),
      registeredFacility: facilities[i] || null,
    };
  });
}

/** A number no larger than its column; the checks name the rest. */
function smaller(value: number | null, than: number): number | null {
  return value !== null && Math.abs(value) < than ? value : null;
}

function encounterOf(
  row: Row,
  arrivedAt: Date,
  facilityCode: string,
  claimRef: string,
  generation: Generation,
) {
  const days = sentNumber(row, "SO_NGAY_DTRI");
  return {
    facilityCode,
    encounterRef: claimRef,
    careKind: sent(row, "MA_LOAI_KCB"),
    patientCategory: sent(row, "MA_DOITUONG_KCB"),
    arrivedAt,
    admittedAt: sentMoment(row, "NGAY_VAO_NOI_TRU"),
    endedAt: sentMoment(row, "NGAY_RA"),
    treatmentDays: smaller(days === null ? null : Math.trunc(days), 100_000),
    reason: sent(row, "LY_DO_VV"),
    admissionReason: sent(row, "LY_DO_VNT"),
    provisionalDiagnosis: sent(row, "CHAN_DOAN_VAO"),
    finalDiagnosis: sent(row, "CHAN_DOAN_RV"),
    treatment: sent(row, "PP_DIEU_TRI"),
    doctorNote: sent(row, "GHI_CHU"),
    outcome: sent(row, "KET_QUA_DTRI"),
    dischargeKind: sent(row, "MA_LOAI_RV"),
    departmentCodes: listFrom(sent(row, "MA_KHOA")),
    weightKg: smaller(sentNumber(row, "CAN_NANG"), 10_000),
    nextVisitOn: listFrom(sent(row, "NGAY_TAI_KHAM")).flatMap((text) => dayFrom(text) ?? []),
    referredFrom: sent(row, "MA_NOI_DI"),
    referredTo: sent(row, "MA_NOI_DEN"),
    totalVnd: sentNumber(row, "T_TONGCHI_BV"),
    insuredTotalVnd: sentNumber(row, "T_TONGCHI_BH"),
    insurancePaysVnd: sentNumber(row, "T_BHTT"),
    copaymentVnd: sentNumber(row, "T_BNCCT"),
    selfPayVnd: sentNumber(row, "T_BNTT"),
    otherSourcesVnd: sentNumber(row, "T_NGUONKHAC"),
    paidAt: sentMoment(row, "NGAY_TTOAN"),
    format: generation,
  };
}

function conditionsOf(row: Row): Claim["conditions"] {
  const main = conditionCodesFrom(sent(row, "MA_BENH_CHINH")).map((code) => ({ role: "main", code }));
  const accompanying = conditionCodesFrom(sent(row, "MA_BENH_KT")).map((code) => ({
    role: "accompanying",
    code,
  }));
  return [...main, ...accompanying].map((condition, i) => ({ ...condition, line: i + 1 }));
}

/** The first row that a visit is told by, under the names of QĐ 130: its summary, else its check-in. */
export function summaryOf(parts: Part[]): Row | null {
  const rowsOf = (kind: string) => parts.filter((part) => part.kind === kind).flatMap((part) => part.rows);
  const [summary] = rowsOf("XML1");
  if (summary) return summary;
  const checkIns = rowsOf("XML0");
  return checkIns.find((row) => sentMoment(row, "NGAY_VAO_NOI_TRU")) ?? checkIns[0] ?? null;
}

/** The day a check-in was written, for want of an envelope that says so. */
export function checkInDay(parts: Part[]): string | null {
  const days = parts.flatMap((part) => part.rows).flatMap((row) => sentDay(row, "NGAY_YL") ?? []);
  return days.sort().at(-1) ?? null;
}

/** Maps a dossier (names of QĐ 130) to our words; null when it names nobody or no arrival. */
export function toClaim(
  parts: Part[],
  facilityCode: string,
  claimRef: string,
  generation: Generation,
): Claim | null {
  const summary = summaryOf(parts);
  const person = summary && personOf(summary, facilityCode);
  if (!summary || !person) return null;
  return {
    person,
    cards: cardsOf(summary),
    encounter: encounterOf(summary, person.seenAt, facilityCode, claimRef, generation),
    conditions: generation === "checkin" ? [] : conditionsOf(summary),
    ...linesOf(parts),
  };
}
