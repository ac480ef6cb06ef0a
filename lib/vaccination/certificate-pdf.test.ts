import { expect, test } from "vitest";
import { type CertificateSheet, certificatePdf } from "./certificate-pdf.ts";
import { qrOf } from "./certificates/qr-code.ts";

const sheet = (doses: number, codes: number, more: Partial<CertificateSheet> = {}): CertificateSheet => ({
  language: "vi",
  title: "Các mũi đã tiêm",
  standing: null,
  person: [{ noun: "Họ tên", fact: "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Ánh Nguyệt" }],
  facts: [{ noun: "Nơi ký", fact: "DEMO" }],
  dosesTitle: `${doses} mũi`,
  doses: Array.from({ length: doses }, (_, i) => ({
    on: "01/02/2025",
    vaccine: `Sởi mũi ${i}`,
    place: "Trạm Y tế",
  })),
  newest: null,
  several: codes > 1 ? "Có nhiều mã." : null,
  codes: Array.from({ length: codes }, (_, i) => ({
    dots: qrOf("shc:/", "12".repeat(900)),
    title: `Mã ${i}`,
  })),
  notes: ["Đây không phải Giấy chứng nhận quốc tế."],
  made: "In lúc 8:00.",
  ...more,
});

test.each([
  ["few doses", sheet(3, 1), 1],
  ["none", sheet(0, 1), 1],
  ["twenty-four, in two codes", sheet(24, 2), 2],
  ["so many that their codes fill pages", sheet(70, 5), 5],
])(
  "a printed certificate of %s is tagged, in the letters of the book, on as many pages as it needs",
  async (_, given, pages) => {
    const text = (await certificatePdf(given)).toString("latin1");
    expect(text.startsWith("%PDF-")).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(pages);
    expect(text).toContain("/StructTreeRoot");
    expect(text).toContain("BeVietnamPro");
  },
);

test("one that is not good has no code to be scanned", async () => {
  const good = await certificatePdf(sheet(1, 1));
  const revoked = await certificatePdf(sheet(1, 1, { standing: "Đã thu hồi." }));
  expect(revoked.toString("latin1")).not.toContain("/Figure");
  expect(good.toString("latin1")).toContain("/Figure");
});
