import { deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  cbor,
  encodeBase45,
  makeHcert,
  makeHealthCard,
  newCardIssuer,
  newSigner,
} from "#tests/support/certificates.ts";
import { readTrust } from "./trust.ts";
import { verifyCertificate } from "./verify-certificate.ts";

const AT = new Date("2026-11-25T08:00:00Z");
const now = AT.getTime() / 1000;
const VACCINATION = "1.3.6.1.4.1.1847.2021.1.2";
const RECOVERY_OLD = "1.3.6.1.4.1.0.1847.2021.1.3";

const vaccinated = {
  ver: "1.3.0",
  nam: { fn: "Mẫu", fnt: "MAU", gn: "Văn", gnt: "VAN" },
  dob: "1990-01-02",
  v: [
    {
      tg: "840539006",
      vp: "J07BX03",
      mp: "EU/1/20/1528",
      ma: "ORG-100030215",
      dn: 1,
      sd: 2,
      dt: "2026-10-01",
      co: "VN",
      is: "X",
      ci: "URN:UVCI:01:VN:1",
    },
  ],
};
const claims = (more: [number, unknown][] = []) =>
  new Map<number, unknown>([
    [1, "VN"],
    [4, now + 1000],
    [6, now - 1000],
    [-260, new Map([[1, vaccinated]])],
    ...more,
  ]);

const signer = await newSigner("ES256");
const rsa = await newSigner("PS256");
const trust = await readTrust({ hcert: [signer, rsa].map(({ certificate }) => ({ certificate })) });
const reasonOf = async (text: string, trusted = trust) => (await verifyCertificate(text, trusted, AT)).reason;

describe("an HCERT of our own making", () => {
  test.each([signer, rsa])("$algorithm verifies, and tells its issuer and content", async (one) => {
    const verdict = await verifyCertificate(await makeHcert(one, { claims: claims() }), trust, AT);
    expect(verdict).toEqual({
      kind: "hcert",
      valid: true,
      reason: "ok",
      issuer: "VN",
      signer: null,
      from: new Date((now - 1000) * 1000),
      until: new Date((now + 1000) * 1000),
      content: vaccinated,
    });
  });

  test("its times: from the moment of issue to that of expiry", async () => {
    const timed = async (more: [number, unknown][]) =>
      reasonOf(await makeHcert(signer, { claims: claims(more) }));
    expect(await timed([[6, now + 1]])).toBe("not-yet-valid");
    expect(await timed([[5, now + 1]])).toBe("not-yet-valid");
    expect(await timed([[6, now]])).toBe("ok");
    expect(await timed([[4, now - 1]])).toBe("expired");
    expect(await timed([[4, "tomorrow"]])).toBe("malformed");
  });

  test("key usage: the right one, an older number, a wrong one", async () => {
    const used = async (usages: string[]) => {
      const own = await newSigner("ES256", usages);
      const trusted = await readTrust({ hcert: [{ certificate: own.certificate }] });
      return reasonOf(await makeHcert(own, { claims: claims() }), trusted);
    };
    expect(await used([VACCINATION])).toBe("ok");
    expect(await used([RECOVERY_OLD])).toBe("wrong-key-usage");
    expect(await used([RECOVERY_OLD, VACCINATION])).toBe("ok");
    expect(await used(["1.3.6.1.5.5.7.3.2"])).toBe("ok");
  });

  test("another subclaim than the European one is not ours to judge", async () => {
    const other = claims([[-260, new Map([[-7, vaccinated]])]]);
    expect(await reasonOf(await makeHcert(signer, { claims: other }))).toBe("unsupported");
  });
});

const good = await makeHcert(signer, { claims: claims() });

