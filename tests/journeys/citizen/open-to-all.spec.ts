import { signInErrors } from "../../../lib/identity/realms.ts";
import { expectNoSuchPage } from "../support/book.ts";
import { expectReadable, section } from "../support/reading.ts";
import { expectSignedOut } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("what needs no sign-in reads for everybody", async ({ page }) => {
  await page.goto("/");
  await expectSignedOut(page);
  await expect(page.getByText("Bản thử, dữ liệu giả").first()).toBeVisible();
  await expectReadable(page);

  await page.getByRole("link", { name: "Hôm nay máy có chạy tốt không?" }).click();
  await expect(page.getByText("Mọi phần đang chạy tốt.")).toBeVisible();
  await expect(section(page, "Hồ sơ nhận gần đây")).toContainText("Trung tâm Y tế Bình Sơn");
  await expectReadable(page);

  await page.getByRole("link", { name: "Trang chủ" }).click();
  await page.getByRole("link", { name: "Trợ giúp" }).click();
  await expect(page.getByRole("link", { name: "Cấp cứu: gọi 115" })).toHaveAttribute("href", "tel:115");
  await expectReadable(page);

  for (const address of ["/sign-in", "/sign-in/staff", "/sign-in/share", "/offline"]) {
    await page.goto(address);
    await expectReadable(page);
  }
});

test("an address that is none leads to words and not to a blank", async ({ page }) => {
  await expectNoSuchPage(page, "/nowhere");
  await expectReadable(page);
  for (const address of ["/record/nothing", "/me/nobody", "/clinic/nothing", "/.env", "/api/nothing"])
    await expectNoSuchPage(page, address);
  await page.getByRole("link", { name: "Về trang chủ" }).click();
  await expectSignedOut(page);
});

test("the sign-in page says in words why a sign-in did not happen", async ({ page }) => {
  for (const reason of signInErrors) {
    await page.goto(`/sign-in?error=${reason}`);
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert.getByRole("heading")).toBeVisible();
    await expect(alert).not.toContainText("errors.");
    await expectReadable(page);
  }
});

test("the sign-in page repeats nothing that an address tells it", async ({ page }) => {
  await page.goto("/sign-in?error=<b>Gọi 0900000000</b>&error=failed");
  await expect(page.getByText("0900000000")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});
