import "server-only";
import { careKinds, costGroups, departments, dischargeKinds, outcomes } from "./codes.data.ts";
import { binhSonWardCodes, wards } from "./wards.data.ts";

const nameIn = (list: Record<string, string>, code: string): string | null =>
  Object.hasOwn(list, code) ? (list[code] ?? null) : null;

export { nameOfCondition } from "./conditions.ts";

/** Nhóm chi phí. */
export const nameOfCostGroup = (code: string) => nameIn(costGroups, code);
/** Loại hình khám chữa bệnh. */
export const nameOfCareKind = (code: string) => nameIn(careKinds, code);
/** Kết quả điều trị. */
export const nameOfOutcome = (code: string) => nameIn(outcomes, code);
/** Loại ra viện. */
export const nameOfDischargeKind = (code: string) => nameIn(dischargeKinds, code);
/** Khoa; many codes have no name here. */
export const nameOfDepartment = (code: string) => nameIn(departments, code);
/** Xã, phường, đặc khu of Quảng Ngãi. */
export const nameOfWard = (code: string) => nameIn(wards, code);

/** The five communes of the area of Bình Sơn. */
export function listBinhSonWards(): { code: string; name: string }[] {
  return binhSonWardCodes.map((code) => ({ code, name: wards[code] ?? code }));
}
