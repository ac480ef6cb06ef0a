import { describe, expect, test } from "vitest";
import { copy } from "#components/copy/index.ts";
import { type CardLine, cardText, checkableOf } from "#lib/emergency-card/rules.ts";
import { checkWords, signWords } from "#lib/platform/paper-keys.ts";
import { noTrust, type Verdict, verifyCertificate } from "#lib/vaccination/rules.ts";
import { missingParts, sortText } from "./sort-text.ts";
import {
  certificateSheet,
  emergencyCardSheet,
  faultSheet,
  receiptSheet,
  type VerifyWords,
} from "./verdict-sheet.ts";

const wordsOf = (locale: "vi" | "en"): VerifyWords => ({
  locale,
  verify: copy[locale].verify,
  diseases: copy[locale].vaccination.antigens,
});
const vi = wordsOf("vi");
const AT = new Date("2026-11-26T08:00:00Z");
const now = { trustedAt: AT, at: AT };
const proof = {
  kind: "dose-proof",
  ver: "1.0.0",
  nam: { fn: "Lê", fnt: "LE", gn: "Minh Khôi", gnt: "MINH<KHOI" },
  dob: "2024-03-12",
  tg: "Measles",
  v: [{ vc: "05", dt: "2024-12-16", dn: 1, lo: "L7", pl: "Trạm Y tế xã Bình Minh" }],
  co: "VN",
  is: "DEMO",
  ci: "URN:UVCI:01:VN:1",
};
const verdict = (more: Partial<Verdict> = {}): Verdict => ({
  kind: "hcert",
  valid: true,
  reason: "ok",
  issuer: "VN",
  signer: "DEMO Nơi cấp thử",
  from: AT,
  until: new Date("2027-02-26T08:00:00Z"),
  content: proof,
  ...more,
});

describe("a verdict in words", () => {
  test("tells who, which doses, who signed and until when, and what it is not", () => {
    const sheet = certificateSheet(verdict(), now, vi);
    expect(sheet.title).toBe("Chứng nhận đúng và còn hiệu lực");
    expect(sheet.facts.map(({ noun, fact }) => `${noun}: ${fact}`)).toEqual([
      "Họ tên: Lê Minh Khôi",
      "Ngày sinh: 12/03/2024",
      "Chứng nhận: tiêm phòng sởi",
      "Nơi ký: DEMO Nơi cấp thử",
      "Nước ký: VN",
      "Ký lúc: 15:00 ngày\u00a026/11/2026",
      "Dùng đến: 15:00 ngày\u00a026/02/2027",
    ]);
    expect(sheet.doses).toEqual([
      { on: "16/12/2024", vaccine: "Sởi mũi 1", place: "Trạm Y tế xã Bình Minh, lô L7" },
    ]);
    expect(sheet.notes.at(-1)).toMatch(/^Đây không phải Giấy chứng nhận quốc tế/);
  });

  test.each(["vi", "en"] as const)(
    "has its words for every reason, and tells of nobody who is not proven: %s",
    (locale) => {
      const reasons = Object.keys(copy[locale].verify.certificate.reasons) as Verdict["reason"][];
      expect(reasons).toHaveLength(9);
      for (const reason of reasons) {
        const sheet = certificateSheet(
          verdict({ valid: false, reason, content: null }),
          now,
          wordsOf(locale),
        );
        expect(sheet.good).toBe(false);
        expect(JSON.stringify(sheet)).not.toMatch(/Khôi|undefined|\{\w+\}/);
      }
      expect(JSON.stringify(certificateSheet(verdict(), now, wordsOf(locale)))).not.toMatch(
        /undefined|\{\w+\}/,
      );
    },
  );

  test("says how old the lists are that a phone has kept", () => {
    const old = certificateSheet(verdict(), { trustedAt: new Date("2026-11-20T08:00:00Z"), at: AT }, vi);
    expect(old.notes[0]).toContain("6 ngày trước");
  });

  test("says when cards together name more than one person", () => {
    const card = (family: string) => ({
      vc: {
        credentialSubject: {
          fhirBundle: {
            entry: [{ resource: { resourceType: "Patient", name: [{ family }], birthDate: "1990" } }],
          },
        },
      },
    });
    const sheet = certificateSheet(verdict({ kind: "shc", content: [card("An"), card("Ân")] }), now, vi);
    expect(sheet.texts[0]).toContain("không cùng một người");
    const one = certificateSheet(
      verdict({ kind: "shc", content: [card("Ân"), card("Ân".normalize("NFD"))] }),
      now,
      vi,
    );
    expect(one.facts.filter(({ noun }) => noun === "Họ tên")).toHaveLength(1);
    expect(one.facts.some(({ noun }) => noun === "Năm sinh")).toBe(true);
  });

  test("a receipt has its lines, and each fault its words", () => {
    const sheet = receiptSheet(
      {
        facility: "TTYT",
        noteNumber: "PT-1",
        patient: "Nguyễn Văn Mẫu",
        amountVnd: 168_520n,
        refundedVnd: 0n,
        split: { insurancePaysVnd: 674_080, copaymentVnd: 168_520, selfPayVnd: 0 },
        paidAt: AT,
        reference: "BS0123456789",
        madeAt: AT,
      },
      vi,
    );
    expect(sheet.facts.map(({ fact }) => fact)).toContain("BS01 2345 6789");
    for (const fault of ["forged", "unreadable", "keyless"] as const)
      expect(faultSheet(fault, vi).title.length).toBeGreaterThan(5);
  });
});

