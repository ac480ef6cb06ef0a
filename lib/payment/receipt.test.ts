import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { publicPaperKeys } from "#lib/platform/paper-keys.ts";
import { checkReceipt, signReceipt } from "./receipt.ts";
import { receiptPdf } from "./receipt-pdf.ts";

const key = (kid: number, digit: string) => ({ kid, secret: Buffer.from(digit.repeat(64), "hex") });
const [first, second] = [key(1, "1"), key(2, "2")];
const receipt = {
  facility: "Trung tâm Y tế Bình Sơn",
  noteNumber: "PT-1",
  patient: "Nguyễn Văn Mẫu",
  amountVnd: 168_520n,
  refundedVnd: 0n,
  split: { insurancePaysVnd: 674_080, copaymentVnd: 168_520, selfPayVnd: 0 },
  paidAt: new Date("2026-11-26T03:00:00Z"),
  reference: "BS0123456789",
  madeAt: new Date("2026-11-26T04:00:00Z"),
};

test("a receipt is known again by any of the book's keys, pasted, broken in lines or as an address", () => {
  const text = signReceipt([first], receipt);
  const spoken = `https://so.example.vn/verify?text=${text}`;
  for (const scanned of [text, ` ${text.slice(0, 40)}\n${text.slice(40)} `, spoken])
    expect(checkReceipt([second, first], scanned)).toEqual({ kind: "genuine", receipt });
  expect(text.length).toBeLessThan(650);
  const paidForAnother = { ...receipt, split: null };
  expect(checkReceipt([first], signReceipt([first], paidForAnother))).toEqual({
    kind: "genuine",
    receipt: paidForAnother,
  });
});

test("the newest key signs, and the public half proves it to whoever has only that", () => {
  const [head = "", body = "", signature = ""] = signReceipt([first, second], receipt).split(".");
  const [, newest] = publicPaperKeys([first, second]);
  expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({ alg: "ES256", kid: newest?.kid });
  const proof = {
    key: createPublicKey({ key: newest as never, format: "jwk" }),
    dsaEncoding: "ieee-p1363",
  } as const;
  expect(verify("sha256", Buffer.from(`${head}.${body}`), proof, Buffer.from(signature, "base64url"))).toBe(
    true,
  );
  expect(JSON.stringify(publicPaperKeys([first]))).not.toContain('"d"');
});

test("what was changed, signed by another, or is no receipt, is not believed", () => {
  const text = signReceipt([first], receipt);
  const [head = "", body = "", signature = ""] = text.split(".");
  const dearer = Buffer.from(Buffer.from(body, "base64url").toString().replace("168520", "968520")).toString(
    "base64url",
  );
  const noAlg = Buffer.from('{"alg":"none"}').toString("base64url");
  expect(checkReceipt([first], `${head}.${dearer}.${signature}`).kind).toBe("forged");
  expect(checkReceipt([second], text).kind).toBe("forged");
  expect(checkReceipt([first], `${noAlg}.${body}.${signature}`).kind).toBe("forged");
  for (const other of [
    "",
    "x",
    "a.b",
    `${text}.x`,
    `${head}.!!.${signature}`,
    "a".repeat(9_000),
    "https://so.example.vn/verify",
  ])
    expect(checkReceipt([first], other).kind).toBe("unreadable");
});

const sheet = {
  language: "vi" as const,
  facility: receipt.facility,
  title: "Xác nhận đã thanh toán viện phí",
  notInvoice: "Đây không phải hóa đơn.",
  amount: "168.520\u00a0đ",
  inWords: "Một trăm sáu mươi tám nghìn năm trăm hai mươi đồng",
  rows: Array.from({ length: 10 }, (_, at) => ({ noun: `Dòng ${at}`, fact: "Nguyễn Văn Mẫu" })),
  qr: { text: signReceipt([first], receipt), title: "Mã kiểm tra", saying: "Quét để kiểm tra." },
  made: "Lập lúc 11:00 ngày 26/11/2026.",
};
const groups = (length: number) => ({
  title: "Gồm các khoản",
  rows: Array.from({ length }, (_, at) => ({ noun: `Nhóm ${at}`, fact: "39.800\u00a0đ" })),
});

test.each([
  ["A5", null, /MediaBox \[0 0 419.53 595.28\]/],
  ["as tall as its parts need", groups(16), /MediaBox \[0 0 419.53 [78]\d\d\./],
])("the PDF is one tagged page in the letters of the book, %s", async (_, parts, size) => {
  const text = (await receiptPdf({ ...sheet, parts })).toString("latin1");
  expect(text.startsWith("%PDF-")).toBe(true);
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(text).toMatch(size);
  expect(text).toContain("/StructTreeRoot");
  expect(text).toContain("BeVietnamPro");
});
