import * as z from "zod/mini";
import { vaccinesOf } from "../packs/vn-vaccines.data.ts";
import { DccContent } from "./dcc-content.ts";
import { dccProducts } from "./dcc-products.data.ts";
import { otherVaccinesOf } from "./other-vaccines.data.ts";
import { ProofContent } from "./proof-content.ts";
import { COVID, HISTORY } from "./told-dose.ts";

/** A dose as a certificate tells it to whoever checks it. */
export type ReadDose = {
  on: string;
  /** The product's own name, where the certificate names one that we know. */
  product: string | null;
  /** What it is against; empty for a code that we do not know, which then stands for itself. */
  antigens: readonly string[];
  code: string;
  number: number | null;
  of: number | null;
  lot: string | null;
  place: string | null;
};

/** What a valid certificate says, whatever its form. */
export type ReadContent = {
  /** Whom it names; more than one where several cards do not name the same person. */
  people: { name: string; birthDate: string | null }[];
  about: string | null;
  doses: ReadDose[];
  /** Certified beside doses: a test, a recovery, or parts of a record. */
  others: ("test" | "recovery" | "record")[];
};

const antigensByCode = new Map<string, string[]>();
for (const table of [vaccinesOf, otherVaccinesOf])
  for (const [antigen, codes] of Object.entries(table))
    for (const code of codes) antigensByCode.set(code, [...(antigensByCode.get(code) ?? []), antigen]);

const nameByProduct = new Map(Object.values(dccProducts).map(({ product, name }) => [product, name]));

/** Names are one when they are the same letters, however their marks are put together (NFC). */
const oneName = (name: string) => name.normalize("NFC").trim().replace(/\s+/g, " ");
const sameName = (a: string, b: string) => a.toLocaleUpperCase("vi") === b.toLocaleUpperCase("vi");

const joined = (...parts: (string | undefined)[]) => oneName(parts.filter(Boolean).join(" "));

function readDcc({ nam, dob, v, t, r }: DccContent): ReadContent {
  const doses = (v ?? []).map((one) => ({
    on: one.dt.slice(0, 10),
    product: nameByProduct.get(one.mp) ?? one.mp,
    antigens: [COVID],
    code: one.mp,
    number: one.dn,
    of: one.sd,
    lot: null,
    place: null,
  }));
  const name = joined(nam.fn ?? nam.fnt?.replaceAll("<", " "), nam.gn ?? nam.gnt?.replaceAll("<", " "));
  return {
    people: [{ name, birthDate: dob || null }],
    about: COVID,
    doses,
    others: [...(t ? (["test"] as const) : []), ...(r ? (["recovery"] as const) : [])],
  };
}

function readProof({ nam, dob, tg, v }: ProofContent): ReadContent {
  const doses = v.map(({ vc, dt, dn, lo, pl }) => ({
    on: dt,
    product: null,
    antigens: antigensByCode.get(vc) ?? [],
    code: vc,
    number: dn ?? null,
    of: null,
    lot: lo ?? null,
    place: pl ?? null,
  }));
  return { people: [{ name: joined(nam.fn, nam.gn), birthDate: dob || null }], about: tg, doses, others: [] };
}

const text = z.optional(z.string());
const Patient = z.object({
  resourceType: z.literal("Patient"),
  name: z.optional(z.array(z.object({ family: text, given: z.optional(z.array(z.string())), text }))),
  birthDate: text,
});
const Immunization = z.object({
  resourceType: z.literal("Immunization"),
  status: z.string(),
  vaccineCode: z.object({ coding: z.array(z.object({ system: text, code: z.string() })) }),
  occurrenceDateTime: z.string(),
  lotNumber: text,
  performer: z.optional(z.array(z.object({ actor: z.optional(z.object({ display: text })) }))),
});
const Card = z.object({
  vc: z.object({
    credentialSubject: z.object({
      fhirBundle: z.object({
        entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })),
      }),
    }),
  }),
});

function readCard(content: unknown): ReadContent {
  const read: ReadContent = { people: [], about: HISTORY, doses: [], others: [] };
  const card = Card.safeParse(content);
  for (const { resource } of card.success ? card.data.vc.credentialSubject.fhirBundle.entry : []) {
    const patient = Patient.safeParse(resource);
    const given = Immunization.safeParse(resource);
    if (patient.success) {
      const [name] = patient.data.name ?? [];
      read.people.push({
        name: name ? joined(name.family, ...(name.given ?? [])) || oneName(name.text ?? "") : "",
        birthDate: patient.data.birthDate ?? null,
      });
    } else if (given.success && given.data.status === "completed") {
      const { vaccineCode, occurrenceDateTime, lotNumber, performer } = given.data;
      const codes = vaccineCode.coding.map(({ code }) => code);
      const code = codes.find((one) => antigensByCode.has(one)) ?? codes[0] ?? "";
      read.doses.push({
        on: occurrenceDateTime.slice(0, 10),
        product: null,
        antigens: antigensByCode.get(code) ?? [],
        code,
        number: null,
        of: null,
        lot: lotNumber ?? null,
        place: performer?.find(({ actor }) => actor?.display)?.actor?.display ?? null,
      });
    } else if (!read.others.includes("record")) read.others.push("record");
  }
  return read;
}

function readOne(content: unknown): ReadContent {
  const proof = ProofContent.safeParse(content);
  if (proof.success) return readProof(proof.data);
  const dcc = DccContent.safeParse(content);
  return dcc.success ? readDcc(dcc.data) : readCard(content);
}

/** What a valid certificate says; of several cards together, each person once. */
export function readContent(content: unknown): ReadContent {
  const all = (Array.isArray(content) ? content : [content]).map(readOne);
  const people: ReadContent["people"] = [];
  for (const one of all.flatMap((read) => read.people)) {
    const known = people.some((p) => sameName(p.name, one.name) && p.birthDate === one.birthDate);
    if (!known) people.push(one);
  }
  return {
    people,
    about: all[0]?.about ?? null,
    doses: all.flatMap(({ doses }) => doses).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    others: [...new Set(all.flatMap(({ others }) => others))],
  };
}
