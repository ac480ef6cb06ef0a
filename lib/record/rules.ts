/** Forms of care in which a person stays: MA_LOAI_KCB 03, 04, 09 (QĐ 824/QĐ-BYT 2023 and QĐ 1804/QĐ-BYT 2026). */
const stays = new Set(["03", "04", "09"]);

/** Whether a visit was a stay (điều trị nội trú), so that it has a first and a last day. */
export function isStay(careKind: string | null): boolean {
  return careKind !== null && stays.has(careKind);
}

/** What the person pays: co-payment and what insurance does not cover, as the facility sent them; null when it sent neither. */
export function ownPartVnd(o: { copaymentVnd: number | null; selfPayVnd: number | null }): number | null {
  if (o.copaymentVnd === null && o.selfPayVnd === null) return null;
  return Math.round(((o.copaymentVnd ?? 0) + (o.selfPayVnd ?? 0)) * 100) / 100;
}

export { type Dose, readDose } from "./dose-rules.ts";
