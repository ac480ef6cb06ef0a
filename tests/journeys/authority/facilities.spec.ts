import type { Page } from "@playwright/test";
import { expectReadable, section } from "../support/reading.ts";
import { signInAtDesk } from "../support/sign-in.ts";
import { bookUrl } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

/** A code that no other run has used. */
const aCode = () => `Z${String(Date.now() % 10_000).padStart(4, "0")}`;

async function register(page: Page, code: string, name: string): Promise<void> {
  await page.goto("/authority/facilities");
  await page.getByRole("link", { name: "Thêm cơ sở" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Thêm cơ sở" })).toBeVisible();
  await page.getByLabel("Mã cơ sở").fill(code);
  await page.getByLabel("Tên", { exact: true }).fill(name);
  await page.getByRole("radio", { name: "Ban đầu" }).check();
  await page.getByLabel("Xã, phường").selectOption({ label: "Xã Bình Minh" });
  await page.getByRole("button", { name: "Thêm cơ sở này" }).click();
}

async function issueKey(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Cấp khóa mới" }).click();
  await expect(page.getByText("Khóa hiện ra một lần duy nhất.")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Tạo khóa mới" }).click();
  const key = page.getByText(/^bskey_[\w-]{43}$/);
  await expect(key).toBeVisible();
  return (await key.textContent()) ?? "";
}

/** What a facility's system is answered for a file that holds nothing. */
const statusOf = async (page: Page, key: string): Promise<number> => {
  const headers = { authorization: `Bearer ${key}` };
  return (await page.request.post(`${bookUrl}/api/warehouse/claims`, { headers, data: "<HOSO/>" })).status();
};

for (const javaScriptEnabled of [true, false])
  test(`an officer enters a facility, corrects it, and gives and takes its keys${javaScriptEnabled ? "" : ", without scripts"}`, async ({
    anotherPhone,
  }) => {
    const page = await anotherPhone({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
    const code = aCode();
    await signInAtDesk(page, "/authority", "syt.lan");
    await page.getByRole("navigation").getByRole("link", { name: "Cơ sở" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Cơ sở" })).toBeVisible();
    if (javaScriptEnabled) await expectReadable(page);

    await register(page, "5", "");
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "Mã cơ sở có đúng năm chữ số hoặc chữ cái",
    );
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Hãy ghi tên cơ sở");
    await expect(page.getByLabel("Mã cơ sở")).toHaveValue("5");
    await expect(page.getByRole("radio", { name: "Ban đầu" })).toBeChecked();
    await expect(page.getByLabel("Xã, phường")).toHaveValue("21085");
    if (javaScriptEnabled) await expectReadable(page);

    await register(page, code, "Trạm Y tế thử");
    await expect(page.getByRole("heading", { level: 1, name: "Trạm Y tế thử" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("status")).toContainText("Đã thêm cơ sở này");
    await register(page, code, "Tên khác");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Mã này đã có cơ sở khác tên.");

    await page.goto(`/authority/facilities/${code}`);
    await page.getByRole("link", { name: "Sửa thông tin" }).click();
    await page.getByLabel("Tên", { exact: true }).fill("Trạm Y tế xã Thử");
    await page.getByRole("button", { name: "Lưu thông tin mới" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Trạm Y tế xã Thử" })).toBeVisible();
    await expect(section(page, "Thay đổi")).toContainText("Tên: Trạm Y tế thử thành Trạm Y tế xã Thử.");

    if (javaScriptEnabled) {
      const key = await issueKey(page);
      expect(page.url()).not.toContain("bskey_");
      await expectReadable(page);
      expect(await statusOf(page, key)).toBe(200);
      await page.goto(`/authority/facilities/${code}`);
      expect(await page.content()).not.toContain(key);
      await expect(section(page, "Khóa gửi hồ sơ")).toContainText("Đang dùng");
      await expectReadable(page);
      await page.getByRole("link", { name: /^Thu hồi khóa số/ }).click();
      await expectReadable(page);
      await page.getByRole("button", { name: "Thu hồi khóa này" }).click();
      await expect(page.getByRole("main").getByRole("status")).toContainText("Đã thu hồi khóa");
      await expect(section(page, "Khóa gửi hồ sơ")).toContainText("Đã thu hồi");
      await expect(section(page, "Thay đổi")).toContainText(/Cấp khóa số \d+\..*/);
      expect(await statusOf(page, key)).toBe(401);
    } else {
      await page.getByRole("link", { name: "Cấp khóa mới" }).click();
      await page.getByRole("button", { name: "Tạo khóa mới" }).click();
      await expect(page.getByText(/^bskey_[\w-]{43}$/)).toBeVisible();
      expect(page.url()).not.toContain("bskey_");
    }
  });

test("staff of a facility see nothing of it", async ({ page }) => {
  await signInAtDesk(page, "/clinic", "bs.vinh");
  for (const path of ["", "/new", "/51000", "/51000/edit", "/51000/keys/new"]) {
    await page.goto(`/authority/facilities${path}`);
    await expect(page.getByRole("heading", { name: "Tài khoản này không vào bàn này" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Thêm|Lưu|Tạo khóa/ })).toHaveCount(0);
  }
});

test("an address that somebody cut short still gives the form", async ({ page }) => {
  await signInAtDesk(page, "/authority", "syt.lan");
  await page.goto("/authority/facilities/new?wrong=fields&facilityCode=5&name=");
  await expect(page.getByLabel("Mã cơ sở")).toHaveValue("5");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Hãy ghi tên cơ sở");
  await page.goto("/authority/facilities/new?wrong=no-such-reason");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chưa lưu được");
});
