import { namSinh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const desk = { viewport: { width: 1280, height: 800 } };

test("what is done with my data is read in full, stopped with a tap, and turned on again", async ({
  page,
}) => {
  await signInAs(page, namSinh);
  await page.goto("/me");
  await page.getByRole("link", { name: "Quyền của tôi" }).click();
  await expect(page.getByText("Luật 91/2025, điều 26")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Đánh dấu lần khám mới" }).click();
  await expect(page.getByText("Chỉ mình bạn thấy dấu này.")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Dừng lại" }).click();
  await expectReadable(page);
  await page.getByRole("button", { name: "Dừng ngay" }).click();
  await expect(page.getByRole("status")).toContainText("Đã dừng.");
  await page.getByRole("button", { name: "Bật lại" }).click();
  await expect(page.getByRole("status")).toContainText("Đã bật.");
  await expect(section(page, "Bạn đã chọn những gì").getByRole("listitem")).toHaveCount(2);
});

test("a request is sent, taken by an officer, and answered in words that its sender reads", async ({
  page,
  anotherPhone,
}) => {
  await signInAs(page, namSinh);
  await page.goto("/consent/requests");
  await expectReadable(page);
  await page.getByRole("link", { name: "Gửi yêu cầu mới" }).click();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chọn một câu trả lời.");
  await expectReadable(page);
  await page.getByLabel("Phản đối việc dùng dữ liệu").check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByText("Nghị định 356/2025")).toBeVisible();
  await expectReadable(page);
  const words = `Không gọi điện cho tôi ở số cũ, lần ${Date.now()}.`;
  await page.getByLabel("Yêu cầu của bạn").fill(words);
  await page.getByRole("button", { name: "Gửi yêu cầu" }).click();
  await expect(page.getByText("Đã gửi yêu cầu")).toBeVisible();
  await expect(page.getByText(/Sở Y tế phải trả lời trước ngày .* còn 15 ngày/)).toBeVisible();
  await expectReadable(page);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  const officer = await anotherPhone(desk);
  await signInAtDesk(officer, "/authority", "syt.lan");
  await officer.goto("/authority/requests");
  await expectReadable(officer);
  await officer.locator(`a[href$="${id}"]`).click();
  await expect(officer.getByText(words)).toBeVisible();
  await officer.getByRole("button", { name: "Nhận việc này" }).click();
  await expect(officer.getByRole("status")).toContainText("Đã ghi.");
  await officer.getByRole("button", { name: "Gửi trả lời" }).click();
  await expect(officer.getByRole("main").getByRole("alert")).toContainText("Chọn kết quả");
  await officer.getByLabel("Làm được một phần").check();
  await officer.getByLabel("Trả lời bằng lời").fill("Chúng tôi đã bỏ số cũ khỏi danh sách gọi.");
  await officer.getByRole("button", { name: "Gửi trả lời" }).click();
  await expect(officer.getByRole("status")).toContainText("Đã ghi.");
  await expectReadable(officer);

  await page.reload();
  await expect(page.getByText("Chúng tôi đã bỏ số cũ khỏi danh sách gọi.")).toBeVisible();
  await expect(page.getByText("Bạn có quyền khiếu nại")).toBeVisible();
  await expectReadable(page);
});
