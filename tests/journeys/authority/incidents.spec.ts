import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { tellPerson } from "../support/tell.ts";
import { expect, test } from "../support/test.ts";

/** What the browser's own field wants, `minutes` from now, in Bình Sơn. */
const local = (minutes: number) =>
  new Date(Date.now() + 7 * 3_600_000 + minutes * 60_000).toISOString().slice(0, 16);

test("an incident is registered, its people are found and told, and it is closed", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const person = resident(10);
  const hers = await anotherPhone({ viewport: { width: 360, height: 800 } });
  await signInAs(hers, person);
  await signInAtDesk(await anotherPhone(), "/clinic", "dd.duyen");
  tellPerson(person, { openedBy: "dd.duyen" });
  await signInAtDesk(page, "/authority", "syt.minh");

  await test.step("what is wrong is said, and nothing typed is lost", async () => {
    await page.getByRole("link", { name: "Sự cố" }).click();
    await expectReadable(page);
    await page.getByRole("link", { name: "Ghi sự cố" }).click();
    await page.getByLabel("Chuyện gì xảy ra").fill("Tài khoản bị lộ mật khẩu");
    await page.getByLabel("Biết lúc").fill(local(-1));
    await page.getByLabel("Xảy ra từ").fill(local(-30));
    await page.getByLabel("Đến", { exact: true }).fill(local(1));
    await page.getByRole("radio", { name: "Một tài khoản nhân viên" }).check();
    await page.getByLabel("Mã cơ sở hoặc tên đăng nhập").fill("khong.co");
    await page.getByRole("button", { name: /^Ghi sự cố/ }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Không có tài khoản mang tên này.");
    await expect(page.getByLabel("Chuyện gì xảy ra")).toHaveValue("Tài khoản bị lộ mật khẩu");
    await expectReadable(page);
    await page.getByLabel("Mã cơ sở hoặc tên đăng nhập").fill("dd.duyen");
    await page.getByRole("button", { name: /^Ghi sự cố/ }).click();
  });

  await test.step("the clock runs, and the list names whose book was opened", async () => {
    await expect(page.getByText(/^Còn 7[12] giờ$/)).toBeVisible();
    await expect(
      section(page, "Người bị ảnh hưởng").getByRole("row").filter({ hasText: person.name }),
    ).toContainText("chưa báo");
    await expectReadable(page);
    const file = await page.request.get(`${page.url()}/affected`);
    expect(file.headers()["content-type"]).toContain("text/csv");
    expect(await file.text()).toContain(person.name);
    expect((await hers.request.get(`${page.url()}/affected`)).status()).toBe(404);
  });

  await test.step("it is not closed before everybody knows", async () => {
    await page.getByLabel("Đã làm gì").fill("Đã khóa tài khoản");
    await page.getByRole("button", { name: "Đóng sự cố" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Còn người chưa được báo.");
    await page.getByLabel("Số công văn hoặc mã tiếp nhận").fill("12/BC");
    await page.getByRole("button", { name: "Ghi đã báo" }).click();
    await expect(page.getByText("Đã báo đúng hạn")).toBeVisible();
    await page.getByLabel("Nội dung báo").fill("Một tài khoản nhân viên bị lộ. Bạn xem lại ai đã mở sổ.");
    // A journey beside this one may have opened one more book with the same account.
    await page.getByRole("button", { name: /^Báo cho \d+ người$/ }).click();
    await expect(page.getByRole("status")).toContainText("Đã báo cho người dân.");
  });

  await test.step("she reads it", async () => {
    await hers.goto("/messages");
    await hers.getByRole("link", { name: "Có sự cố liên quan đến sổ của bạn" }).click();
    await hers.getByRole("link", { name: "Xem chi tiết" }).click();
    await expect(hers.getByText("Một tài khoản nhân viên bị lộ. Bạn xem lại ai đã mở sổ.")).toBeVisible();
    await expectReadable(hers);
  });

  await page.reload();
  await page.getByLabel("Đã làm gì").fill("Đã khóa tài khoản");
  await page.getByRole("button", { name: "Đóng sự cố" }).click();
  await expect(section(page, "Đóng sự cố")).toContainText("Đã khóa tài khoản");
});
