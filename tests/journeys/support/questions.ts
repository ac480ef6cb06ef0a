import { expect, type Page } from "@playwright/test";
import { expectReadable } from "./reading.ts";

export const onward = (page: Page) => page.getByRole("button", { name: "Tiếp tục" }).click();
export const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** What is asked of whoever asks a doctor, one page after the other; answers the address of the case. */
export async function askDoctor(
  page: Page,
  o: { facilityCode: string; trouble: string; parts: readonly string[]; look?: boolean },
): Promise<string> {
  const look = async () => (o.look ? expectReadable(page) : undefined);
  await page.goto("/teleconsult/new");
  await expect(title(page, "Có dấu hiệu nào dưới đây không?")).toBeVisible();
  await look();
  await page.getByRole("checkbox", { name: "Không có dấu hiệu nào" }).check();
  await onward(page);
  await page.getByLabel("Kể bằng lời của mình").fill(o.trouble);
  await look();
  await onward(page);
  await page.getByLabel("Chỗ khó chịu").fill("bụng trên");
  await look();
  await onward(page);
  await page.getByRole("checkbox", { name: "Tôi không nhớ" }).check();
  await onward(page);
  await page.getByRole("radio", { name: /^Vừa/ }).check();
  await look();
  await onward(page);
  await expect(title(page, /ảnh hay giấy tờ/)).toBeVisible();
  await look();
  await page.getByRole("button", { name: "Không gửi ảnh" }).click();
  for (const part of o.parts) await page.getByRole("checkbox", { name: part, exact: true }).check();
  await look();
  await onward(page);
  await expect(title(page, "Hỏi ai?")).toBeVisible();
  await look();
  await page.locator(`input[name=who][value="${o.facilityCode}"]`).check();
  await onward(page);
  await page.getByRole("radio", { name: /^Nhắn chữ/ }).check();
  await look();
  await onward(page);
  await expect(title(page, "Kiểm tra trước khi gửi")).toBeVisible();
  await look();
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  await expect(page.getByRole("status")).toContainText("Đã gửi câu hỏi.");
  return new URL(page.url()).pathname;
}
