import { mau } from "../support/people.ts";
import { expectNoSidewaysScroll, section } from "../support/reading.ts";
import { expectBookOf, expectNoBook, expectSignedOut, signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test.use({ javaScriptEnabled: false });

test("without scripts the book reads, changes its look and closes", async ({ page }) => {
  await test.step("the welcome page in the other language and back", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("button", { name: "VNeID" })).toBeVisible();
    await page.getByRole("button", { name: "Tiếng Việt" }).click();
    await expectSignedOut(page);
  });

  await test.step("sign-in, cover, visits and visit", async () => {
    await signInAs(page, mau);
    await expectBookOf(page, mau);
    await page.getByRole("link", { name: /^Lần khám/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Lần khám" })).toBeVisible();
    await page.getByRole("link", { name: /^Nằm viện từ/ }).click();
    await expect(section(page, "Chẩn đoán")).toContainText("Viêm phổi, không đặc hiệu");
    await expect(section(page, "Chi phí")).toContainText("863.730 đ");
    await page.getByRole("link", { name: "Chi phí", exact: true }).click();
    await expect(page).toHaveURL(/#cost$/);
  });

  await test.step("large letters, dark paper and English", async () => {
    await page.goto("/me");
    await page.getByRole("link", { name: "Cỡ chữ, màu, ngôn ngữ" }).click();
    await page.getByRole("radio", { name: "To", exact: true }).check();
    await page.getByRole("radio", { name: "Tối", exact: true }).check();
    await page.getByRole("radio", { name: "English", exact: true }).check();
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    const html = page.locator("html");
    await expect(html).toHaveAttribute("lang", "en");
    await expect(html).toHaveAttribute("data-theme", "dark");
    await expect(html).toHaveAttribute("data-text", "large");
    await page.getByRole("radio", { name: "Tiếng Việt", exact: true }).check();
    await page.locator('form:has([name="theme"]) button').click();
    await expect(html).toHaveAttribute("lang", "vi");
    await expect(html).toHaveAttribute("data-theme", "dark");
  });

  await test.step("every other page", async () => {
    for (const [address, title] of [
      ["/me", "Của tôi"],
      ["/me/look", "Cỡ chữ, màu, ngôn ngữ"],
      ["/me/identity", "Thông tin của tôi"],
      ["/consent/access-log", "Ai đã mở sổ của tôi"],
      ["/booking", "Lịch khám"],
      ["/booking/new/why", "Bạn muốn khám vì sao?"],
      ["/booking/new/where", "Bạn muốn khám ở đâu?"],
      ["/status", "Tình trạng hôm nay"],
      ["/help", "Trợ giúp"],
      ["/emergency-card/choose", "Chọn điều ghi trên thẻ"],
      ["/me/offline", "Xem khi không có mạng"],
      ["/me/install", "Để sổ trên màn hình chính"],
      ["/share", "Thêm giấy vào sổ"],
      ["/nowhere", "Không có trang này trong sổ"],
      ["/record/encounters/00000000-0000-4000-8000-000000000000", "Không có trang này trong sổ"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });

  await test.step("a slip is asked again where the reader begins, with what was typed", async () => {
    await page.goto("/record/measurements/blood-pressure/new");
    await page.getByLabel("Số trên").fill("1200");
    await page.getByLabel("Số dưới").fill("80");
    await page.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(page.getByRole("alert").and(page.locator(":focus"))).toContainText("từ 50 đến 300");
    await expect(page.getByLabel("Số dưới")).toHaveValue("80");
  });

  await page.goto("/me");
  await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
  await expectSignedOut(page);
  await expectNoBook(page);
});
