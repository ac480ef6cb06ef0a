import { mau, namSinh } from "../support/people.ts";
import { putToken, tokenOf } from "../support/sessions.ts";
import { expectBookOf, expectNoBook, goToVneid, nameOneself, signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("on a shared phone the second one to sign in has their own book, and the first one is out", async ({
  page,
  context,
  anotherPhone,
}) => {
  await signInAs(page, mau);
  await expectBookOf(page, mau);
  const first = await tokenOf(context, "citizen");

  await goToVneid(page);
  await nameOneself(page, namSinh);
  await expectBookOf(page, namSinh);
  await page.goto("/record");
  await expect(page.getByRole("main")).toContainText("Khám ngày 06/07/2026");
  await expect(page.getByRole("main")).not.toContainText("Nằm viện");
  expect(await tokenOf(context, "citizen")).not.toBe(first);

  const elsewhere = await anotherPhone();
  await putToken(elsewhere.context(), "citizen", first);
  await expectNoBook(elsewhere);
});
