import { expectReadable } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a resident of the sample population signs in by typing the number, and finds their visits", async ({
  page,
}) => {
  const somebody = resident(0);
  expect(somebody.personalId).toMatch(/^\d{12}$/);
  await signInAs(page, somebody);
  await expect(page.getByRole("main")).toContainText(somebody.name);
  await expectReadable(page);
  await page.goto("/record");
  await expect(page.getByRole("link", { name: /Khám ngày \d\d\/\d\d\/202\d/ }).first()).toBeVisible();
  await expectReadable(page);
});