describe("an HCERT tampered in each layer", () => {
  test.each([
    ["no prefix", good.slice(4), "malformed"],
    ["another version", `HC2:${good.slice(4)}`, "unsupported"],
    ["a letter that base45 has not", `${good.slice(0, 40)}ü${good.slice(41)}`, "malformed"],
    ["a letter lost", good.slice(0, -1), "malformed"],
    ["three letters beyond 65535", `${good.slice(0, 7)}:::${good.slice(10)}`, "malformed"],
    ["nothing", "HC1:", "malformed"],
  ])("%s", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  const packed: [string, (cose: Uint8Array) => Uint8Array][] = [
    ["not packed at all", (cose) => cose],
    [
      "a wrong checksum",
      (cose) => {
        const zlib = deflateSync(cose);
        zlib[zlib.length - 1] = (zlib.at(-1) ?? 0) ^ 1;
        return zlib;
      },
    ],
    ["bytes after the packed ones", (cose) => Buffer.concat([deflateSync(cose), Buffer.from("x")])],
    ["cut short", (cose) => deflateSync(cose).subarray(0, -9)],
    ["bytes after the CBOR", (cose) => deflateSync(Buffer.concat([cose, Buffer.of(0)]))],
  ];
  test.each(packed)("%s", async (_, pack) => {
    expect(await reasonOf(await makeHcert(signer, { claims: claims(), pack }))).toBe("malformed");
  });

  test("a small text that unpacks to a hundred megabytes is let go", async () => {
    const bomb = `HC1:${encodeBase45(deflateSync(Buffer.alloc(20_000_000), { level: 9 }))}`;
    expect(await reasonOf(bomb.length > 32_768 ? bomb.slice(0, 32_766) : bomb)).toBe("malformed");
    const small = await makeHcert(signer, {
      claims: claims(),
      pack: () => deflateSync(Buffer.alloc(5_000_000)),
    });
    expect(await reasonOf(small)).toBe("malformed");
  });

  const payloads: [string, number[]][] = [
    ["a thousand lists in each other", [...Array.from({ length: 1000 }, () => 0x81), 0]],
    ["a list that claims four thousand million items", [0x9a, 0xff, 0xff, 0xff, 0xff]],
    ["a number of 64 bits", [0xa1, 0x04, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ["one key twice", [0xa2, 0x01, 0x61, 0x41, 0x01, 0x61, 0x42]],
    ["a list for a key", [0xa1, 0x80, 0x01]],
    ["text that is no UTF-8", [0xa1, 0x01, 0x62, 0xc3, 0x28]],
    ["a break where none belongs", [0xa1, 0x01, 0xff]],
    ["a list and no map", [0x80]],
    ["bytes where the certificate belongs", cbor(new Map([[-260, new Map([[1, Uint8Array.of(1)]])]]))],
  ];
  test.each(payloads)("%s", async (_, payload) => {
    expect(await reasonOf(await makeHcert(signer, { claims: Uint8Array.from(payload) }))).toBe("malformed");
  });

  const header = (algorithm: unknown, kid: unknown = signer.kid, more: [number, unknown][] = []) =>
    new Map<number, unknown>([[1, algorithm], [4, kid], ...more]);
  test.each([
    ["another algorithm: HMAC", header(5), "unsupported"],
    ["another algorithm: none", header(0), "unsupported"],
    ["another algorithm: ES512", header(-36), "unsupported"],
    ["the algorithm of another key", header(-37), "bad-signature"],
    ["a header that must be understood", header(-7, signer.kid, [[2, ["x"]]]), "unsupported"],
    ["a name nobody bears", header(-7, Uint8Array.of(1, 2, 3)), "untrusted-issuer"],
    ["the name of another signer", header(-7, rsa.kid), "bad-signature"],
    ["a name that is text", header(-7, "kid"), "malformed"],
  ] as const)("%s", async (_, wrong, reason) => {
    expect(await reasonOf(await makeHcert(signer, { claims: claims(), header: wrong }))).toBe(reason);
  });

  test("another content under the old signature, or a signature of another form", async () => {
    const tampered = (tamper: (parts: unknown[]) => unknown[]) =>
      makeHcert(signer, { claims: claims(), tamper });
    const other = Uint8Array.from(cbor(claims([[1, "XX"]])));
    expect(await reasonOf(await tampered(([a, b, , d]) => [a, b, other, d]))).toBe("bad-signature");
    expect(await reasonOf(await tampered(([a, b, c]) => [a, b, c, new Uint8Array()]))).toBe("bad-signature");
    expect(await reasonOf(await tampered(([a, b, c]) => [a, b, c, new Uint8Array(70)]))).toBe(
      "bad-signature",
    );
    expect(await reasonOf(await tampered(([a, b, c]) => [a, b, c]))).toBe("malformed");
  });

  test("a content that is none", async () => {
    const contents = [
      { ...vaccinated, r: vaccinated.v },
      { ...vaccinated, v: [...vaccinated.v, ...vaccinated.v] },
      { ...vaccinated, v: [{ ...vaccinated.v[0], dn: 0 }] },
      { ...vaccinated, v: [{ ...vaccinated.v[0], dt: "2026-02-30" }] },
      { ...vaccinated, nam: { fn: "only" } },
      { ...vaccinated, dob: "1809-02-28" },
    ];
    for (const content of contents) {
      const text = await makeHcert(signer, { claims: claims([[-260, new Map([[1, content]])]]) });
      expect(await reasonOf(text)).toBe("schema");
    }
  });
});

describe("a SMART Health Card", () => {
  const ISSUER = "https://example.test/issuer";
  const card = (more: object = {}, vc: object = {}) => ({
    iss: ISSUER,
    nbf: now - 10,
    ...more,
    vc: {
      type: ["https://smarthealth.cards#health-card", "https://smarthealth.cards#immunization"],
      credentialSubject: {
        fhirVersion: "4.0.1",
        fhirBundle: {
          resourceType: "Bundle",
          type: "collection",
          entry: [{ resource: { resourceType: "Patient" } }],
        },
      },
      ...vc,
    },
  });
  const numeric = (jws: string) =>
    [...jws].map((letter) => String(letter.charCodeAt(0) - 45).padStart(2, "0")).join("");

  test("verifies as a JWS, as digits, in three parts, and in a file", async () => {
    const issuer = await newCardIssuer();
    const trusted = await readTrust({ shc: { [ISSUER]: { keys: [issuer.publicKey] } } });
    const jws = await makeHealthCard(issuer, card());
    const digits = numeric(jws);
    const third = 2 * Math.ceil(digits.length / 6);
    const parts = [0, 1, 2].map((i) => `shc:/${i + 1}/3/${digits.slice(i * third, (i + 1) * third)}`);
    const file = JSON.stringify({ verifiableCredential: [jws, jws] });
    for (const text of [jws, ` ${jws}\n`, `shc:/${digits}`, parts.join(" "), file])
      expect(await verifyCertificate(text, trusted, AT)).toMatchObject({
        kind: "shc",
        reason: "ok",
        issuer: ISSUER,
      });
    const forged = `${jws.slice(0, -4)}AAAA`;
    expect(await reasonOf(JSON.stringify({ verifiableCredential: [jws, forged] }), trusted)).toBe(
      "bad-signature",
    );
    expect(await reasonOf(JSON.stringify({ verifiableCredential: [] }), trusted)).toBe("malformed");
  });

  test("tampered in each layer", async () => {
    const issuer = await newCardIssuer();
    const stranger = await newCardIssuer();
    const trusted = await readTrust({ shc: { [ISSUER]: { keys: [issuer.publicKey] } } });
    const made = async (content: unknown, options = {}) =>
      reasonOf(await makeHealthCard(issuer, content, options), trusted);
    expect(await made(card(), { header: { alg: "none" } })).toBe("unsupported");
    expect(await made(card(), { header: { alg: "HS256" } })).toBe("unsupported");
    expect(await made(card(), { header: { zip: undefined } })).toBe("unsupported");
    expect(await made(card(), { header: { kid: undefined } })).toBe("malformed");
    expect(await made(card(), { header: { kid: stranger.kid } })).toBe("untrusted-issuer");
    expect(
      await reasonOf(await makeHealthCard(stranger, card(), { header: { kid: issuer.kid } }), trusted),
    ).toBe("bad-signature");
    expect(await made(card({ iss: "https://example.test/other" }))).toBe("untrusted-issuer");
    expect(await made(card({ iss: "constructor" }))).toBe("untrusted-issuer");
    expect(await made(card(), { pack: (bytes: Uint8Array) => bytes })).toBe("malformed");
    expect(
      await made(card(), {
        pack: (bytes: Uint8Array) => Buffer.concat([deflateRawSync(bytes), Buffer.from("x")]),
      }),
    ).toBe("malformed");
    expect(await made(`\ufeff${JSON.stringify(card())}`)).toBe("malformed");
    expect(await made("[]")).toBe("untrusted-issuer");
    expect(await made(card({}, { type: ["https://smarthealth.cards#immunization"] }))).toBe("schema");
    expect(await made(card({ nbf: now * 1000 }))).toBe("not-yet-valid");
    expect(await made(card({ exp: now * 1000 }))).toBe("schema");
    expect(await made(card({ exp: now - 1 }))).toBe("expired");
    expect(await made(card(), { pack: () => deflateRawSync(Buffer.alloc(50_000_000)) })).toBe("malformed");
  });

  test("a revoked one, and one issued after the revocation", async () => {
    const issuer = await newCardIssuer();
    const revocations = [{ kid: issuer.kid, method: "rid", rids: ["gone", `early.${now - 5}`] }];
    const trusted = await readTrust({ shc: { [ISSUER]: { keys: [issuer.publicKey], revocations } } });
    const made = async (rid: string, nbf: number) =>
      reasonOf(await makeHealthCard(issuer, card({ nbf }, { rid })), trusted);
    expect(await made("gone", now - 10)).toBe("revoked");
    expect(await made("early", now - 10)).toBe("revoked");
    expect(await made("early", now - 1)).toBe("ok");
    expect(await made("kept", now - 10)).toBe("ok");
  });
});

describe("what is no certificate", () => {
  test.each([
    "",
    " ",
    "hello",
    "a.b",
    "a.b.c.d",
    "{",
    "{}",
    "[]",
    "shc:/",
    "shc:/1",
    "shc:/78",
    "shc:/2/1/00",
    "shc:/0/0/00",
    "..",
    "HC1:A",
  ])("“%s”", async (text) => {
    expect(await reasonOf(text)).toBe("malformed");
  });

  test("ten megabytes of anything are refused", async () => {
    for (const text of ["A", "HC1:", "shc:/12", "{", "a.b.c"].map((start) => start.padEnd(10_000_000, "7")))
      expect(await reasonOf(text)).toBe("malformed");
  });

  test("as long as may be read at all, and wrong", async () => {
    const head = Buffer.from('{"zip":"DEF","alg":"ES256","kid":"x"}').toString("base64url");
    const starts = ["HC1:", "shc:/", '{"verifiableCredential":["', `${head}.`, "["];
    for (const text of starts.map((start) => start.padEnd(1_000_000, "56")))
      expect(await reasonOf(text.startsWith(head) ? `${text}.AAAA` : text)).toBe("malformed");
  });

  test("whoever trusts nobody is told so", async () => {
    const nobody = await readTrust({});
    expect(await reasonOf(await makeHcert(signer, { claims: claims() }), nobody)).toBe("untrusted-issuer");
  });

  test("a certificate that cannot be read is left out of the trust, and nothing else", async () => {
    const some = await readTrust({
      hcert: [{ certificate: "AAAA" }, { certificate: "" }, { certificate: signer.certificate }],
    });
    expect(some.hcert).toHaveLength(1);
  });
});
