import { envelope, hoso, somebody, summaryFor, visit } from "../../support/claims.ts";
import { expectNoSidewaysScroll, expectReadable, section } from "../support/reading.ts";
import { sendClaims } from "../support/send-claims.ts";
import { signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** Somebody with one visit, and a second one without number and card. Answers its reference. */
async function dossierOfNobody(name: string): Promise<string> {
  const who = somebody({ name });
  const known = summaryFor(who);
  const unknown = summaryFor(who, { SO_CCCD: "", MA_THE_BHYT: "" });
  await sendClaims(envelope([known, unknown].map((one) => hoso(visit(one)))));
  return unknown.MA_LK ?? "";
}

test("two officers decide whose a dossier is, and one undoes it", async ({ page, anotherPhone }) => {
  // Two people sign in and read six pages.
  test.slow();
  const reference = await dossierOfNobody("Hồ Thị Mỹ Lệ");
  await signInAtDesk(page, "/authority", "syt.lan");
  await page.getByRole("link", { name: "Đối chiếu người bệnh" }).click();
  await expectReadable(page);
  const row = page.getByRole("row").filter({ hasText: reference });
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Chưa biết là ai" })).toBeVisible();
  const address = page.url();
  await expect(section(page, "Hồ sơ và người có thể là chủ")).toContainText("không so được");
  await expectReadable(page);
  await page.getByRole("radio", { name: /Hồ Thị Mỹ Lệ/ }).check();
  await page.getByLabel("Vì sao bạn chọn người này").fill("Cùng tên và ngày sinh");
  await page.getByRole("button", { name: "Đề nghị khớp" }).click();
  await expect(page.getByRole("heading", { name: "Đã ghi quyết định của bạn." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Xác nhận khớp" })).toHaveCount(0);
  await expectReadable(page);

  const second = await anotherPhone();
  await signInAtDesk(second, "/authority", "syt.minh");
  await second.goto("/authority/warehouse/matches");
  await expect(section(second, "Chờ người thứ hai")).toContainText("Nguyễn Thị Lan");
  await second.goto(address);
  await second.getByRole("button", { name: "Xác nhận khớp" }).click();
  await expect(section(second, "Đã khớp")).toContainText("Nguyễn Thị Lan đề nghị, Võ Đức Minh xác nhận");
  await expectReadable(second);
  await second.getByLabel("Lý do").fill("Nhầm người cùng tên");
  await second.getByRole("button", { name: "Hủy khớp, đưa khỏi sổ" }).click();
  const history = section(second, "Đã quyết định");
  for (const what of ["Đề nghị khớp", "Xác nhận khớp", "Hủy khớp"]) await expect(history).toContainText(what);
});

test("a dossier is set aside with a reason, and taken back", async ({ page }) => {
  const reference = await dossierOfNobody("Bùi Tấn Lực");
  await signInAtDesk(page, "/authority", "syt.minh");
  await page.goto("/authority/warehouse/matches");
  await page.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
  await page.getByLabel("Lý do").fill("Hồ sơ chạy thử");
  await page.getByRole("button", { name: "Để riêng" }).click();
  await expect(page.getByText("Lý do: Hồ sơ chạy thử")).toBeVisible();
  await page.goto("/authority/warehouse/held?kind=aside");
  await expect(page.getByRole("main")).toContainText(reference);
  await expectReadable(page);
  await page.getByRole("row").filter({ hasText: reference }).getByRole("link").click();
  await page.getByRole("link", { name: "Đối chiếu người bệnh" }).click();
  await page.getByRole("button", { name: "Đưa lại vào danh sách" }).click();
  await expect(section(page, "Đã quyết định")).toContainText("Đưa lại vào danh sách");
});

test("the authority sees every facility's files, how fresh they are, and one facility alone", async ({
  page,
}) => {
  await signInAtDesk(page, "/authority", "syt.lan");
  await page.getByRole("navigation").getByRole("link", { name: "Kho dữ liệu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kho dữ liệu" })).toBeVisible();
  await expect(section(page, "Đúng, đủ, sạch, sống")).toContainText("Bốn chữ nghĩa là gì");
  await expectReadable(page);
  await section(page, "Lần gửi gần nhất").getByRole("link", { name: "Trạm Y tế xã Bình Minh" }).click();
  await expect(page.getByText("Chỉ xem Trạm Y tế xã Bình Minh.")).toBeVisible();
  await expectReadable(page);
  await page.goto("/authority/warehouse?facility=51999");
  await expect(section(page, "Lần gửi gần nhất")).toContainText("chưa nhận tệp nào của Cơ sở 51999");
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["", "/matches", "/files", "/held"]) {
    await page.goto(`/authority/warehouse${path}`);
    await expectNoSidewaysScroll(page);
  }
  // The parts of the desk are folded on a phone.
  await page.getByText("Phần khác").click();
  await page.getByRole("navigation").getByRole("link", { name: "Cơ sở" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cơ sở");
});
