import { deflateSync } from "node:zlib";
import { encodeBase45 } from "./base45.ts";
import { type CborValue, Tagged } from "./cbor.ts";
import { signedBytes } from "./cose-sign1.ts";
import { COVID_DISEASE, dccProducts } from "./dcc-products.data.ts";
import { asCbor, encodeCbor } from "./encode-cbor.ts";
import { PROOF_KIND, PROOF_SUBCLAIM, type ProofContent } from "./proof-content.ts";
import type { ActiveKey } from "./signing-key.ts";
import { partsOfName, standardName } from "./standard-name.ts";
import type { SignedDose, Subject } from "./told-dose.ts";
import type { Bytes } from "./verdict.ts";

const [ISSUER, EXPIRES, ISSUED, HEALTH] = [1, 4, 6, -260];
const [ALGORITHM, KEY_ID] = [1, 4];
const ES256 = -7;
const EU_DCC = 1;

type Hcert = { at: Date; until: Date; uvci: string };

const bytes = (from: Uint8Array): Bytes => Uint8Array.from(from);
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

function seal(key: ActiveKey, subclaim: number, content: object, { at, until }: Hcert): string {
  const claims = new Map<number, CborValue>([
    [ISSUER, "VN"],
    [EXPIRES, seconds(until)],
    [ISSUED, seconds(at)],
    [HEALTH, new Map([[subclaim, asCbor(content)]])],
  ]);
  const header = encodeCbor(
    new Map<number, CborValue>([
      [ALGORITHM, ES256],
      [KEY_ID, bytes(key.hcertKid)],
    ]),
  );
  const payload = encodeCbor(claims);
  const signature = bytes(key.sign(signedBytes(header, payload)));
  const message = encodeCbor(new Tagged(18, [header, new Map(), payload, signature]));
  return `HC1:${encodeBase45(deflateSync(message, { level: 9 }))}`;
}

function nameOf({ name }: Subject) {
  const { family, given } = partsOfName(name);
  const rest = given.join(" ");
  return {
    fn: family,
    fnt: standardName(family),
    ...(rest ? { gn: rest, gnt: standardName(rest) } : {}),
  };
}

const short = (text: string) => text.normalize("NFC").slice(0, 80);

/** The newest dose of COVID-19 as EU DCC 1.3.0 has it; null when its product is in no value set. */
export function makeDcc(
  key: ActiveKey,
  subject: Subject,
  doses: readonly SignedDose[],
  hcert: Hcert,
): string | null {
  const last = doses.at(-1);
  const product = last && dccProducts[last.code];
  if (!product) return null;
  const number = Math.max(doses.length, last.number ?? 1);
  const vaccination = {
    tg: COVID_DISEASE,
    vp: product.kind,
    mp: product.product,
    ma: product.holder,
    dn: number,
    sd: Math.max(number, product.series),
    dt: last.on,
    co: "VN",
    is: short(key.name),
    ci: hcert.uvci,
  };
  const content = { ver: "1.3.0", nam: nameOf(subject), dob: subject.birthDate, v: [vaccination] };
  return seal(key, EU_DCC, content, hcert);
}

/** Every recorded dose against one disease, in the private subclaim: never in that of EU DCC. */
export function makeProof(
  key: ActiveKey,
  subject: Subject,
  o: { about: string; doses: readonly SignedDose[] },
  hcert: Hcert,
): string {
  const content = {
    kind: PROOF_KIND,
    ver: "1.0.0",
    nam: nameOf(subject),
    dob: subject.birthDate,
    tg: o.about,
    v: o.doses.map(({ code, on, number, lot, place }) => ({
      vc: code,
      dt: on,
      ...(number === null ? {} : { dn: number }),
      ...(lot === null ? {} : { lo: lot }),
      ...(place === null ? {} : { pl: short(place) }),
    })),
    co: "VN",
    is: short(key.name),
    ci: hcert.uvci,
  } satisfies ProofContent;
  return seal(key, PROOF_SUBCLAIM, content, hcert);
}
