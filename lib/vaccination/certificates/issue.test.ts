import { createHash, X509Certificate } from "node:crypto";
import { compactVerify, importJWK } from "jose";
import { describe, expect, test } from "vitest";
import { aCertificateKey } from "#tests/support/certificate-keys.ts";
import { decodeBase45, encodeBase45 } from "./base45.ts";
import { type CborMap, decodeCbor, type Tagged } from "./cbor.ts";
import { encodeCbor } from "./encode-cbor.ts";
import { inflate } from "./inflate.ts";
import { makeDcc, makeProof } from "./make-hcert.ts";
import { cardFile, makeHealthCards, ONE_QR } from "./make-health-cards.ts";
import { digitsOf } from "./numeric-code.ts";
import { readContent } from "./read-content.ts";
import { revocationMark } from "./revocation-mark.ts";
import { activeKey, readSigningKeys } from "./signing-key.ts";
import { standardName } from "./standard-name.ts";
import type { SignedDose } from "./told-dose.ts";
import { readTrust, type TrustText } from "./trust.ts";
import { verifyCertificate } from "./verify-certificate.ts";

const AT = new Date("2026-11-26T08:00:00Z");
const UNTIL = new Date("2027-02-26T08:00:00Z");
const ISSUER = "https://so.example.vn";
const keys = readSigningKeys([aCertificateKey(1, { now: AT })]);
const key = activeKey(keys, AT);
if (!key) throw new Error("a new key signs");
const subject = { name: "Nguyễn Thị Ánh Đào", birthDate: "1990-01-02" };

const trustText = (more: Partial<TrustText> = {}): TrustText => ({
  hcert: [{ certificate: key.certificate.toString("base64") }],
  shc: { [ISSUER]: { name: key.name, keys: [{ ...key.publicKey, kid: key.kid }] } },
  ...more,
});
const trust = await readTrust(trustText());
const check = (text: string, trusted = trust, at = AT) => verifyCertificate(text, trusted, at);

const dose = (i: number, more: Partial<SignedDose> = {}): SignedDose => ({
  code: ["19", "08", "198", "178", "VN-ROTAVIN", "05", "04", "129"][i % 8] ?? "19",
  antigens: ["Measles"],
  on: `20${10 + (i % 16)}-0${1 + (i % 9)}-1${i % 10}`,
  lot: `LO${1000 + i * 37}`,
  number: (i % 4) + 1,
  place: i % 3 === 0 ? "Trung tâm Y tế Bình Sơn" : "Trạm Y tế xã Bình Minh",
  ...more,
});
const doses = (count: number) => Array.from({ length: count }, (_, i) => dose(i));
const cards = (count: number) =>
  makeHealthCards(key, subject, doses(count), { issuer: ISSUER, rid: "rid-1", at: AT, until: UNTIL });
const uvci = "URN:UVCI:01:VN:0123";
const hcert = { at: AT, until: UNTIL, uvci };
const covid = [
  dose(1, { code: "210", on: "2021-07-15" }),
  dose(2, { code: "208", on: "2021-10-20", number: 2 }),
];
const dcc = () => makeDcc(key, subject, covid, hcert) ?? "";
const proof = (count = 2) => makeProof(key, subject, { about: "Measles", doses: doses(count) }, hcert);

