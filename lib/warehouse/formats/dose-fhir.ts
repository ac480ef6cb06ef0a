import { z } from "zod";
import { type DoseFieldNames, type DoseFields, noFields, plainText, type RawDose } from "./dose-fields.ts";
import { entryPlaces } from "./json-entries.ts";
import { Unreadable } from "./unreadable.ts";

/** Where each thing stands in an Immunization and its Patient. */
export const dosePaths = {
  facilityCode: "Immunization.identifier.assigner",
  doseRef: "Immunization.identifier.value",
  madeAt: "Immunization.meta.lastUpdated",
  personalId: "Patient.identifier(national_id)",
  parentId: "Patient.link",
  cards: "Patient.identifier(insurance_number)",
  name: "Patient.name",
  born: "Patient.birthDate",
  sex: "Patient.gender",
  wardCode: "Patient.address",
  code: "Immunization.vaccineCode.coding",
  product: "Immunization.vaccineCode.text",
  lot: "Immunization.lotNumber",
  doseNumber: "Immunization.protocolApplied.doseNumber",
  site: "Immunization.site",
  route: "Immunization.route",
  givenOn: "Immunization.occurrenceDateTime",
  place: "Immunization.location",
  placeCode: "Immunization.location.identifier",
  givenBy: "Immunization.performer",
  documentRef: "Immunization.identifier",
  reported: "Immunization.primarySource",
  status: "Immunization.status",
} as const satisfies DoseFieldNames;

/** VN Core (hl7vn/vn-core-ig@8e6b6e0): what the national number and the card go under. */
const NATIONAL_ID = "http://fhir.ehealth.gov.vn/core/sid/national_id";
const INSURANCE_NUMBER = "http://fhir.ehealth.gov.vn/core/sid/insurance_number";
const CVX = "http://hl7.org/fhir/sid/cvx";
/** HL7 FHIR R4 extension of Patient.birthDate: the minute of birth. */
const BIRTH_TIME = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

const text = z.string().optional().catch(undefined);
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined);
const identifier = z.looseObject({
  system: text,
  value: text,
  assigner: z
    .looseObject({ display: text, identifier: z.looseObject({ value: text }).optional() })
    .optional()
    .catch(undefined),
});
const reference = z.looseObject({
  reference: text,
  display: text,
  identifier: identifier.optional().catch(undefined),
});
const concept = z.looseObject({
  text,
  coding: listOf(z.looseObject({ system: text, code: text, display: text })),
});
const Immunization = z.looseObject({
  resourceType: z.literal("Immunization"),
  meta: z.looseObject({ lastUpdated: text }).optional().catch(undefined),
  identifier: listOf(identifier),
  status: text,
  vaccineCode: concept.optional().catch(undefined),
  patient: reference.optional().catch(undefined),
  occurrenceDateTime: text,
  recorded: text,
  primarySource: z.boolean().optional().catch(undefined),
  lotNumber: text,
  site: concept.optional().catch(undefined),
  route: concept.optional().catch(undefined),
  location: reference.optional().catch(undefined),
  performer: listOf(z.looseObject({ actor: reference.optional().catch(undefined) })),
  protocolApplied: listOf(
    z.looseObject({ doseNumberPositiveInt: z.number().optional().catch(undefined), doseNumberString: text }),
  ),
});
const Patient = z.looseObject({
  resourceType: z.literal("Patient"),
  identifier: listOf(identifier),
  name: listOf(z.looseObject({ use: text, text, family: text, given: listOf(z.string()) })),
  gender: text,
  birthDate: text,
  _birthDate: z
    .looseObject({ extension: listOf(z.looseObject({ url: text, valueDateTime: text })) })
    .optional()
    .catch(undefined),
  link: listOf(z.looseObject({ other: reference.optional().catch(undefined), type: text })),
});
/** An organization, place or practitioner that a dose refers to. */
const Party = z.looseObject({
  resourceType: z.string(),
  identifier: listOf(identifier),
  name: z
    .union([z.string(), z.array(z.looseObject({ text }))])
    .optional()
    .catch(undefined),
});
const Bundle = z.looseObject({
  resourceType: z.literal("Bundle"),
  timestamp: text,
  entry: z.array(
    z.looseObject({
      fullUrl: text,
      resource: z.looseObject({ resourceType: z.string(), id: text }).optional(),
    }),
  ),
});

type Reference = z.infer<typeof reference>;
type Entry = { resource: unknown; text: string };

/** mã CSKCB: VN Core gives it no system of its own, so it is told by its five digits. */
const facilityIn = (values: readonly (string | undefined)[]) =>
  values.map((value) => value?.trim()).find((value) => value && /^\d{5}$/.test(value)) ?? null;

const words = (it: z.infer<typeof concept> | undefined) =>
  plainText(it?.text) ?? plainText(it?.coding?.find(({ display }) => display)?.display);

class Doses {
  readonly #byAddress = new Map<string, Entry>();
  readonly #head: string;
  readonly #timestamp: string | null;
  readonly #entries: { entry: Entry; isDose: boolean }[] = [];

  constructor(source: string) {
    const bundle = Bundle.safeParse(JSON.parse(source));
    if (!bundle.success) throw new Unreadable("not-doses");
    const { timestamp, entry } = bundle.data;
    this.#timestamp = plainText(timestamp);
    this.#head = `{"resourceType":"Bundle",${this.#timestamp ? `"timestamp":${JSON.stringify(timestamp)},` : ""}"entry":[`;
    const places = entryPlaces(source);
    for (const [i, { fullUrl, resource }] of entry.entries()) {
      const place = places[i];
      if (!resource || !place) continue;
      const one = { resource, text: source.slice(place.from, place.to) };
      if (fullUrl) this.#byAddress.set(fullUrl, one);
      if (resource.id) this.#byAddress.set(`${resource.resourceType}/${resource.id}`, one);
      this.#entries.push({ entry: one, isDose: resource.resourceType === "Immunization" });
    }
  }

