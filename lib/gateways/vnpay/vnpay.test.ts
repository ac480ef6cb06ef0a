import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ProductCode, VNPay, VnpLocale } from "vnpay";
import { payAddress, readNotice, replyTo, type Terminal } from "./index.ts";
import { isSigned, sign, signedLine, signedQuery } from "./signature.ts";
import { hundredths, plainText, wholeVnd } from "./terminal.ts";
import { digitsOf, momentOf } from "./times.ts";
import { order } from "./wire.ts";

type Vector = {
  id: string;
  kind: "pay_url" | "ipn" | "querydr_request" | "querydr_response" | "refund_request";
  secret: string;
  params: Record<string, string>;
  signData?: string;
  fieldOrder?: string[];
  expectedSecureHash: string;
  vnp_SecureHash_received?: string;
  signatureValid?: boolean;
  negative_space_as_percent20_mustNotMatch?: string;
  negative_unencoded_mustNotMatch?: string;
  otherEncoders?: Record<string, { secureHash: string }>;
};
const vectors: Vector[] = JSON.parse(readFileSync("lib/gateways/vnpay/vectors.json", "utf8")).vnpay;
const of = (...kinds: Vector["kind"][]) =>
  vectors.filter(({ kind }) => kinds.includes(kind)).map((vector) => [vector.id, vector] as const);
const SECRET = "YTNM-TEST-SECRET-0123456789ABCDEF";
const terminal: Terminal = {
  code: "YTNMTEST",
  secrets: [SECRET],
  payUrl: "https://pay.example.vn/paymentv2/vpcpay.html",
  apiUrl: "https://pay.example.vn/merchant_webapi/api/transaction",
};

describe("the vectors, whose hashes openssl made", () => {
  test.each(of("pay_url"))("%s is signed as they say, and not as they forbid", (_, vector) => {
    const text = signedQuery(vector.params);
    expect(text).toBe(vector.signData);
    expect(sign(vector.secret, text)).toBe(vector.expectedSecureHash);
    const wrong = [
      vector.negative_space_as_percent20_mustNotMatch,
      vector.negative_unencoded_mustNotMatch,
      ...Object.values(vector.otherEncoders ?? {}).map(({ secureHash }) => secureHash),
    ].filter((hash) => hash !== undefined);
    expect(wrong.length).toBeGreaterThan(0);
    for (const hash of wrong) expect(isSigned([vector.secret], text, hash)).toBe(false);
  });

  test.each(of("querydr_request", "querydr_response", "refund_request"))("%s", (_, vector) => {
    const orders = {
      querydr_request: order.query,
      querydr_response: order.queryAnswer,
      refund_request: order.refund,
    };
    const own = orders[vector.kind as keyof typeof orders];
    expect(own).toEqual(vector.fieldOrder);
    expect(signedLine(vector.params, own)).toBe(vector.signData);
    expect(sign(vector.secret, signedLine(vector.params, own))).toBe(vector.expectedSecureHash);
    expect(sign(vector.secret, signedQuery(vector.params))).not.toBe(vector.expectedSecureHash);
  });

  const told = {
    I01: { outcome: "paid", amountVnd: 150_000n, reason: "none", transactionNo: "14226112" },
    I03: { outcome: "paid", amountVnd: 149_000n },
    I05: "bad-signature",
    I07: { outcome: "unclear" },
    I09: "other-terminal",
  } as const;
  test.each(of("ipn"))("%s", (id, vector) => {
    const sent = { ...vector.params, vnp_SecureHash: vector.vnp_SecureHash_received ?? "" };
    const read = readNotice(terminal, new URLSearchParams(sent).toString());
    const expected = told[id as keyof typeof told];
    if (typeof expected === "string") expect(read.kind).toBe(expected);
    else expect(read).toMatchObject({ kind: "genuine", notice: expected });
    expect(sign(vector.secret, signedQuery(vector.params))).toBe(vector.expectedSecureHash);
  });
});

const success = {
  vnp_Amount: "15000000",
  vnp_BankCode: "NCB",
  vnp_ResponseCode: "00",
  vnp_TmnCode: "YTNMTEST",
  vnp_TransactionNo: "14226112",
  vnp_TransactionStatus: "00",
  vnp_TxnRef: "VP20261122180000A1",
};
function query(changes: Record<string, string> = {}, secret = SECRET): string {
  const fields = { ...success, ...changes };
  const text = signedQuery(fields);
  return `${text}&vnp_SecureHash=${sign(secret, text)}`;
}
const kindOf = (raw: string) => readNotice(terminal, raw).kind;

