import { expectKeyboardReaches } from "../support/keyboard.ts";
import { expectReadable, section } from "../support/reading.ts";
import { expectNoBook, signInAtDesk, signOutOfDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("the health authority sees what was refused and who has sent, and no book", async ({ page }) => {
  await signInAtDesk(page, "/authority", "syt.lan");
  await expect(page.getByRole("heading", { level: 1, name: "Nguyễn Thị Lan" })).toBeVisible();
  await expect(section(page, "Cơ sở gửi hồ sơ")).toContainText("Trung tâm Y tế Bình Sơn");
  await expect(section(page, "Cơ sở gửi hồ sơ")).toContainText("Trạm Y tế xã Bình Minh");
  await expect(section(page, "Lượt bị từ chối gần đây")).toContainText("Không sổ nào được mở.");
  await expectReadable(page);
  await expectKeyboardReaches(page);
  await expectNoBook(page);

  await page.goto("/clinic");
  await expect(page.getByRole("heading", { name: "Tài khoản này không vào bàn này" })).toBeVisible();
  await expectReadable(page);
  await page.goto("/authority");
  await signOutOfDesk(page);
  await page.goto("/authority");
  await expect(page).toHaveURL(/\/sign-in\/staff\?next=%2Fauthority$/);
});

test("staff who are not from the authority see no refusal by asking for its desk", async ({ page }) => {
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  const answer = await page.request.get("/authority");
  expect(await answer.text()).not.toContain("Lượt bị từ chối");
});
