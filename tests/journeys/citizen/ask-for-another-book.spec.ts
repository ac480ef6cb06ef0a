import { addressOfOnlyVisit, expectNoSuchPage } from "../support/book.ts";
import { refusalsSeenBySyt } from "../support/desk.ts";
import { thiDu, tramAnh } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const asked = "Hỏi một trang không thuộc sổ của mình";

test("another citizen's visit in the address opens nothing, and only the health authority hears of it", async ({
  page,
  anotherPhone,
}) => {
  const victim = await anotherPhone();
  await signInAs(victim, tramAnh);
  const address = await addressOfOnlyVisit(victim);

  const desk = await anotherPhone();
  await signInAtDesk(desk, "/authority", "syt.lan");
  const before = await refusalsSeenBySyt(desk, asked, thiDu.name);

  await signInAs(page, thiDu);
  await expectNoSuchPage(page, address);
  await expect(page.getByText(tramAnh.name)).toHaveCount(0);
  await expect(page.getByText("Viêm mũi")).toHaveCount(0);
  await expectReadable(page);
  expect(await refusalsSeenBySyt(desk, asked, thiDu.name)).toBe(before + 1);
  await expectReadable(desk);

  await victim.goto("/consent/access-log");
  await expect(victim.getByText("Chính bạn").first()).toBeVisible();
  await expect(victim.getByText(thiDu.name)).toHaveCount(0);
  await victim.goto("/");
  await expect(victim.getByText("Trong 30 ngày qua, ngoài bạn ra chưa ai mở sổ này.")).toBeVisible();
});

test("a visit that nobody has, and what is no visit at all, look the same", async ({ page }) => {
  await signInAs(page, thiDu);
  for (const id of ["00000000-0000-4000-8000-000000000000", "1", "..%2f..%2fme", "%00", "' or 1=1 --"])
    await expectNoSuchPage(page, `/record/encounters/${id}`);
});