describe("what is received", () => {
  test("a notice is believed whole or not at all", () => {
    const genuine = query();
    expect(kindOf(genuine)).toBe("genuine");
    // A proxy's or a campaign's own parameter is not VNPay's.
    expect(kindOf(`utm_source=x&${genuine}&fbclid=1`)).toBe("genuine");
    expect(kindOf(genuine.replace(/[0-9a-f]{128}/, (hash) => hash.toUpperCase()))).toBe("genuine");
    for (const [from, to] of [
      ["15000000", "15000100"],
      [/&vnp_SecureHash=.*/, ""],
      [/[0-9a-f]$/, ""],
      [/$/, "00"],
      [/$/, "&vnp_Amount=15000000"],
      [/$/, "&vnp_SecureHash=00"],
      [/$/, "&vnp_Extra=1"],
      ["vnp_Amount", "vnp_Amount[]"],
      [/vnp_SecureHash=.*/, "vnp_SecureHash=%E0%A4%A"],
    ] as const)
      expect(kindOf(genuine.replace(from, to)), String(from)).toBe("bad-signature");
    expect(kindOf("")).toBe("bad-signature");
    expect(kindOf(`${genuine}&x=${"y".repeat(5_000)}`)).toBe("bad-signature");
    expect(kindOf(query({ vnp_TmnCode: "OTHERTMN" }))).toBe("other-terminal");
    expect(kindOf(query({ vnp_ResponseCode: "" }))).toBe("unreadable");
  });

  test("a former secret proves what was signed before it was changed", () => {
    const raw = query();
    expect(readNotice({ ...terminal, secrets: ["NEW", SECRET] }, raw).kind).toBe("genuine");
    expect(readNotice({ ...terminal, secrets: ["NEW"] }, raw).kind).toBe("bad-signature");
  });

  test.each([
    ["00", "00", "paid", "none"],
    ["24", "02", "declined", "cancelled"],
    ["51", "02", "declined", "no-funds"],
    ["11", "08", "declined", "expired"],
    ["24", "11", "declined", "cancelled"],
    ["00", "01", "unclear", "none"],
    ["00", "04", "unclear", "none"],
    ["00", "07", "unclear", "none"],
    ["07", "07", "unclear", "suspected"],
    ["07", "00", "unclear", "suspected"],
    ["24", "00", "unclear", "cancelled"],
    ["98", "02", "declined", "other"],
  ])("response %s with status %s is %s, %s", (response, status, outcome, reason) => {
    const raw = query({ vnp_ResponseCode: response, vnp_TransactionStatus: status, vnp_TransactionNo: "0" });
    expect(readNotice(terminal, raw)).toMatchObject({ notice: { outcome, reason, transactionNo: null } });
  });

  test.each(["", "0", "150", "15000050", "1.5e7", "-15000000", "015000000", "9".repeat(15)])(
    "%j is no amount",
    (vnp_Amount) => {
      const read = readNotice(terminal, query({ vnp_Amount }));
      expect(read.kind === "genuine" ? read.notice.amountVnd : null).toBeNull();
    },
  );

  test("nothing secret is kept of what was sent, and a message has one digest however it is written", () => {
    const read = readNotice(terminal, query());
    expect(Object.keys(read.sent)).not.toContain("vnp_SecureHash");
    const turned = query().split("&").reverse().join("&");
    expect(readNotice(terminal, turned).digest).toEqual(read.digest);
  });

  test("VNPay is answered in its own words", () => {
    expect(replyTo("recorded").RspCode).toBe("00");
    expect(replyTo("recorded-before").RspCode).toBe("02");
    expect(replyTo("wrong-amount").RspCode).toBe("04");
  });
});

