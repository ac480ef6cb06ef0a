import type { Page } from "@playwright/test";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const today = () =>
  new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).split("-").reverse().join("/");

/** The list is kept by the worker: it is there some seconds after the book has begun. */
async function openList(page: Page, name: string) {
  const link = page.getByRole("navigation", { name: "Danh sách", exact: true }).getByRole("link", { name });
  await expect(async () => {
    await page.goto("/clinic/vaccination");
    await expect(link).not.toContainText("(0)", { timeout: 500 });
  }).toPass();
  await link.click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

test("a station invites from its lists, runs a session, and the dose is in the book at once", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 800 });
  const who = resident(8);
  const phone = await anotherPhone();
  await signInAs(phone, who, "/sign-in?next=/vaccination");

  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await page.getByRole("link", { name: "Tiêm chủng", exact: true }).first().click();
  await expectReadable(page);
  await page.getByRole("link", { name: "Buổi tiêm", exact: true }).click();
  await expectReadable(page);
  await page.getByRole("link", { name: "Lên kế hoạch buổi tiêm" }).click();
  await page.getByLabel("Ngày tiêm").fill("31/2/2027");
  await page.getByRole("button", { name: "Lên kế hoạch" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Ngày chưa đúng");
  await expect(page.getByLabel("Ngày tiêm")).toHaveValue("31/2/2027");
  await expectReadable(page);
  await page.getByLabel("Ngày tiêm").fill(today());
  await page.getByRole("button", { name: "Lên kế hoạch" }).click();
  await expect(page.getByRole("status")).toContainText("Đã lên kế hoạch");
  await expectReadable(page);
  const session = page.url().replace(/\?.*/, "");

  await page.getByRole("link", { name: "Thêm hoặc sửa lô vắc xin" }).click();
  const lot = async (name: string, number: string) => {
    await page.getByLabel("Tên vắc xin").fill(name);
    await page.getByLabel("Số lô").fill(number);
    await page.getByLabel("Hạn dùng").fill("31/12/2028");
    await page.getByLabel("Số liều mang theo").fill("2");
    await page.getByRole("button", { name: "Ghi lô này" }).click();
  };
  await lot("Vắc xin chưa ai biết", "P26021");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Sổ chưa biết vắc xin này");
  await expectReadable(page);
  await lot("Td", "TD26021");
  await expect(page.getByRole("status")).toContainText("Đã ghi lô vắc xin.");
  await expect(page.getByRole("row", { name: /Td TD26021 31\/12\/2028 2 trên 2/ })).toBeVisible();

  await openList(page, "Chậm lịch");
  await expectReadable(page);
  const first = page.getByRole("table", { name: "Chậm lịch" }).getByRole("checkbox").first();
  const name = ((await first.getAttribute("aria-label")) ?? "").replace("Chọn ", "");
  await page.getByRole("button", { name: "Mời người đã chọn" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chưa chọn ai");
  await first.check();
  await page.getByRole("button", { name: "Mời người đã chọn" }).click();
  await expect(page.getByRole("status")).toContainText("Đã mời 1 người.");
  await page.getByRole("link", { name: "Bản in" }).click();
  await expectReadable(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    (async () => {
      await openList(page, "Chậm lịch");
      await page.getByRole("link", { name: "Tải tệp Excel" }).click();
    })(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^tiem-chung-overdue-.*\.xlsx$/);
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expectReadable(page);

  await page.goto(session);
  await page
    .getByRole("row", { name: new RegExp(name) })
    .getByRole("button", { name: "Đã đến" })
    .click();
  await expect(page.getByRole("status")).toContainText("Đã tiếp đón.");
  await expectReadable(page);
  await page.goto(session);
  await page.getByLabel("Số định danh, thẻ BHYT hoặc mã QR").fill("không rõ");
  await page.getByRole("button", { name: "Tìm và tiếp đón" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Đây không phải số định danh");
  await page.getByLabel("Số định danh, thẻ BHYT hoặc mã QR").fill(who.personalId);
  await page.getByRole("button", { name: "Tìm và tiếp đón" }).click();
  await expect(page.getByRole("status")).toContainText("Đã tiếp đón.");
  await page.getByRole("radio", { name: "Hoãn tiêm" }).check();
  await page.getByRole("button", { name: "Ghi kết quả sàng lọc" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Ghi lý do");
  await page.getByRole("radio", { name: "Đủ điều kiện tiêm hôm nay" }).check();
  await page.getByRole("button", { name: "Ghi kết quả sàng lọc" }).click();
  await expectReadable(page);
  await page.getByLabel("Vị trí tiêm").selectOption("bắp tay trái");
  await page.getByRole("button", { name: "Ghi mũi tiêm" }).click();
  await expect(page.getByRole("status")).toContainText("Mũi đã có trong sổ.");
  await expect(section(page, "Theo dõi sau tiêm")).toContainText("Theo dõi 30 phút, đến");
  await expectReadable(page);

  await phone.goto("/vaccination");
  const dose = phone.getByRole("row", { name: /Td.*Lô TD26021/ });
  await expect(dose).toBeVisible();
  await dose.getByRole("link").click();
  await phone.getByRole("link", { name: "Báo phản ứng sau tiêm" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "Báo phản ứng sau tiêm" })).toBeVisible();
  await expectReadable(phone);
  await phone.goto("/consent/access-log");
  await expect(phone.getByText(/xem tiêm chủng, để tiêm chủng/).first()).toBeVisible();
  await expect(phone.getByRole("heading", { name: "Danh sách của trạm có tên bạn" })).toBeVisible();
  await expectReadable(phone);

  await page.getByRole("radio", { name: "Ổn, cho về" }).check();
  await page.getByRole("button", { name: "Kết thúc theo dõi" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chưa hết 30 phút.");
  await page.getByText("Rút mũi ghi nhầm").click();
  await page.getByLabel("Vì sao rút").fill("Ghi nhầm người");
  await page.getByRole("button", { name: "Rút mũi này" }).click();
  await expect(page.getByRole("status")).toContainText("Đã rút mũi tiêm.");
  await phone.goto("/vaccination");
  await expect(phone.getByRole("row", { name: /Đã rút.*Td/ })).toBeVisible();

  await page.goto(`${session}/unnumbered`);
  await page.getByLabel("Họ tên trẻ").fill("Con bà Lê Thị Chưa Có Số");
  await page.getByLabel("Ngày sinh").fill(today());
  await page.getByRole("radio", { name: "Nữ" }).check();
  await expectReadable(page);
  await page.getByRole("button", { name: "Tiếp đón" }).click();
  await expect(page.getByRole("complementary")).toContainText("Chưa biết trẻ là ai trong sổ");
  await page.goto(`${session}/print`);
  await expectReadable(page);
  await page.goto(session);
  await expect(page.getByRole("row", { name: /Td TD26021 31\/12\/2028 2 trên 2/ })).toBeVisible();
  await page.getByRole("link", { name: "Hủy buổi tiêm" }).click();
  await expectReadable(page);
  await page.getByLabel("Vì sao hủy").fill("Mưa lũ");
  await page.getByRole("button", { name: "Hủy buổi tiêm" }).click();
  await expect(page.getByRole("status")).toContainText("Đã hủy buổi tiêm");
  await expect(page.getByRole("main")).toContainText("đã hủy buổi này: Mưa lũ");

  const clinic = await anotherPhone();
  await signInAtDesk(clinic, "/clinic", "dd.duyen");
  await clinic.goto("/clinic/vaccination");
  await expect(clinic.getByText("Chỉ trạm y tế xã có danh sách tiêm chủng của xã.")).toBeVisible();
});
