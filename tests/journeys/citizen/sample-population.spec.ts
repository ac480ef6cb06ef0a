import { expectReadable } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a resident of the sample population signs in by typing the number, and finds their visits", async ({
  page,
}) => {
  const person = resident(0);
  expect(person.personalId).toMatch(/^\d{12}$/);
  await signInAs(page, person);
  await expect(page.getByRole("main")).toContainText(person.name);
  await expectReadable(page);
  await page.goto("/record");
  await expect(page.getByRole("link", { name: /Khám ngày \d\d\/\d\d\/202\d/ }).first()).toBeVisible();
  await expectReadable(page);
});
