import { openVisit, stay } from "../support/book.ts";
import { mau } from "../support/people.ts";
import { type Memory, memoryOf, openUnderWorker, withWorker } from "../support/phone-memory.ts";
import { expectReadable, section } from "../support/reading.ts";
import { expectBookOf, signInAs, signOut } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test.use(withWorker);

const PIN = "135790";
const personal = [mau.name, mau.personalId, "DN4515100000001", "Theo dõi viêm phổi", "J18.9", "863.730"];

function expectNothingPersonal({ texts, kept, storage }: Memory) {
  const all = [...texts, ...kept, ...storage].join("\n").toLocaleLowerCase("vi");
  for (const words of personal) expect(all.includes(words.toLocaleLowerCase("vi")), words).toBe(false);
}

test("after a walk through the book the phone holds its shell and nothing about a person but, closed, the copy that they asked for", async ({
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
    /^\/(_next\/static\/.+\.(js|css|woff2)|offline|offline-copy(\.js)?|verify-offline|verify\.js|icons\/mark\.svg|reader|\.well-known\/jwks\.json)$/;
  expect(memory.addresses.filter((address) => !shell.test(address))).toEqual([]);
  expect(memory.databases).toEqual([]);
  expectNothingPersonal(memory);

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

  await test.step("a copy is kept when its owner asks for it, and nobody reads it in what the phone stores", async () => {
    await page.goto("/me");
    await page.getByRole("link", { name: "Xem khi không có mạng" }).click();
    await expect(page.getByRole("link", { name: "Cất vào máy này" })).toBeVisible();
    await expectReadable(page);
    await page.getByRole("link", { name: "Cất vào máy này" }).click();
    const keep = async (pin: string) => {
      await page.getByLabel("Mã PIN", { exact: true }).fill(pin);
      await page.getByLabel("Nhập lại mã PIN").fill(pin);
      await page.getByRole("button", { name: "Cất vào máy này" }).click();
    };
    await keep("123456");
    await expect(page.getByText("Mã này dễ đoán.")).toBeVisible();
    await expectReadable(page);
    await keep(PIN);
    await expect(page.getByRole("heading", { name: "Đã cất vào máy này" })).toBeVisible();
    await expect(section(page, "Máy đang giữ bản cất")).toContainText("Cập nhật lúc");
    const closed = await memoryOf(page);
    expect(closed.databases).toEqual(["book-device"]);
    expect(closed.kept).toContain("key false");
    expectNothingPersonal(closed);
  });

  await test.step("without a network it opens by its PIN alone, and closes again", async () => {
    await context.setOffline(true);
    await page.goto("/");
    await page.getByRole("link", { name: "Bản cất trong máy này" }).click();
    const open = async (pin: string) => {
      await page.getByLabel("Mã PIN 6 số").fill(pin);
      await page.getByRole("button", { name: "Mở bản cất" }).click();
    };
    await expect(page.getByText(mau.name)).toHaveCount(0);
    await open("024680");
    await expect(page.getByRole("status")).toContainText("Mã PIN chưa đúng. Còn 7 lần");
    await expectReadable(page);
    await open(PIN);
    await expect(page.getByRole("heading", { level: 3, name: mau.name })).toBeVisible();
    for (const part of ["Dị ứng", "Thuốc", "Lịch khám", "Chứng nhận tiêm chủng"])
      await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
    await expectReadable(page);
    await page.getByRole("button", { name: "Khóa lại" }).click();
    await expect(page.getByRole("button", { name: "Mở bản cất" })).toBeVisible();
    await expect(page.getByText(mau.name)).toHaveCount(0);
    await context.setOffline(false);
  });

  await test.step("it is made anew while its owner reads the book, without its PIN and in their language", async () => {
    await context.addCookies([
      { name: "lang", value: "en", url: page.url() },
      { name: "theme", value: "dark", url: page.url() },
    ]);
    const made = page
      .context()
      .waitForEvent("response", (answer) => answer.url().endsWith("/me/offline/sheet"));
    await page.goto("/");
    expect((await made).status()).toBe(200);
    await context.setOffline(true);
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.goto("/offline-copy");
    await page.getByLabel("PIN of 6 digits").fill(PIN);
    await page.getByRole("button", { name: "Open the copy" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Allergies" })).toBeVisible();
    expectNothingPersonal(await memoryOf(page));
    await context.setOffline(false);
    await context.clearCookies({ name: "lang" });
    await context.clearCookies({ name: "theme" });
    await page.goto("/");
  });

  await test.step("two tabs have their tries together, and without locks of the browser too", async () => {
    const tabs = [page, await context.newPage(), await context.newPage()];
    for (const tab of tabs) {
      await tab.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
      await tab.goto("/offline-copy");
      await tab.getByLabel("Mã PIN 6 số").fill("024680");
    }
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Mở bản cất" }).click()));
    const said = tabs.map((tab) =>
      tab.getByRole("status").filter({ hasText: "Mã PIN chưa đúng" }).textContent(),
    );
    expect((await Promise.all(said)).map((text) => /Còn (\d)/.exec(text ?? "")?.[1]).sort()).toEqual([
      "5",
      "6",
      "7",
    ]);
    for (const tab of tabs.slice(1)) await tab.close();
  });

  await test.step("a new version waits until it is taken, and says first what would be lost", async () => {
    await page.goto("/me/look");
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

  await test.step("signing out takes it along", async () => {
    await signOut(page);
    await expect.poll(async () => (await memoryOf(page)).databases).toEqual([]);
  });
});