describe("times are those of Vietnam", () => {
  test.each(["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])("with a process in %s", (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      for (const [iso, digits] of [
        ["2026-11-22T11:00:00Z", "20261122180000"],
        ["2026-11-22T16:59:59Z", "20261122235959"],
        ["2026-11-22T17:00:00Z", "20261123000000"],
        ["2028-02-28T17:00:00Z", "20280229000000"],
      ] as const) {
        expect(digitsOf(new Date(iso))).toBe(digits);
        expect(momentOf(digits)).toEqual(new Date(iso));
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  test.each(["20260229000000", "20261122240000", "2026112218000", "", null, "abcdefghijklmn"])(
    "%j is no moment",
    (digits) => expect(momentOf(digits)).toBeNull(),
  );
});

describe("what is sent", () => {
  const oracle = new VNPay({
    tmnCode: terminal.code,
    secureSecret: SECRET,
    vnpayHost: "https://pay.example.vn",
    testMode: false,
    enableLog: false,
  });
  const at = new Date("2026-11-22T11:00:00Z");
  const asked = {
    reference: "VP20261122180000A1",
    amountVnd: 150_000n,
    about: "Viện phí HD0001",
    createdAt: at,
    expiresAt: new Date("2026-11-22T11:15:00Z"),
    payerAddress: "113.160.92.202",
    returnUrl: "https://sosuckhoe.example.vn/thanh-toan/ket-qua",
    language: "vi",
  } as const;

  test("the address of vector P01", () => {
    const [, p01] = of("pay_url")[0] ?? [];
    expect(payAddress(terminal, asked)).toBe(
      `${terminal.payUrl}?${p01?.signData}&vnp_SecureHash=${p01?.expectedSecureHash}`,
    );
  });

  test("npm vnpay builds the same address where it can be trusted: dates given, whole đồng, plain text", () => {
    for (const amountVnd of [5_000n, 150_000n, 999_999_999n])
      for (const about of ["Viện phí HD0001", "Tạm ứng, lần 2: khoa Nội", "Đợt 1 (50%) & thuốc + vật tư"]) {
        const theirs = oracle.buildPaymentUrl({
          vnp_Amount: Number(amountVnd),
          vnp_IpAddr: asked.payerAddress,
          vnp_OrderInfo: plainText(about),
          vnp_TxnRef: asked.reference,
          vnp_ReturnUrl: asked.returnUrl,
          vnp_OrderType: ProductCode.Other,
          vnp_Locale: VnpLocale.VN,
          vnp_CreateDate: 20261122180000 as never,
          vnp_ExpireDate: 20261122181500 as never,
        });
        const ours = new URL(payAddress(terminal, { ...asked, amountVnd, about }));
        expect(Object.fromEntries(ours.searchParams)).toEqual(
          Object.fromEntries(new URL(theirs).searchParams),
        );
      }
  });

  test("npm vnpay believes the notices that we believe", () => {
    const notices = [query(), query({ vnp_ResponseCode: "24", vnp_TransactionStatus: "02" }), `${query()}0`];
    for (const raw of notices) {
      const fields = Object.fromEntries(new URLSearchParams(raw)) as never;
      expect(oracle.verifyIpnCall(fields).isVerified).toBe(kindOf(raw) === "genuine");
    }
  });

  test("text keeps nothing that VNPay's own samples sign differently", () => {
    expect(plainText("Thanh toán viện phí – Bệnh viện Đa khoa")).toBe(
      "Thanh toan vien phi Benh vien Da khoa",
    );
    expect(plainText("á".normalize("NFD"))).toBe(plainText("á".normalize("NFC")));
    expect(plainText("đợt 1! *BHYT* ~80% 'OK' &=+%# 💊")).toBe("dot 1 BHYT 80 OK");
    expect(plainText("x".repeat(300))).toHaveLength(255);
    expect(() => plainText("💊!")).toThrow(RangeError);
  });

  test("an amount is whole đồng and fits, and is multiplied once", () => {
    expect(hundredths(5_000n)).toBe("500000");
    expect(wholeVnd(hundredths(999_999_999n))).toBe(999_999_999n);
    for (const amount of [0n, -5n, 10_000_000_000n]) expect(() => hundredths(amount)).toThrow(RangeError);
  });

  test("what VNPay would refuse is not sent", () => {
    expect(() => payAddress(terminal, { ...asked, reference: "a b" })).toThrow(RangeError);
    expect(() => payAddress(terminal, { ...asked, expiresAt: at })).toThrow(RangeError);
    expect(() => payAddress(terminal, { ...asked, returnUrl: "x".repeat(256) })).toThrow(RangeError);
  });
});
