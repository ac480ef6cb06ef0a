import "server-only";
import { careCodes } from "./care-codes.data.ts";
import { careKinds, costGroups, departments, dischargeKinds, outcomes } from "./codes.data.ts";
import {
  legacyAdmissionReasons,
  olderPatientCategories,
  patientCategories,
} from "./patient-categories.data.ts";
import { cardGroups, ethnicGroups, occupations, olderOccupations } from "./people.data.ts";

const nameIn = (list: Record<string, string>, code: string): string | null =>
  Object.hasOwn(list, code) ? (list[code] ?? null) : null;

export { listBinhSonWards, listOtherWards, nameOfProvince, nameOfWard, provinceOfWard } from "./areas.ts";
export { mayBeMainCondition, nameOfCondition, searchConditions, sexOfCondition } from "./conditions.ts";
export { explain, type PlainWords } from "./plain-words.ts";

/** Nhóm chi phí. */
export const nameOfCostGroup = (code: string) => nameIn(costGroups, code);
/** Loại hình khám chữa bệnh. */
export const nameOfCareKind = (code: string) => nameIn(careKinds, code);
/** What a code of HIV care (XML6) or TB care (XML15) stands for, in the annex's words; many have no name here. */
export const nameOfCareCode = (kind: "hiv-care" | "tb-care", field: string, code: string) =>
  nameIn(careCodes[kind][field] ?? {}, code);
/** Kết quả điều trị. */
export const nameOfOutcome = (code: string) => nameIn(outcomes, code);
/** Loại ra viện. */
export const nameOfDischargeKind = (code: string) => nameIn(dischargeKinds, code);
/** Khoa; many codes have no name here. */
export const nameOfDepartment = (code: string) => nameIn(departments, code);
/** Đối tượng đến khám; not for claims of QĐ 4210, whose numbers mean something else. */
export const nameOfPatientCategory = (code: string) => nameIn(patientCategories, code);
/** Dân tộc. */
export const nameOfEthnicGroup = (code: string) => nameIn(ethnicGroups, code);
/** Nghề nghiệp, of a five-digit code the group it belongs to. */
export const nameOfOccupation = (code: string) =>
  nameIn(occupations, /^\d{5}$/.test(code) ? code.slice(0, 2) : code);
/** Nhóm đối tượng of an insurance card, by its first two letters. */
export const nameOfCardGroup = (cardNumber: string) =>
  nameIn(cardGroups, cardNumber.slice(0, 2).toUpperCase());

/** Whether any decision so far has this patient category, with a name here or without. */
export const isPatientCategory = (code: string, before130: boolean): boolean =>
  before130
    ? legacyAdmissionReasons.includes(code)
    : nameOfPatientCategory(code) !== null || olderPatientCategories.includes(code);

/** Whether any list of occupations has this code: that of QĐ 34/2020 or the older one of hospitals. */
export const isOccupation = (code: string): boolean =>
  nameOfOccupation(code) !== null || nameIn(olderOccupations, code) !== null;
