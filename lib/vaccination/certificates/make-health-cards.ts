import { deflateRawSync } from "node:zlib";
import type { ActiveKey } from "./signing-key.ts";
import { partsOfName } from "./standard-name.ts";
import type { SignedDose, Subject } from "./told-dose.ts";

/** The longest JWS that one QR holds (SMART Health Cards, version 22 with the least correction). */
export const ONE_QR = 1_195;

const CVX = "http://hl7.org/fhir/sid/cvx";
/** Products without a CVX code, named by the codes of the packs. */
export const OWN_CODES = "urn:so-suc-khoe-binh-son:vaccine";

const url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

type Card = { issuer: string; rid: string; at: Date; until: Date };

/**
 * FHIR R4 with the least that the vaccination profile wants, no ids, texts or displays of codes: a card that is shown as a
 * QR holds nothing else.
 */
function bundleOf({ name, birthDate }: Subject, doses: readonly SignedDose[]) {
  const { family, given } = partsOfName(name);
  const patient = {
    resourceType: "Patient",
    name: [{ family, ...(given.length > 0 ? { given } : {}) }],
    birthDate,
  };
  const immunizations = doses.map(({ code, on, lot, place }) => ({
    resourceType: "Immunization",
    status: "completed",
    vaccineCode: { coding: [{ system: /^\d+$/.test(code) ? CVX : OWN_CODES, code }] },
    patient: { reference: "resource:0" },
    occurrenceDateTime: on,
    ...(lot ? { lotNumber: lot } : {}),
    ...(place ? { performer: [{ actor: { display: place.normalize("NFC") } }] } : {}),
  }));
  const entry = [patient, ...immunizations].map((resource, i) => ({ fullUrl: `resource:${i}`, resource }));
  return { resourceType: "Bundle", type: "collection", entry };
}

function makeHealthCard(key: ActiveKey, subject: Subject, doses: readonly SignedDose[], card: Card): string {
  const content = {
    iss: card.issuer,
    nbf: Math.floor(card.at.getTime() / 1000),
    exp: Math.floor(card.until.getTime() / 1000),
    vc: {
      type: ["https://smarthealth.cards#health-card", "https://smarthealth.cards#immunization"],
      credentialSubject: { fhirVersion: "4.0.1", fhirBundle: bundleOf(subject, doses) },
      rid: card.rid,
    },
  };
  const head = url(JSON.stringify({ zip: "DEF", alg: "ES256", kid: key.kid }));
  const body = url(deflateRawSync(JSON.stringify(content), { level: 9 }));
  return `${head}.${body}.${url(key.sign(Buffer.from(`${head}.${body}`)))}`;
}

/** Lists of nearly one length. */
function shares<T>(all: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, i) =>
    all.slice(Math.round((i * all.length) / count), Math.round(((i + 1) * all.length) / count)),
  );
}

/**
 * Thẻ sức khỏe thông minh: as few cards as hold the doses so that each fits into one QR, every one whole and signed by
 * itself; they bear one `rid`, and are taken back together.
 */
export function makeHealthCards(
  key: ActiveKey,
  subject: Subject,
  doses: readonly SignedDose[],
  card: Card,
): string[] {
  for (let count = 1; count < doses.length; count += 1) {
    const cards = shares(doses, count).map((some) => makeHealthCard(key, subject, some, card));
    if (cards.every(({ length }) => length <= ONE_QR)) return cards;
  }
  return doses.map((dose) => makeHealthCard(key, subject, [dose], card));
}

/** The content of a `.smart-health-card` file. */
export const cardFile = (cards: readonly string[]): string => JSON.stringify({ verifiableCredential: cards });
