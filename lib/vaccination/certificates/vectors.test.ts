import { describe, expect, test } from "vitest";
import { DccContent } from "./dcc-content.ts";
import { readTrust } from "./trust.ts";
import contents from "./vectors/dcc-contents.data.json" with { type: "json" };
import hcerts from "./vectors/hcert.data.json" with { type: "json" };
import cards from "./vectors/health-cards.data.json" with { type: "json" };
import issuerKeys from "./vectors/issuer-keys.data.json" with { type: "json" };
import { verifyCertificate } from "./verify-certificate.ts";

/** What an expectation of the test data that is false must come out as; all of them true, as `ok`. */
const reasonsFor: Record<string, string[]> = {
  EXPECTEDUNPREFIX: ["unsupported", "malformed"],
  EXPECTEDB45DECODE: ["malformed"],
  EXPECTEDCOMPRESSION: ["malformed"],
  EXPECTEDDECODE: ["malformed"],
  EXPECTEDVERIFY: ["bad-signature", "untrusted-issuer"],
  EXPECTEDKEYUSAGE: ["wrong-key-usage"],
  EXPECTEDSCHEMAVALIDATION: ["schema"],
  EXPECTEDEXPIRATIONCHECK: ["not-yet-valid", "expired"],
};

describe("HCERT vectors of dgc-testdata", () => {
  test.each(hcerts)("$name: $description", async ({ text, certificate, clock, expected }) => {
    const trust = await readTrust({ hcert: [{ certificate }] });
    expect(trust.hcert).toHaveLength(1);
    const zoned = /(Z|[+-]\d\d:\d\d)$/.test(clock) ? clock : `${clock}Z`;
    const { kind, valid, reason } = await verifyCertificate(text, trust, new Date(zoned));
    const failing = Object.entries(expected).flatMap(([name, holds]) => (holds ? [] : [name]));
    const wanted = failing.length > 0 ? failing.flatMap((name) => reasonsFor[name] ?? []) : ["ok"];
    expect(wanted).toContain(reason);
    expect({ kind, valid }).toEqual({
      kind: text.startsWith("HC") ? "hcert" : null,
      valid: failing.length === 0,
    });
  });
});

describe("contents of eu-dcc-schema", () => {
  test.each(contents)("$name is $valid", ({ content, valid }) => {
    expect(DccContent.safeParse(content).success).toBe(valid);
  });
});

const ISSUER = "https://spec.smarthealth.cards/examples/issuer";
/** Within the life of the example that expires. */
const AT = new Date("2025-04-01T00:00:00Z");

/** What comes out for the inputs whose own note does not say so; the rest are of other layers (network, FHIR profile). */
const cardReasons: [part: string, reason: string][] = [
  ["example-00-d-jws.txt", "ok"],
  ["example-00-e-file.smart-health-card", "ok"],
  ["example-00-f-qr-code-numeric-value-0.txt", "ok"],
  ["example-01-d-jws.txt", "untrusted-issuer"],
  ["example-02-d-jws.txt", "ok"],
  ["example-02-f-qr-code-numeric-value-0.txt", "malformed"],
  ["example-03-d-jws.txt", "ok"],
  ["d-jws-der-signature-r-neg.txt", "bad-signature"],
  ["d-jws-der-signature-s-neg.txt", "bad-signature"],
  ["d-jws-der-signature.txt", "bad-signature"],
  ["d-jws-issuer-kid-mismatch.txt", "untrusted-issuer"],
  ["d-jws-issuer-not-valid-with-smart-key.txt", "untrusted-issuer"],
  ["d-jws-no_deflate.txt", "unsupported"],
  ["d-jws-no_jws_header_alg.txt", "unsupported"],
  ["d-jws-no_jws_header_zip.txt", "unsupported"],
  ["d-jws-trailing_chars.txt", "ok"],
  ["d-jws-wrong_jws_header_kid.txt", "untrusted-issuer"],
  ["e-file-bad_jwks.smart-health-card", "untrusted-issuer"],
  ["e-file-invalid_issuer_url.smart-health-card", "untrusted-issuer"],
  ["e-file-invalid_issuer_url_http.smart-health-card", "untrusted-issuer"],
  ["e-file-no_deflate.smart-health-card", "unsupported"],
  ["e-file-trailing_chars.smart-health-card", "ok"],
  ["f-qr-code-numeric-value-0-index-out-of-range.txt", "malformed"],
  ["f-qr-code-numeric-value-0-number-too-big.txt", "malformed"],
  ["f-qr-code-numeric-value-0-qr_chunk_too_small.txt", "malformed"],
  ["f-qr-code-numeric-value-0-wrong_qr_header.txt", "malformed"],
];

describe("SMART Health Card vectors", () => {
  const textOf = (part: string) =>
    cards.find(({ name }) => name === part || name === `test-example-00-${part}`)?.text;
  const trusting = () => readTrust({ shc: { [ISSUER]: issuerKeys["spec-example-issuer.jwks"] } });

  test.each(cardReasons)("%s: %s", async (part, reason) => {
    const { valid, reason: found } = await verifyCertificate(textOf(part) ?? "", await trusting(), AT);
    expect({ valid, found }).toEqual({ valid: reason === "ok", found: reason });
  });

  test("three codes of one card are read together, in any order, and only whole", async () => {
    const codes = [2, 0, 1].map((i) => textOf(`example-02-f-qr-code-numeric-value-${i}.txt`)?.trim() ?? "");
    const reasonOf = async (some: string[]) =>
      (await verifyCertificate(some.join("\n"), await trusting(), AT)).reason;
    expect(await reasonOf(codes)).toBe("ok");
    expect(await reasonOf(codes.slice(1))).toBe("malformed");
    expect(await reasonOf([codes[0] ?? "", codes[1] ?? "", codes[1] ?? ""])).toBe("malformed");
  });

  test("the example that ends is expired afterwards, and revoked where its list says so", async () => {
    const text = textOf("example-03-d-jws.txt") ?? "";
    expect((await verifyCertificate(text, await trusting(), new Date("2026-01-01"))).reason).toBe("expired");
    const keys = issuerKeys["spec-example-issuer.jwks"];
    const kid = keys.keys[0]?.kid;
    const revoked = await readTrust({
      shc: { [ISSUER]: { ...keys, revocations: [{ kid, method: "rid", rids: ["other", "vwAjHdarZuc"] }] } },
    });
    expect((await verifyCertificate(text, revoked, AT)).reason).toBe("revoked");
  });

  test.each(["wrong_alg_key", "wrong_curve_key", "wrong_kid_key", "wrong_kty_key", "wrong_use_key"] as const)(
    "an issuer with no key but %s is trusted with nothing",
    async (name) => {
      const trust = await readTrust({ shc: { [ISSUER]: issuerKeys[name] } });
      expect((await verifyCertificate(textOf("example-00-d-jws.txt") ?? "", trust, AT)).reason).toBe(
        "untrusted-issuer",
      );
    },
  );
});
