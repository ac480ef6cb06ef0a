import fs from "node:fs";
import path from "node:path";
import { expectReadable } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** The first of the invented residents that this book began with. */
function someResident() {
  const dataDir = path.dirname(process.env.READY_FILE ?? "");
  const list = fs.readFileSync(path.join(dataDir, "sample-population/people.txt"), "utf8");
  const [personalId = "", name = ""] = list.split("\n")[0]?.split("\t") ?? [];
  return { personalId, name };
}

test("a resident of the sample population signs in by typing the number, and finds their visits", async ({
  page,
}) => {
  const resident = someResident();
  expect(resident.personalId).toMatch(/^\d{12}$/);
  await signInAs(page, resident);
  await expect(page.getByRole("main")).toContainText(resident.name);
  await expectReadable(page);
  await page.goto("/record");
  await expect(page.getByRole("link", { name: /Khám ngày \d\d\/\d\d\/202\d/ }).first()).toBeVisible();
  await expectReadable(page);
});
