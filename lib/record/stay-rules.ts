/** Forms of care in which a person stays: MA_LOAI_KCB 03, 04, 09 (QĐ 824/QĐ-BYT 2023 and QĐ 1804/QĐ-BYT 2026). */
const stays = new Set(["03", "04", "09"]);

/** Whether a visit was a stay (điều trị nội trú), so that it has a first and a last day. */
export function isStay(careKind: string | null): boolean {
  return careKind !== null && stays.has(careKind);
}