describe("what the book signs", () => {
  test.each([1, 6, 12])("a history of %d doses is one card in one QR, and says all of it", async (count) => {
    const [card = "", ...more] = cards(count);
    expect(more).toEqual([]);
    expect(card.length).toBeLessThanOrEqual(ONE_QR);
    const verdict = await check(`shc:/${digitsOf(card)}`);
    expect(verdict).toMatchObject({
      valid: true,
      reason: "ok",
      issuer: ISSUER,
      signer: "DEMO Nơi cấp thử",
      until: UNTIL,
    });
    const said = readContent(verdict.content);
    expect(said.people).toEqual([{ name: "Nguyễn Thị Ánh Đào", birthDate: "1990-01-02" }]);
    expect(said.doses).toHaveLength(count);
    expect(said.doses.every(({ lot, place }) => lot && place)).toBe(true);
  });

  test.each([24, 60, 120])(
    "of %d doses it is as few whole cards as fit, each good by itself and all in one file",
    async (count) => {
      const made = cards(count);
      expect(made.length).toBeGreaterThan(1);
      expect(made.length).toBeLessThan(count / 6);
      for (const card of made) {
        expect(card.length).toBeLessThanOrEqual(ONE_QR);
        expect((await check(card)).reason).toBe("ok");
      }
      for (const all of [cardFile(made), made.map((card) => `shc:/${digitsOf(card)}`).join("\n")]) {
        const said = readContent((await check(all)).content);
        expect(said.doses).toHaveLength(count);
        expect(said.people).toHaveLength(1);
      }
    },
  );

  test("another library proves a card by the published key alone, under its full thumbprint", async () => {
    const [card = ""] = cards(3);
    const jwk = await importJWK({ ...key.publicKey, alg: "ES256" }, "ES256");
    const { protectedHeader } = await compactVerify(card, jwk);
    const { x, y } = key.publicKey;
    const canonical = JSON.stringify({ crv: "P-256", kty: "EC", x, y });
    expect(protectedHeader).toEqual({
      zip: "DEF",
      alg: "ES256",
      kid: createHash("sha256").update(canonical).digest("base64url"),
    });
  });

  test("a card holds FHIR with nothing that the form forbids, and codes without a CVX under an address of ours", async () => {
    const [card = ""] = cards(8);
    const bundle = (await check(card)).content as {
      vc: { credentialSubject: { fhirBundle: { entry: object[] } } };
    };
    const text = JSON.stringify(bundle.vc.credentialSubject.fhirBundle);
    expect(text).not.toMatch(/"(id|meta|text)":/);
    expect(text).toContain('{"system":"urn:so-suc-khoe-binh-son:vaccine","code":"VN-ROTAVIN"}');
    expect(text).toContain('"name":[{"family":"Nguyễn","given":["Thị","Ánh","Đào"]}]');
  });

  test("COVID-19 is EU DCC 1.3.0: the newest dose, by the value sets", async () => {
    const verdict = await check(dcc());
    expect(verdict).toMatchObject({ valid: true, kind: "hcert", issuer: "VN", until: UNTIL });
    expect(verdict.content).toEqual({
      ver: "1.3.0",
      nam: { fn: "Nguyễn", fnt: "NGUYEN", gn: "Thị Ánh Đào", gnt: "THI<ANH<DAO" },
      dob: "1990-01-02",
      v: [
        {
          tg: "840539006",
          vp: "1119349007",
          mp: "EU/1/20/1528",
          ma: "ORG-100030215",
          dn: 2,
          sd: 2,
          dt: "2021-10-20",
          co: "VN",
          is: "DEMO Nơi cấp thử",
          ci: uvci,
        },
      ],
    });
    expect(readContent(verdict.content).doses).toMatchObject([{ product: "Comirnaty", number: 2, of: 2 }]);
    expect(dcc().length).toBeLessThan(700);
    expect(makeDcc(key, subject, [dose(1, { code: "213" })], hcert)).toBeNull();
  });

  test("another disease is in a subclaim of ours, never in that of the EU", async () => {
    const text = proof(3);
    const message = decodeCbor(await inflate(decodeBase45(text.slice(4)), "deflate", 100_000)) as Tagged;
    const claims = decodeCbor((message.value as Uint8Array<ArrayBuffer>[])[2] ?? new Uint8Array()) as CborMap;
    expect([...(claims.get(-260) as CborMap).keys()]).toEqual([-51]);
    const said = readContent((await check(text)).content);
    expect(said).toMatchObject({ about: "Measles", people: [{ name: "Nguyễn Thị Ánh Đào" }] });
    expect(said.doses).toHaveLength(3);
    expect(proof(30).length).toBeLessThan(2400);
  });

  test("a name of one word, a year of birth alone and letters of other scripts", async () => {
    expect(standardName("Đỗ  Thị Ngọc-Ẩn O'Hara")).toBe("DO<THI<NGOC<AN<O<HARA");
    const young = { name: "Ý", birthDate: "1949" };
    const text = makeDcc(key, young, covid, hcert) ?? "";
    expect((await check(text)).content).toMatchObject({ nam: { fn: "Ý", fnt: "Y" }, dob: "1949" });
    const [card = ""] = makeHealthCards(key, young, doses(1), {
      issuer: ISSUER,
      rid: "r",
      at: AT,
      until: UNTIL,
    });
    expect(readContent((await check(card)).content).people).toEqual([{ name: "Ý", birthDate: "1949" }]);
  });

  test("names are compared letter by letter, however their marks are put together", async () => {
    const apart = { ...subject, name: subject.name.normalize("NFD") };
    const card = (whose: typeof subject) =>
      makeHealthCards(key, whose, doses(1), { issuer: ISSUER, rid: "r", at: AT, until: UNTIL })[0] ?? "";
    const people = async (...all: string[]) => readContent((await check(cardFile(all))).content).people;
    expect(await people(card(subject), card(apart))).toHaveLength(1);
    expect(await people(card(subject), card({ ...subject, name: "Nguyễn Thị Anh Đào" }))).toHaveLength(2);
  });
});

