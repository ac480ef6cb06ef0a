import { mauDon } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { signInAs, signOut } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a private visit is closed whole, opened by a question, closed again, and by signing out", async ({
  page,
}) => {
  await signInAs(page, mauDon);
  await expect(page.getByText("Bệnh HIV")).toHaveCount(0);
  await page.goto("/record");
  await expect(page.getByRole("link", { name: "Lượt khám riêng tư" })).toHaveCount(2);
  await expect(page.getByText("trầm cảm")).toHaveCount(0);
  await page.getByRole("link", { name: "Lượt khám riêng tư" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Mở lượt khám riêng tư?" })).toBeVisible();
  await expectReadable(page);
  const question = page.url();
  await page.getByRole("button", { name: "Mở lượt khám này" }).click();
  await expect(page.getByText("Lượt khám riêng tư, đang mở")).toBeVisible();
  await expect(page.getByText("Bệnh HIV, đang điều trị ổn định")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Đóng lại" }).click();
  await expect(page.getByRole("link", { name: "Lượt khám riêng tư" })).toHaveCount(2);
  // The address of the visit itself leads back to the question.
  await page.goto(question.replace("/private/", "/encounters/"));
  await expect(page).toHaveURL(question);
  await page.getByRole("button", { name: "Mở lượt khám này" }).click();
  await expect(page.getByText("Lượt khám riêng tư, đang mở")).toBeVisible();
  await signOut(page);
  await signInAs(page, mauDon, "/record");
  await page.goto("/record");
  await expect(page.getByRole("link", { name: "Lượt khám riêng tư" })).toHaveCount(2);
  await page.goto("/consent/access-log");
  await expect(page.getByText("một lượt khám riêng tư").first()).toBeVisible();
});
