import { expectKeyboardReaches } from "../support/keyboard.ts";
import { mau } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import {
  expectBookOf,
  expectNoBook,
  signInAs,
  signInAtDesk,
  signOut,
  signOutOfDesk,
} from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a doctor sees the desk of the own facility, and no book", async ({ page }) => {
  await page.goto("/clinic");
  await expect(page).toHaveURL(/\/sign-in\/staff\?next=%2Fclinic$/);
  await expectReadable(page);
  await signInAtDesk(page, "/clinic", "bs.vinh");
  await expect(page.getByRole("heading", { level: 1, name: "BS. Trần Quốc Vinh" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Cơ sở\s*Trung tâm Y tế Bình Sơn/);
  await expect(section(page, "Hồ sơ cơ sở đã gửi")).toContainText(/lần cuối lúc \d+:\d\d ngày/);
  await expectReadable(page);
  await expectKeyboardReaches(page);
  await expectNoBook(page);
});

test("the station's desk is the station's", async ({ page }) => {
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await expect(page.getByRole("main")).toContainText(/Vai trò\s*Nhân viên trạm y tế/);
  await expect(page.getByRole("main")).toContainText("Trạm Y tế xã Bình Minh");
});

test("an account of a facility does not enter the authority's desk", async ({ page }) => {
  await signInAtDesk(page, "/clinic", "dd.duyen");
  await page.goto("/authority");
  await expect(page.getByRole("heading", { name: "Tài khoản này không vào bàn này" })).toBeVisible();
  await expect(page.getByText("Lượt bị từ chối gần đây")).toHaveCount(0);
  await expectReadable(page);
  await page.getByRole("link", { name: "Đến bàn của cơ sở" }).click();
  await expect(page).toHaveURL(/\/clinic$/);
  // A nurse reads what waits, and is told why she takes none of it.
  await page.goto("/clinic/teleconsult");
  await expect(
    page.getByRole("heading", { name: "Bạn xem được danh sách, chưa nhận được câu hỏi" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /Nhận câu hỏi/ })).toHaveCount(0);
  await expectReadable(page);
});

test("the desk and the book of one person at one computer close each by itself", async ({ page }) => {
  await signInAtDesk(page, "/clinic", "bs.vinh");
  await signInAs(page, mau);
  await page.goto("/clinic");
  await signOutOfDesk(page);
  await page.goto("/clinic");
  await expect(page).toHaveURL(/\/sign-in\/staff\?next=%2Fclinic$/);
  await expectBookOf(page, mau);

  await signInAtDesk(page, "/clinic", "bs.vinh");
  await signOut(page);
  await expectNoBook(page);
  await page.goto("/clinic");
  await expect(page.getByRole("heading", { level: 1, name: /^Chào/ })).toBeVisible();
});