describe("the certificate about a key", () => {
  test("is read by Node's own X.509, signed by its key, named, and for vaccinations alone", async () => {
    const read = new X509Certificate(key.certificate);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.subject).toBe("C=VN\nCN=DEMO Nơi cấp thử");
    expect(read.keyUsage).toEqual(["1.3.6.1.4.1.1847.2021.1.2"]);
    const recoveries = readSigningKeys([
      aCertificateKey(1, { now: AT, usages: ["1.3.6.1.4.1.1847.2021.1.3"] }),
    ]);
    const wrong = activeKey(recoveries, AT);
    const trusted = await readTrust({
      hcert: [{ certificate: wrong?.certificate.toString("base64") ?? "" }],
    });
    for (const text of [
      wrong && makeDcc(wrong, subject, covid, hcert),
      wrong && makeProof(wrong, subject, { about: "Measles", doses: doses(1) }, hcert),
    ])
      expect((await check(text ?? "", trusted)).reason).toBe("wrong-key-usage");
  });

  test("the newest key signs, former ones prove without a secret, and one that is gone proves nothing", async () => {
    const [first, second] = [aCertificateKey(1, { now: AT }), aCertificateKey(2, { now: AT })];
    const before = activeKey(readSigningKeys([first]), AT);
    const old = before ? (makeDcc(before, subject, covid, hcert) ?? "") : "";
    const rotated = readSigningKeys([{ ...first, secret: null }, second]);
    expect(activeKey(rotated, AT)?.number).toBe(2);
    expect(rotated.map(({ number, sign }) => [number, sign !== null])).toEqual([
      [2, true],
      [1, false],
    ]);
    const trusting = (some: typeof rotated) =>
      readTrust({ hcert: some.map(({ certificate }) => ({ certificate: certificate.toString("base64") })) });
    expect((await check(old, await trusting(rotated))).reason).toBe("ok");
    expect((await check(old, await trusting(rotated.slice(0, 1)))).reason).toBe("untrusted-issuer");
    expect(activeKey(readSigningKeys([{ ...first, secret: null }]), AT)).toBeNull();
    expect(activeKey(readSigningKeys([aCertificateKey(1, { now: AT, days: 2 })]), UNTIL)).toBeNull();
    expect(() => readSigningKeys([{ ...first, secret: second.secret }])).toThrow("about another key");
  });
});

describe("what was signed, later", () => {
  test("it is not good before its time, nor after it", async () => {
    for (const text of [cards(2)[0] ?? "", dcc(), proof()]) {
      expect((await check(text, trust, new Date(AT.getTime() - 1000))).reason).toBe("not-yet-valid");
      expect((await check(text, trust, new Date(UNTIL.getTime() + 1000))).reason).toBe("expired");
    }
  });

  test("it is told when it was taken back, and only it", async () => {
    const mark = await revocationMark(uvci);
    const hcerts = await readTrust(
      trustText({ hcert: [{ certificate: key.certificate.toString("base64"), revoked: [mark] }] }),
    );
    for (const text of [dcc(), proof()]) expect((await check(text, hcerts)).reason).toBe("revoked");
    const another = makeDcc(key, subject, covid, { ...hcert, uvci: "URN:UVCI:01:VN:4567" }) ?? "";
    expect((await check(another, hcerts)).reason).toBe("ok");
    const revocations = [{ kid: key.kid, method: "rid" as const, rids: ["rid-1"] }];
    const shc = { [ISSUER]: { keys: [{ ...key.publicKey, kid: key.kid }], revocations } };
    expect((await check(cards(2)[0] ?? "", await readTrust({ shc }))).reason).toBe("revoked");
    expect((await check(cardFile(cards(40)), await readTrust({ shc }))).reason).toBe("revoked");
  });
});

describe("tampered with, letter by letter", () => {
  const REASONS = ["malformed", "unsupported", "untrusted-issuer", "bad-signature", "schema"];
  /** Changes each of some letters into another that may stand there. */
  const changed = (text: string, step: number, letters: string) =>
    Array.from({ length: Math.floor(text.length / step) }, (_, i) => {
      const at = i * step;
      const next = letters[(letters.indexOf(text[at] ?? "") + 1 + (i % 7)) % letters.length] ?? "";
      return text.slice(0, at) + (next === text[at] ? "" : next) + text.slice(at + 1);
    });
  const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  test("no change of a card, a DCC or a proof is believed, and each has its verdict", async () => {
    const card = cards(6)[0] ?? "";
    const all = [
      ...changed(card, 6, BASE64URL),
      ...changed(dcc(), 4, BASE45),
      ...changed(proof(), 4, BASE45),
      ...changed(`shc:/${digitsOf(card)}`, 29, "0123456789"),
    ].filter((text) => ![card, dcc()].includes(text));
    expect(all.length).toBeGreaterThan(400);
    for (const text of all) {
      const { valid, reason } = await check(text);
      if (valid || !REASONS.includes(reason)) expect({ text, reason }).toBeNull();
    }
  });

  test("nor any change of the bytes beneath: each byte of the signed message, turned over", async () => {
    const whole = await inflate(decodeBase45(dcc().slice(4)), "deflate", 100_000);
    const { deflateSync } = await import("node:zlib");
    for (let i = 0; i < whole.length; i += 1)
      for (const bit of [1, 128]) {
        const bytes = Uint8Array.from(whole);
        bytes[i] = (bytes[i] ?? 0) ^ bit;
        const { valid } = await check(`HC1:${encodeBase45(deflateSync(bytes))}`);
        if (valid) expect({ i, bit }).toBeNull();
      }
  });

  test("what this library writes, it reads: base45 and CBOR of every length", () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
      expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      expect(decodeCbor(encodeCbor([bytes, "ạ".repeat(length), length, -1 - length]))).toEqual([
        bytes,
        "ạ".repeat(length),
        length,
        -1 - length,
      ]);
    }
  });
});
