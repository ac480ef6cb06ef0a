import { openVisit, stay } from "../support/book.ts";
import { mau } from "../support/people.ts";
import { memoryOf, openUnderWorker, withWorker } from "../support/phone-memory.ts";
import { expectReadable } from "../support/reading.ts";
import { expectBookOf, signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test.use(withWorker);

test("after a walk through the book the phone holds its shell and nothing about a person", async ({
  page,
  context,
}) => {
  await signInAs(page, mau);
  await openUnderWorker(page);
  for (const address of ["/", "/record", "/me", "/me/identity", "/consent/access-log", "/status", "/help"])
    await page.goto(address);
  await openVisit(page, "Khám ngày 01/06/2021");
  await openVisit(page, stay);
  const visit = page.url();

  const memory = await memoryOf(page);
  expect(memory.addresses).toContain("/offline");
  expect(memory.addresses.length).toBeGreaterThan(10);
  const shell =
    /^\/(_next\/static\/.+\.(js|css|woff2)|offline|verify-offline|verify\.js|icons\/mark\.svg|\.well-known\/jwks\.json)$/;
  expect(memory.addresses.filter((address) => !shell.test(address))).toEqual([]);
  expect(memory.databases).toEqual([]);
  const all = [...memory.texts, ...memory.storage].join("\n").toLocaleLowerCase("vi");
  for (const personal of [
    mau.name,
    mau.personalId,
    "DN4515100000001",
    "Theo dõi viêm phổi",
    "J18.9",
    "863.730",
  ])
    expect(all.includes(personal.toLocaleLowerCase("vi")), personal).toBe(false);

  await test.step("without a network every page says so, and whom to call", async () => {
    await context.setOffline(true);
    for (const address of [visit, "/", "/me"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: "Chưa có mạng" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Cấp cứu: gọi 115" })).toHaveAttribute("href", "tel:115");
      await expect(page.getByText(mau.name)).toHaveCount(0);
    }
    await expectReadable(page);
  });

  await test.step("with the network back, the book is there again", async () => {
    await context.setOffline(false);
    await page.getByRole("link", { name: "Thử nối lại" }).click();
    await expectBookOf(page, mau);
  });

  await test.step("a new version waits until it is taken, and says first what would be lost", async () => {
    await page.goto("/me");
    await page.getByRole("radio", { name: "To", exact: true }).check();
    // The same worker under another address is another one to the browser.
    await page.evaluate(() => navigator.serviceWorker.register("/sw.js?next"));
    await page.getByRole("button", { name: "Tải bản mới" }).click();
    await expect(page.getByText("Chữ bạn vừa viết ở trang này chưa gửi", { exact: false })).toBeVisible();
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).not.toContain("next");
    await expectReadable(page);
    await page.getByRole("button", { name: "Vẫn tải ngay" }).click();
    await page.waitForFunction(() => navigator.serviceWorker.controller?.scriptURL.endsWith("?next"));
  });
});
