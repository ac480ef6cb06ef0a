import { openVisit } from "../support/book.ts";
import { moi, namSinh, thiDu, tramAnh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("an empty book says why it is empty, what to do, and who has sent", async ({ page }) => {
  await signInAs(page, moi);
  const cover = page.getByRole("main");
  await expect(cover).toContainText(`Sổ của ${moi.name} chưa có lần khám nào`);
  await expect(cover).toContainText("Chưa nơi khám nào gửi về sổ một lần khám mang số định danh này.");
  await expect(cover).toContainText("đưa căn cước để nơi khám ghi đúng số định danh");
  await expect(cover).toContainText("Đã khám mà chưa thấy? Hỏi nơi khám");
  const senders = section(page, "Nơi nào đã gửi hồ sơ");
  await expect(senders).toContainText("Trung tâm Y tế Bình Sơn");
  await expect(senders).toContainText("Trạm Y tế xã Bình Minh");
  await expect(senders).toContainText(/gửi lần cuối \d+:\d\d ngày/);
  await expectReadable(page);

  await page.goto("/record");
  await expect(page.getByRole("main")).toContainText(`${moi.name} chưa có lần khám nào`);
  await expectReadable(page);
  await page.goto("/me/identity");
  await expect(page.getByText("Chưa có hồ sơ khám nào. Thông tin này lấy từ VNeID.")).toBeVisible();
  await expectReadable(page);
});

test("where VNeID and a facility differ, the book names the field and who can mend it", async ({ page }) => {
  await signInAs(page, thiDu);
  await expect(page.getByRole("heading", { name: "Có thông tin chưa khớp với VNeID" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Xem mục nào, ai sửa được" }).click();

  await expect(page.getByRole("heading", { name: "Ngày sinh trong hồ sơ khác với VNeID" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "trong hồ sơ khác với VNeID" })).toHaveCount(1);
  const main = page.getByRole("main");
  await expect(main).toContainText("Hồ sơ do Trạm Y tế xã Bình Minh gửi.");
  await expect(main).toContainText("cơ sở này sửa rồi gửi lại. Nếu VNeID sai, cơ quan công an sửa.");
  const row = page.getByRole("row").filter({ hasText: "Ngày sinh" });
  await expect(row).toContainText("Khác nhau");
  await expect(row).toContainText("04/03/1962");
  await expect(row).toContainText("14/03/1962");
  await expectReadable(page);

  await openVisit(page, "Khám ngày 12/05/2026");
  await expect(section(page, "Chẩn đoán")).toContainText("Viêm mũi họng cấp");
});

test("a very long name fits, also in large letters", async ({ page }) => {
  await signInAs(page, tramAnh);
  await page.goto("/me/look");
  await page.getByRole("radio", { name: "To" }).check();
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-text", "large");
  for (const address of ["/", "/record", "/me", "/me/identity", "/me/install", "/consent/access-log"]) {
    await page.goto(address);
    await expectReadable(page);
  }
  await openVisit(page, "Khám ngày 17/06/2026");
  await expect(section(page, "Thuốc")).toContainText("viên nén bao phim giải phóng kéo dài");
  await expect(section(page, "Chẩn đoán").getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("Khám lại theo hẹn, mang theo đơn thuốc này.")).toBeVisible();
  await expectReadable(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectReadable(page);
});

test("of a birth date only what is known is said", async ({ page }) => {
  await signInAs(page, namSinh);
  await expect(page.getByRole("main")).toContainText(/Năm sinh\s*1949/);
  await expect(page.getByText("Có thông tin chưa khớp với VNeID")).toHaveCount(0);
  await expectReadable(page);
  await page.goto("/me/identity");
  await expect(page.getByRole("row").filter({ hasText: "Ngày sinh" })).toContainText(/1949\s*1949/);
  await expect(page.getByText("Tên, ngày sinh và giới tính trong hồ sơ đều như VNeID.")).toBeVisible();
});
