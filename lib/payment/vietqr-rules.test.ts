import { QRPay } from "vietnam-qr-pay";
import { describe, expect, test } from "vitest";
import { crc16, transferCodesIn, vietQr } from "./vietqr-rules.ts";

describe("a VietQR", () => {
  test("the checksum of the published text, and one that begins with zero", () => {
    expect(crc16("123456789")).toBe("29B1");
    const dynamic =
      "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien6304";
    expect(crc16(dynamic)).toBe("53E6");
  });

  test.each([
    ["970436", "0011001234567", 5_000n, "VPABCDEFGHJK23"],
    ["970418", "V3CAS123456789", 499_999_999n, "VP23456789ABCD"],
    ["970416", "257678859", 1n, "VPZZZZZZZZZZZZ"],
  ])(
    "%s %s %s: letter by letter what vietnam-qr-pay builds, and it reads it back",
    (bankBin, accountNumber, amountVnd, content) => {
      const own = vietQr({ bankBin, accountNumber, amountVnd, content });
      const theirs = QRPay.initVietQR({
        bankBin,
        bankNumber: accountNumber,
        amount: String(amountVnd),
        purpose: content,
      });
      expect(own).toBe(theirs.build());
      const read = new QRPay(own);
      expect(read).toMatchObject({ isValid: true, amount: String(amountVnd) });
      expect(read.consumer).toMatchObject({ bankBin, bankNumber: accountNumber });
      expect(read.additionalData.purpose).toBe(content);
    },
  );

  test.each([
    [{ bankBin: "1" }],
    [{ accountNumber: "12 34" }],
    [{ accountNumber: "123" }],
    [{ amountVnd: 0n }],
    [{ amountVnd: 500_000_000n }],
    [{ content: "Viện phí" }],
    [{ content: "" }],
    [{ content: "A".repeat(26) }],
  ])("%o is refused: the oracle would build it", (wrong) => {
    const good = { bankBin: "970436", accountNumber: "0011001234567", amountVnd: 5_000n, content: "VP1" };
    expect(() => vietQr({ ...good, ...wrong })).toThrow(RangeError);
  });

  test("its code is found in whatever a bank made of the content", () => {
    const code = "VP23456789ABCD";
    for (const content of [
      code,
      `mbvcb.123.${code.toLowerCase()}.ct tu 001 toi 002`,
      "VP 2345 6789 ABCD",
      `VPVP${code}TRACE1`,
      "VP23456\n789ABCD-GD 1",
    ])
      expect(transferCodesIn(content)).toContain(code);
    expect(transferCodesIn("chuyen tien vien phi")).toEqual([]);
    expect(transferCodesIn(`VP${"A".repeat(500)}`).length).toBeLessThanOrEqual(20);
  });
});
