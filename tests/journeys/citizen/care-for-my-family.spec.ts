import type { Page } from "@playwright/test";
import { nhung, thiHai } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const son = "Nguyễn Tuấn Long";
const bandOf = (page: Page, saying: string) => page.getByRole("region", { name: saying });

test("a mother opens her son's book, writes in it, and two tabs with two books never mix", async ({
  page,
  context,
}) => {
  await signInAs(page, nhung, "/sign-in?next=/family");
  await page.getByRole("button", { name: "Tìm trong dữ liệu dân cư" }).click();
  await expect(page.getByRole("status")).toContainText("Đã thêm 2 sổ.");
  await expectReadable(page);
  await page.getByRole("button", { name: `Mở sổ của ${son}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${son}` })).toBeVisible();
  const band = bandOf(page, `Bạn đang xem sổ của con ${son}`);
  await expect(band).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: /^Lần khám/ }).click();
  await page
    .getByRole("link", { name: /Khám ngày/ })
    .first()
    .click();
  await expect(band).toBeVisible();
  await page.goto("/record/history");
  await page.getByRole("button", { name: "Tôi không dị ứng gì" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.goto("/consent/access-log");
  await expect(page.getByText("thay cho chủ sổ").first()).toBeVisible();

  const otherTab = await context.newPage();
  await otherTab.goto("/record/completeness");
  await page.goto("/family");
  await page.getByRole("button", { name: "Mở sổ của tôi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${nhung.name}` })).toBeVisible();
  await expect(bandOf(page, `Bạn đang xem sổ của con ${son}`)).toHaveCount(0);
  await page.goto("/teleconsult/new");
  await expect(page.getByRole("radio", { name: son })).toBeVisible();
  await expectReadable(page);
  await otherTab.getByLabel("Bạn đã khám ở đâu?").fill("Phòng khám nhầm sổ");
  await otherTab.getByLabel("Năm", { exact: true }).fill("2025");
  await otherTab.getByRole("button", { name: "Tôi đã khám ở đây" }).click();
  await expect(otherTab.getByRole("heading", { level: 1, name: "Chưa ghi gì vào sổ" })).toBeVisible();
  await expectReadable(otherTab);
  await page.goto("/record/completeness");
  await expect(page.getByText("Phòng khám nhầm sổ")).toHaveCount(0);
});

test("an adult is invited, accepts, reads what was given, and is out the moment it is taken back", async ({
  page,
  anotherPhone,
}) => {
  await signInAs(page, thiHai, "/sign-in?next=/family/people");
  await page.getByRole("link", { name: "Mời người tin cậy" }).click();
  await page.getByLabel("Số định danh của người đó").fill("12");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Số định danh có 12 chữ số.");
  await page.getByLabel("Số định danh của người đó").fill(nhung.personalId);
  await page.getByLabel("Họ và tên").fill("tran thi thu nhung");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await page.getByLabel("Xem hồ sơ và khai tiền sử").check();
  await expectReadable(page);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Ngày", { exact: true }).fill("1");
  await page.getByLabel("Tháng", { exact: true }).fill("6");
  await page.getByLabel("Năm", { exact: true }).fill(String(new Date().getFullYear() + 2));
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("button", { name: "Gửi lời mời" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Gửi lời mời" }).click();
  await expect(page.getByRole("status")).toContainText("Đã gửi lời mời.");

  const phone = await anotherPhone();
  await signInAs(phone, nhung, "/sign-in?next=/family");
  await expectReadable(phone);
  await phone.getByRole("button", { name: "Nhận lời" }).click();
  await phone.getByRole("button", { name: `Mở sổ của ${thiHai.name}` }).click();
  await expect(bandOf(phone, `Bạn đang xem sổ thay cho ${thiHai.name}`)).toBeVisible();
  await phone.goto("/consent/access-log");
  await expect(
    phone.getByRole("heading", { level: 1, name: "Trang này không nằm trong phần bạn được giao" }),
  ).toBeVisible();
  await phone.goto("/record/medicines");

  await page.goto("/family/card");
  await expectReadable(page);
  await page.goto("/family/people");
  await expectReadable(page);
  await page.getByRole("button", { name: "Rút lại ngay" }).click();
  await expect(page.getByRole("status")).toContainText("Đã rút lại.");
  await phone.reload();
  await expect(
    phone.getByRole("heading", { level: 1, name: `Bạn không còn mở được sổ của ${thiHai.name}` }),
  ).toBeVisible();
  await expectReadable(phone);
  await phone.getByRole("button", { name: "Về sổ của tôi" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: `Sổ của ${nhung.name}` })).toBeVisible();
});
