import type { ToldDose } from "./dose-rules.ts";

/** A declared dose as its row tells it. */
export type DeclaredRow = {
  doseId: string;
  insteadOf: string | null;
  standing: string;
  vaccineCode: string | null;
  antigens: string[];
  product: string | null;
  lot: string | null;
  doseNumber: number | null;
  givenOn: string | null;
  place: string | null;
  placeCode: string | null;
  declaredAt: Date;
  confirmedAt: Date | null;
  confirmedAtFacility: string | null;
};

/** A declared dose as a telling, written down from a paper or what somebody said; none while its vaccine or its day is not known. */
export function tellingOf(row: DeclaredRow): ToldDose[] {
  const { vaccineCode, givenOn } = row;
  if (!vaccineCode || !givenOn) return [];
  return [
    {
      ...{ doseId: row.doseId, facilityCode: row.confirmedAtFacility, insteadOf: row.insteadOf },
      declared: row.standing === "confirmed" ? "confirmed" : "waiting",
      ...{ product: row.product, vaccineCode, antigens: row.antigens, lot: row.lot },
      ...{ doseNumber: row.doseNumber, site: null, route: null, givenOn, place: row.place },
      ...{ placeCode: row.placeCode, givenBy: null, documentRef: null, standing: "reported" },
      receivedAt: row.confirmedAt ?? row.declaredAt,
    },
  ];
}

/**
 * What sources told, and what stations confirmed of what people declared. What a station found was never given counts for
 * nothing, and stays to be seen.
 */
export function withConfirmed(told: readonly ToldDose[], confirmed: readonly DeclaredRow[]): ToldDose[] {
  const never = new Set(confirmed.flatMap((row) => (row.vaccineCode ? [] : (row.insteadOf ?? []))));
  return [
    ...told.map((one): ToldDose => (never.has(one.doseId) ? { ...one, standing: "withdrawn" } : one)),
    ...confirmed.flatMap(tellingOf),
  ];
}
