import { happened } from "#components/copy/format.ts";
import type { Locale } from "#components/copy/index.ts";
import { nameOfCondition, nameOfDepartment, nameOfOutcome } from "#lib/catalogue/index.ts";
import type { PaperDetail } from "#lib/record/index.ts";
import type { PaperKind } from "#lib/record/rules.ts";

/** What a paper says, in the order in which a person expects it. What it names and is not here stays unsaid. */
const order = {
  "discharge-paper": [
    ["localPersonRef", "department", "insuranceCardNumber", "temporaryCardNumber", "arrivedAt", "endedAt"],
    ["fatherName", "motherName"],
    ["diagnosis", "treatment", "doctorNote"],
    ["pregnancyEnded", "pregnancyEndCause", "pregnancyEndedAt", "gestationWeeks"],
    ["days", "fromOn", "toOn"],
  ],
  "record-summary": [
    ["arrivedAt", "endedAt", "employer", "fatherName", "motherName", "guardianName", "temporaryCardNumber"],
    ["provisionalDiagnosis", "diagnosis", "courseOfIllness", "resultsSummary", "treatment", "outcome"],
    ["childBornOn", "childDiedOn", "childrenDied", "doctorNote"],
  ],
  "birth-attestation": [
    [
      "motherOrCarerName",
      "motherOrCarerBirthDate",
      "motherOrCarerPersonalId",
      "motherOrCarerAddress",
      "fatherName",
    ],
    ["childBornAt", "childBirthPlace", "childName", "childSex", "childWeightGrams", "childCondition"],
    ["childrenBorn", "deliveryNumber", "childrenLiving", "caesarean", "bornBefore32Weeks", "doctorNote"],
    ["birthAttendant", "writtenBy", "bookNumber", "temporaryCardNumber"],
  ],
  "pregnancy-rest": [
    ["serialNumber", "employer"],
    ["diagnosis", "days", "fromOn", "toOn"],
  ],
  "sick-leave": [
    ["serialNumber", "visitNumber", "employer", "socialInsuranceNumber", "insuranceCardNumber"],
    ["fatherName", "motherName", "temporaryCardNumber"],
    ["diagnosis", "treatment", "days", "fromOn", "toOn"],
    ["pregnancyEnded", "pregnancyEndCause", "gestationWeeks"],
  ],
  referral: [
    ["medicalRecordNumber", "referringFacilities", "destinationFacility", "insuranceCardNumber", "address"],
    ["arrivedAt", "admittedAt", "endedAt", "clinicalSigns", "courseOfIllness", "resultsSummary"],
    [
      "diagnosis",
      "mainCondition",
      "accompanyingConditions",
      "serviceNames",
      "medicineNames",
      "treatmentMethod",
    ],
    ["conditionAtReferral", "referralReason", "treatmentPlan", "transport", "escortName", "escortTitle"],
  ],
  "follow-up": [
    ["arrivedAt", "admittedAt", "endedAt", "insuranceCardNumber", "address"],
    ["diagnosis", "mainCondition", "accompanyingConditions", "doctorNote", "followUpOn"],
  ],
} as const satisfies Record<PaperKind, readonly (readonly string[])[]>;

export type PaperField = (typeof order)[PaperKind][number][number];

const days = new Set([
  "fromOn",
  "toOn",
  "followUpOn",
  "childBornOn",
  "childDiedOn",
  "motherOrCarerBirthDate",
]);
const moments = new Set(["arrivedAt", "endedAt", "admittedAt", "childBornAt", "pregnancyEndedAt"]);
const yesOrNo = new Set(["pregnancyEnded", "caesarean", "bornBefore32Weeks"]);

type Say = {
  locale: Locale;
  facilityName: (code: string) => string;
  sex: (code: string) => string | null;
  yes: string;
  no: string;
};

/** `yyyymmdd[HHMM]` of a paper as people write it; anything else as it was sent. */
function sentTime(text: string, withTime: boolean, locale: Locale): string {
  const [, year, month, date, hour = "00", minute = "00"] =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:(\d{2})(\d{2}))?/.exec(text) ?? [];
  if (!year || month === "00" || date === "00") return year ?? text;
  if (!withTime) return `${date}/${month}/${year}`;
  const at = new Date(`${year}-${month}-${date}T${hour}:${minute}:00+07:00`);
  return Number.isNaN(at.getTime()) ? text : happened(at, locale);
}

function conditionsIn(text: string): string {
  return text
    .split(/[;,]/)
    .map((code) => code.trim())
    .filter((code) => code !== "")
    .map((code) => {
      const name = nameOfCondition(code);
      return name ? `${name} (${code})` : code;
    })
    .join("; ");
}

function wordsOf(field: PaperField, text: string, say: Say): string | null {
  if (days.has(field)) return sentTime(text, false, say.locale);
  if (moments.has(field)) return sentTime(text, true, say.locale);
  if (yesOrNo.has(field)) return text === "1" ? say.yes : text === "0" ? say.no : text;
  switch (field) {
    case "department":
      return nameOfDepartment(text) ?? text;
    case "outcome":
      return nameOfOutcome(text) ?? text;
    case "childSex":
      return say.sex(text);
    case "mainCondition":
    case "accompanyingConditions":
      return conditionsIn(text);
    case "destinationFacility":
      return say.facilityName(text);
    case "referringFacilities":
      return text
        .split(";")
        .map((code) => say.facilityName(code.trim()))
        .join(", ");
    case "referralReason":
      // A code whose list was not found says nothing to anybody.
      return /^\d+$/.test(text) ? null : text;
    default:
      return text;
  }
}

/** The groups of a paper's facts, without what the facility left out. */
export function paperFacts(paper: PaperDetail, say: Say): { field: PaperField; text: string }[][] {
  const { details, diagnosis, fromOn, toOn, days: number, followUpOn, destinationFacility } = paper;
  const said: Record<string, string | null | undefined> = {
    ...details,
    department: details.departmentCode,
    diagnosis: diagnosis ?? details.finalDiagnosis,
    fromOn: fromOn ?? details.fromOn,
    toOn: toOn ?? details.toOn,
    days: number === null ? details.days : String(number),
    followUpOn: followUpOn ?? details.followUpOn,
    destinationFacility: destinationFacility ?? details.destinationFacility,
  };
  // A paper whose end of pregnancy is `0` tells of none.
  if (said.pregnancyEnded === "0") said.pregnancyEnded = null;
  const groups: readonly (readonly PaperField[])[] = order[paper.kind];
  return groups
    .map((fields) =>
      fields.flatMap((field) => {
        const text = said[field] ? wordsOf(field, said[field], say) : null;
        return text ? { field, text } : [];
      }),
    )
    .filter((group) => group.length > 0);
}

/** Who the paper names as its person, where it does. */
export const personOnPaper = ({ details }: PaperDetail) => ({
  name: details.name ?? null,
  born: details.birthDate ? sentTime(details.birthDate, false, "vi") : null,
});
