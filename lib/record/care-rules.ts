/** Papers of HIV care (XML6) and TB care (XML15): read with their private visit when it is open, never handed around. */
export const careKinds = ["hiv-care", "tb-care"] as const;
export type CareKind = (typeof careKinds)[number];

/** A sheet of HIV or TB care of a visit, as sent. */
export type CareSheet = {
  kind: CareKind;
  line: number;
  fromOn: string | null;
  toOn: string | null;
  details: Record<string, string>;
};

/** How a field is read: a day, a facility's code, codes of a list (`;` between), or as it stands. */
type Reading = "day" | "facility" | "codes" | "text";

const hivCare = [
  { hivConfirmedOn: "day", samplingFacility: "facility", confirmingFacility: "facility" },
  { patientKind: "codes", enrolmentReason: "codes", registrationStatus: "codes", populationGroup: "codes" },
  { clinicalStage: "codes", action: "codes", actionFrom: "day", actionTo: "day" },
  { arvStartFacility: "facility", arvStartedOn: "day", firstRegimen: "text", firstRegimenLine: "codes" },
  { regimen: "text", regimenLine: "codes", arvDaysSupplied: "text" },
  { regimenChangedOn: "day", regimenChangeReason: "codes" },
  { viralLoadReason: "codes", viralLoadSampledOn: "day", viralLoadResultOn: "day", viralLoadBand: "codes" },
  { pcrRound: "codes", pcrOn: "day", pcrResultOn: "day", pcrResult: "codes" },
  { tbScreening: "codes", tbTreatmentKind: "codes", tbRegimen: "codes", tbFrom: "day", tbTo: "day" },
  { tbOutcome: "codes", cotrimoxazoleFrom: "day", pregnancyReportedOn: "day" },
] as const satisfies readonly Record<string, Reading>[];

const tbCare = [
  {
    tbBySite: "codes",
    tbByHistory: "codes",
    tbByBacteria: "codes",
    tbByResistance: "codes",
    tbByHiv: "codes",
  },
  { tbTreatmentKind: "codes", tbRegimen: "codes", tbFrom: "day", tbTo: "day", tbOutcome: "codes" },
  { hivConfirmedOn: "day", arvStartedOn: "day", cotrimoxazoleFrom: "day" },
] as const satisfies readonly Record<string, Reading>[];

type KeysOf<T> = T extends unknown ? keyof T : never;
export type CareField = KeysOf<(typeof hivCare)[number]> | KeysOf<(typeof tbCare)[number]>;
const order: Record<CareKind, readonly Partial<Record<CareField, Reading>>[]> = {
  "hiv-care": hivCare,
  "tb-care": tbCare,
};

/** One thing that a sheet says: the days of a field that is one, the codes of a field that has them, else the text. */
export type CareFact = { field: CareField; reading: Reading; values: string[] };

/** `yyyymmdd` as `yyyy-mm-dd`; null when it is none. */
function dayIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text) ?? [];
  return year && month !== "00" && day !== "00" ? `${year}-${month}-${day}` : null;
}

function valuesOf(text: string, reading: Reading): string[] {
  if (reading === "day") return [dayIn(text) ?? text];
  if (reading === "text") return [text];
  return text
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** What a sheet says, in groups of what belongs together; without what the facility left out, nor who it is about. */
export function careFacts(sheet: CareSheet): CareFact[][] {
  const said: Partial<Record<string, string | null>> = {
    ...sheet.details,
    tbFrom: sheet.fromOn ?? sheet.details.fromOn ?? sheet.details.tbTreatmentFrom,
    tbTo: sheet.toOn ?? sheet.details.toOn ?? sheet.details.tbTreatmentTo,
  };
  return order[sheet.kind]
    .map((group) =>
      (Object.entries(group) as [CareField, Reading][]).flatMap(([field, reading]) => {
        const values = valuesOf(said[field]?.trim() ?? "", reading).filter((one) => one !== "");
        return values.length > 0 ? [{ field, reading, values }] : [];
      }),
    )
    .filter((group) => group.length > 0);
}