  *all(): Generator<RawDose> {
    let place = 0;
    for (const { entry, isDose } of this.#entries) {
      if (!isDose) continue;
      place += 1;
      const used = new Set<Entry>();
      const fields = this.#fieldsOf(entry, used);
      const kept = [...used, entry].map((one) => one.text).join(",");
      yield { place, original: Buffer.from(`${this.#head}${kept}]}`), fields };
    }
    if (place === 0) throw new Unreadable("no-doses");
  }

  #find(of: Reference | undefined, used: Set<Entry>): unknown {
    const entry = this.#byAddress.get(of?.reference ?? "");
    if (entry) used.add(entry);
    return entry?.resource;
  }

  /** The name and the facility code of an organization, a place or a person that a dose refers to. */
  #party(of: Reference | undefined, used: Set<Entry>) {
    const found = Party.safeParse(this.#find(of, used));
    const party = found.success ? found.data : null;
    const named = party?.name;
    return {
      kind: party?.resourceType ?? of?.reference?.split("/")[0] ?? null,
      name: plainText(of?.display) ?? plainText(Array.isArray(named) ? named[0]?.text : named),
      code: facilityIn([of?.identifier?.value, ...(party?.identifier ?? []).map(({ value }) => value)]),
    };
  }

  #fieldsOf(entry: Entry, used: Set<Entry>): DoseFields {
    const read = Immunization.safeParse(entry.resource);
    if (!read.success) return noFields;
    const dose = read.data;
    const [own, ...others] = dose.identifier ?? [];
    const parties = (dose.performer ?? []).map(({ actor }) => this.#party(actor, used));
    const organization = parties.find(({ kind }) => kind === "Organization");
    const person = parties.find(({ kind }) => kind === "Practitioner" || kind === "PractitionerRole");
    const location = this.#party(dose.location, used);
    const coding = dose.vaccineCode?.coding ?? [];
    const applied = dose.protocolApplied?.[0];
    const statuses: Record<string, DoseFields["status"]> = {
      completed: "given",
      "entered-in-error": "withdrawn",
      "not-done": "not-given",
    };
    return {
      ...noFields,
      ...this.#patientOf(dose.patient, used),
      facilityCode: plainText(own?.assigner?.identifier?.value) ?? organization?.code ?? null,
      doseRef: plainText(own?.value),
      madeAt: plainText(dose.meta?.lastUpdated) ?? plainText(dose.recorded) ?? this.#timestamp,
      code: plainText((coding.find(({ system }) => system === CVX) ?? coding[0])?.code),
      product: words(dose.vaccineCode),
      lot: plainText(dose.lotNumber),
      doseNumber: plainText(applied?.doseNumberPositiveInt) ?? plainText(applied?.doseNumberString),
      site: words(dose.site),
      route: words(dose.route),
      givenOn: dayIn(plainText(dose.occurrenceDateTime)),
      place: location.name ?? organization?.name ?? null,
      placeCode: location.code ?? organization?.code ?? null,
      givenBy: person?.name ?? null,
      documentRef: plainText(others[0]?.value),
      reported: dose.primarySource === false,
      status: statuses[dose.status ?? ""] ?? null,
    };
  }

  #patientOf(of: Reference | undefined, used: Set<Entry>): Partial<DoseFields> {
    const found = Patient.safeParse(this.#find(of, used));
    if (!found.success) return {};
    const { identifier: numbers, name, gender, birthDate, _birthDate, link } = found.data;
    const under = (system: string) =>
      (numbers ?? []).flatMap((one) => (one.system === system ? (plainText(one.value) ?? []) : []));
    const official = name?.find(({ use }) => use === "official") ?? name?.[0];
    const minute = _birthDate?.extension?.find(({ url }) => url === BIRTH_TIME)?.valueDateTime;
    const parent = link?.find(({ other }) => other?.identifier?.system === NATIONAL_ID)?.other;
    return {
      personalId: under(NATIONAL_ID)[0] ?? null,
      parentId: plainText(parent?.identifier?.value),
      cards: under(INSURANCE_NUMBER),
      name: plainText(official?.text) ?? plainText([official?.family, ...(official?.given ?? [])].join(" ")),
      born: minute ? localMinute(minute) : plainText(birthDate),
      sex: gender === "male" || gender === "female" ? gender : null,
    };
  }
}

/** Vietnam has kept this distance from UTC since 1975. */
const HOURS_AHEAD = 7;

/** A moment as the day and minute that they were in Vietnam; a bare day, or what is no moment, as it stands. */
function localMinute(moment: string): string {
  const at = new Date(moment);
  if (!/T\d{2}:\d{2}/.test(moment) || Number.isNaN(at.getTime())) return moment;
  return new Date(at.getTime() + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 16);
}

const dayIn = (moment: string | null) => moment && localMinute(moment).replace(/T.*$/, "");

/** Đọc gói FHIR R4: every Immunization of a Bundle, with its Patient and those it refers to. */
export function* dosesOfBundle(source: string): Generator<RawDose> {
  let doses: Doses;
  try {
    doses = new Doses(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable("not-json");
    throw error;
  }
  yield* doses.all();
}