describe("an emergency card", () => {
  const keys = [{ kid: 1, secret: Buffer.alloc(32, 7) }];
  const line: CardLine = {
    ...{ id: "x", kind: "allergy", text: "Penicillin", detail: null, phone: null },
    ...{ standing: "self-declared", from: null, on: "2026-11-20" },
  };
  const { words } = cardText({
    ...{ name: "Nguyễn Thị Hoa", bornYear: "1990", lines: [line] },
    ...{ issuedOn: "2026-11-26", advisedUntil: "2027-05-26" },
  });
  const signed = signWords(keys, words);
  const text = checkableOf(words, signed);

  test("says its lines and the day on which it was signed, and when it is old", () => {
    expect(sortText(` ${text.replaceAll("\n", "\r\n")}\n`).kind).toBe("card");
    expect(sortText(`https://so.example.vn/verify#${encodeURIComponent(text)}`)).toEqual({
      kind: "card",
      text,
    });
    expect(checkWords(keys, words, signed)).toBe("genuine");
    const sheet = emergencyCardSheet(text, "genuine", "2026-12-01", vi);
    expect(sheet.title).toBe("Thẻ cấp cứu do sổ ký ngày 26/11/2026");
    expect(sheet.facts.map(({ noun, fact }) => `${noun}: ${fact}`)).toEqual([
      "Của ai: Nguyễn Thị Hoa, 1990",
      "DỊ ỨNG (allergy): Penicillin*",
    ]);
    expect(sheet.notes).toHaveLength(2);
    expect(emergencyCardSheet(text, "genuine", "2027-05-27", vi).notes[0]).toContain("26/05/2027");
  });

  test.each(["vi", "en"] as const)("tells nothing of a card that is not proven: %s", (locale) => {
    for (const verdict of ["forged", "unknown-key", "unsigned"] as const) {
      const sheet = emergencyCardSheet(text, verdict, "2026-12-01", wordsOf(locale));
      expect(sheet.good).toBe(false);
      expect(JSON.stringify(sheet)).not.toMatch(/Penicillin|undefined|\{\w+\}/);
    }
    expect(sortText(text.slice(0, -1)).kind).toBe("card");
    expect(emergencyCardSheet(text.slice(0, -1), "unsigned", "2026-12-01", wordsOf(locale)).good).toBe(false);
  });
});

describe("what was scanned", () => {
  const url = (text: string) => Buffer.from(text).toString("base64url");
  const card = `${url('{"zip":"DEF","alg":"ES256"}')}.AA.AA`;
  const receipt = `${url('{"alg":"ES256","kid":"x"}')}.AA.AA`;
  test.each([
    ["HC1:ABC DEF", "certificate", "HC1:ABC DEF"],
    ["shc:/12\nshc:/34", "certificate", "shc:/12\nshc:/34"],
    [`{"verifiableCredential":["${card}"]}`, "certificate", `{"verifiableCredential":["${card}"]}`],
    [card, "certificate", card],
    [`${receipt.slice(0, 9)}\n ${receipt.slice(9)}`, "receipt", receipt],
    [`https://so.example.vn/verify?text=${receipt}`, "receipt", receipt],
    ["https://so.example.vn/verify#shc%3A%2F12", "certificate", "shc:/12"],
    ["https://so.example.vn/verify#HC1%3A%25", "certificate", "HC1:%"],
    ["https://so.example.vn/verify#%E0%A4%A", "unreadable", "https://so.example.vn/verify#%E0%A4%A"],
    ["hello", "unreadable", "hello"],
    ["x".repeat(10_000_000), "unreadable", ""],
  ] as const)("%.30s is sorted", (given, kind, text) => {
    expect(sortText(given)).toEqual({ kind, text });
  });

  test("numbered parts are waited for, whole codes are not", () => {
    expect(missingParts(["shc:/2/3/00", "shc:/1/3/00"])).toEqual([3]);
    expect(missingParts(["shc:/00", "HC1:A"])).toEqual([]);
  });

  test("a scrap that looks like a certificate is judged, and never believed", async () => {
    for (const text of ["HC1:", "shc:/1", "{}", card]) {
      const verdict = await verifyCertificate(sortText(text).text, noTrust, AT);
      expect(certificateSheet(verdict, now, vi).good).toBe(false);
    }
  });
});
