import { addressOfOnlyVisit, countedOpenings } from "../support/book.ts";
import { refusalsSeenBySyt } from "../support/desk.ts";
import { mau, viDu } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { expectBookOf, expectNoBook, signInAs, signInAtDesk, signOutEverywhere } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("the log tells every opening in words, and a part opened twice only once", async ({ page }) => {
  await signInAs(page, viDu);
  const visit = await addressOfOnlyVisit(page);
  await page.goto(visit);
  const before = await countedOpenings(page);
  for (const again of ["/", "/record", visit, visit, "/consent/access-log"]) await page.goto(again);
  expect(await countedOpenings(page)).toBe(before);

  await page.goto("/me");
  expect(await countedOpenings(page)).toBe(before + 1);
  await expect(page.getByRole("listitem").filter({ hasText: "Chính bạn" }).first()).toContainText(
    /xem .*thông tin cá nhân.*một lần khám.*danh sách lần khám.*, để đọc sổ của mình\.\s*Trên một thiết bị của bạn/s,
  );
  await expect(page.getByText("Không ai sửa hay xóa được dòng nào.")).toBeVisible();
  await expectReadable(page);
});

test("a person ends the session of one other device, and no one else's", async ({ page, anotherPhone }) => {
  await signInAs(page, viDu);
  await signOutEverywhere(page);
  await signInAs(page, viDu);
  const lost = await anotherPhone();
  await signInAs(lost, viDu);
  const stranger = await anotherPhone();
  await signInAs(stranger, mau);
  const strangersTablet = await anotherPhone();
  await signInAs(strangersTablet, mau);
  const desk = await anotherPhone();
  await signInAtDesk(desk, "/authority", "syt.lan");
  const asked = () => refusalsSeenBySyt(desk, "Hỏi một trang không thuộc sổ của mình", viDu.name);
  const before = await asked();

  await page.goto("/me");
  const devices = section(page, "Nơi đang mở sổ").getByRole("listitem");
  await expect(devices).toHaveCount(2);
  await expect(devices.filter({ hasText: "Máy này" })).toHaveCount(1);
  await expect(devices.filter({ hasText: "Máy này" }).getByRole("button")).toHaveCount(0);
  await expectReadable(page);

  await test.step("the form of hers with the session of another person in it ends nothing", async () => {
    await stranger.goto("/me");
    const foreign = await stranger.locator('input[name="sessionId"]').first().inputValue();
    await page
      .locator('input[name="sessionId"]')
      .evaluate((field, id) => field.setAttribute("value", id), foreign);
    await page.getByRole("button", { name: "Đăng xuất máy kia" }).click();
    await expect(page.getByRole("status")).toContainText("Máy đó đã ra khỏi sổ từ trước.");
    await expectBookOf(stranger, mau);
    await expectBookOf(strangersTablet, mau);
    await expectBookOf(lost, viDu);
    expect(await asked()).toBe(before + 1);
  });

  await page.goto("/me");
  await page.getByRole("button", { name: "Đăng xuất máy kia" }).click();
  await expect(page.getByRole("status")).toContainText("Đã đăng xuất máy kia.");
  await expect(devices).toHaveCount(1);
  await expectNoBook(lost);
  await expectBookOf(page, viDu);
});

test("signed out everywhere, the other phone is out at its next page", async ({ page, anotherPhone }) => {
  await signInAs(page, viDu);
  const lost = await anotherPhone();
  await signInAs(lost, viDu);
  await lost.goto("/me/look");
  await signOutEverywhere(page);

  await lost.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(lost).toHaveURL(/\/sign-in/);
  await expectNoBook(lost);
  await expectNoBook(page);
});
