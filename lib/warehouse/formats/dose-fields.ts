/** What a source says of a dose, as it was sent, in our names; null where it says nothing. */
export type DoseFields = {
  facilityCode: string | null;
  doseRef: string | null;
  /** When this version of it was written: ISO 8601. */
  madeAt: string | null;
  personalId: string | null;
  /** The number of the mother or father under which a newborn goes. */
  parentId: string | null;
  cards: string[];
  name: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `THH:MM` where the minute of birth is known. */
  born: string | null;
  sex: string | null;
  wardCode: string | null;
  code: string | null;
  product: string | null;
  lot: string | null;
  doseNumber: string | null;
  site: string | null;
  route: string | null;
  givenOn: string | null;
  place: string | null;
  placeCode: string | null;
  givenBy: string | null;
  documentRef: string | null;
  /** Written down from a paper or from what somebody said. */
  reported: boolean;
  /** `given`, `withdrawn` (entered by mistake) or `not-given`; null for what is none of these. */
  status: "given" | "withdrawn" | "not-given" | null;
};

/** What each of them is called where it was sent, for the clerk who sent it. */
export type DoseFieldNames = Record<keyof DoseFields, string>;

/** A dose of a file before anybody checked it; `broken` says why its fields cannot be told apart. */
export type RawDose = {
  place: number;
  /** What stands for it in the file, byte for byte, with what it takes to read it again. */
  original: Buffer;
  fields: DoseFields;
  broken?: string;
};

/** A dose of which nothing is said. */
export const noFields: DoseFields = {
  facilityCode: null,
  doseRef: null,
  madeAt: null,
  personalId: null,
  parentId: null,
  cards: [],
  name: null,
  born: null,
  sex: null,
  wardCode: null,
  code: null,
  product: null,
  lot: null,
  doseNumber: null,
  site: null,
  route: null,
  givenOn: null,
  place: null,
  placeCode: null,
  givenBy: null,
  documentRef: null,
  reported: false,
  status: "given",
};

/** A text of one line, without blanks around it; null for none. */
export function plainText(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value)
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/\p{C}/gu, "")
    .trim();
  return text === "" ? null : text;
}

/** The forms in which doses come: bundles of FHIR, and the export of `app/api/README.md`. */
export type DoseFormat = "fhir" | "csv";
