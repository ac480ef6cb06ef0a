import { thiDu } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { play } from "../support/scenarios.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test.afterEach(() => play("bhxh", "normal"));

test("a card is looked up: what differs, who mends it, and what stands while the insurance is away", async ({
  page,
}) => {
  await signInAs(page, thiDu);
  await page.goto("/insurance");
  await expect(page.getByText("Sổ chưa tra thẻ này")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Kiểm tra thẻ ngay" }).click();
  await expect(page.getByText("Ngày sinh trên thẻ khác ngày sinh của bạn ở VNeID.")).toBeVisible();
  await expect(page.getByText("Cơ quan bảo hiểm xã hội sửa thẻ.")).toBeVisible();
  await expect(page.getByText(/^Kiểm tra lúc /)).toBeVisible();
  await expectReadable(page);
  await play("bhxh", "valid");
  await page.getByRole("button", { name: "Kiểm tra thẻ ngay" }).click();
  await expect(page.getByText("Thẻ còn dùng được.")).toBeVisible();
  await play("bhxh", "down");
  await page.getByRole("button", { name: "Kiểm tra thẻ ngay" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "Thẻ ở trên vẫn đúng như bạn đưa ở lần khám gần nhất.",
  );
  await expectReadable(page);
  await expect(page.getByText("Thẻ còn dùng được.")).toBeVisible();
  await page.goto("/status");
  await expect(page.getByText("Tra thẻ bảo hiểm y tế")).toBeVisible();
});
