import type { ToldDose } from "./dose-rules.ts";

/** A dose that a desk wrote, with which version of it the warehouse has. */
export type DeskDoseRow = Omit<
  ToldDose,
  "facilityCode" | "standing" | "placeCode" | "receivedAt" | "declared" | "insteadOf"
> & {
  facilityCode: string;
  standing: string;
  writtenAt: Date;
  undoneAt: Date | null;
  version: number;
  filedVersion: number;
};

const asTold = ({ writtenAt, undoneAt, version: _, filedVersion: __, ...dose }: DeskDoseRow): ToldDose => ({
  ...dose,
  ...{ declared: null, insteadOf: null },
  placeCode: dose.facilityCode,
  standing: undoneAt ? "withdrawn" : dose.standing === "reported" ? "reported" : "recorded",
  receivedAt: writtenAt,
});

/**
 * What is told of a person's doses: what the warehouse has, and what desks wrote since. A dose keeps its id when it is filed, so that it
 * is there once: as the desk wrote it until its latest version is in the warehouse, then as it stands there.
 */
export function toldAtDesk(filed: readonly ToldDose[], written: readonly DeskDoseRow[]): ToldDose[] {
  const known = new Set(filed.map(({ doseId }) => doseId));
  const ahead = written.filter((one) => one.filedVersion < one.version || !known.has(one.doseId));
  const ids = new Set(ahead.map(({ doseId }) => doseId));
  return [...filed.filter(({ doseId }) => !ids.has(doseId)), ...ahead.map(asTold)];
}
