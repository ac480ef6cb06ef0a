import { checkInOf, envelope, hoso, medicineOf, summaryFor, visit } from "../../support/claims.ts";
import { tramAnh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { claimTime, resident } from "../support/residents.ts";
import { sendClaims } from "../support/send-claims.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("an allergy is told one question at a time, checked, changed and withdrawn", async ({ page }) => {
  await signInAs(page, tramAnh);
  await page.goto("/record/history");
  await expectReadable(page);
  await page.getByRole("link", { name: "Thêm một dị ứng" }).click();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chọn một câu trả lời.");
  await expectReadable(page);
  await page.getByLabel("Thức ăn").check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Chất gây dị ứng").fill("tôm biển");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Khi đó cơ thể bị gì?" })).toBeVisible();
  await page.getByRole("button", { name: "Tôi không biết" }).click();
  await page.getByLabel("Từ năm").fill("2019");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kiểm tra trước khi ghi" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: /Sửa.*Từ năm/ }).click();
  await page.getByLabel("Từ năm").fill("2018");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("status")).toContainText("Đã ghi vào sổ.");
  await page.getByRole("link", { name: "tôm biển" }).click();
  await expect(page.getByText("2018")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Rút lại lời khai" }).click();
  await expect(page.getByRole("status")).toContainText("Đã rút lại.");
  await expect(page.getByRole("link", { name: "tôm biển" })).toHaveCount(0);
});

test("a missing visit is reported and withdrawn, and the card is told as it was shown", async ({ page }) => {
  await signInAs(page, tramAnh);
  await page.getByRole("link", { name: "Sổ còn thiếu lần khám nào?" }).click();
  await page.getByLabel("Bạn đã khám ở đâu?").fill("Phòng khám Mẫu");
  await page.getByLabel("Năm", { exact: true }).fill("2025");
  await page.getByRole("button", { name: "Tôi đã khám ở đây", exact: true }).click();
  await expect(page.getByText("Khám khoảng 2025")).toBeVisible();
  await page.getByRole("button", { name: /Rút lại lời báo.*Phòng khám Mẫu/ }).click();
  await expect(page.getByRole("status")).toContainText("Đã rút lại.");
  await page.goto("/insurance");
  await expect(page.getByText("Nơi đăng ký khám đầu")).toBeVisible();
});

test("a check-in whose claim does not come is named, reported with one tap, and answered by the claim", async ({
  page,
}) => {
  const { named, ...person } = resident(10);
  const times = { NGAY_VAO: claimTime(-40, "0800"), NGAY_RA: claimTime(-40, "0900") };
  const paid = { NGAY_TTOAN: claimTime(-40, "0900"), NAM_QT: claimTime(-40).slice(0, 4) };
  const summary = summaryFor(named, { ...times, ...paid, THANG_QT: claimTime(-40).slice(4, 6) });
  await sendClaims(checkInOf(summary, { NGAY_YL: claimTime(-40, "0805") }));
  await signInAs(page, person);
  await page.goto("/record/completeness");
  const missing = section(page, "Sổ tự soát 12 tháng qua");
  await expect(missing).toContainText("Trạm Y tế xã Bình Minh báo đã tiếp đón. Nơi này chưa gửi hồ sơ khám.");
  await expectReadable(page);
  await missing.getByRole("button", { name: /^Tôi đã khám ở đây/ }).click();
  await expect(page.getByRole("status")).toContainText("Đã ghi lời báo của bạn.");
  await expect(missing).toContainText("Bạn đã báo");
  const given = { NGAY_YL: claimTime(-40, "0830"), NGAY_TH_YL: claimTime(-40, "0840") };
  const parts = visit(summary, [medicineOf(summary.MA_LK ?? "", given)]);
  await sendClaims(envelope([hoso(parts)], { madeOn: claimTime(-1) }));
  await page.goto("/record/completeness");
  await expect(missing).not.toContainText("Bình Minh");
  const said = section(page, "Lần khám đã báo thiếu");
  await expect(said).toContainText("Đã về sổ");
  await said.getByRole("link", { name: "Xem lần khám này" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Khám ngày/ })).toBeVisible();
});
