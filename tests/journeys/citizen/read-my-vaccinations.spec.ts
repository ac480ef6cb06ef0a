import { khoi, mau, mauDon, namSinh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a mother says that she is pregnant; reads what her child was given, what is due and why, one dose with both its sources, and books", async ({
  page,
}) => {
  test.slow();
  await signInAs(page, mauDon, "/sign-in?next=/vaccination");
  await page.getByRole("link", { name: "Bạn đang mang thai?" }).click();
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("40 tuần tới");
  await expectReadable(page);
  const due = new Date(Date.now() + 100 * 86_400_000);
  await page.getByLabel("Ngày", { exact: true }).fill(String(due.getDate()));
  await page.getByLabel("Tháng", { exact: true }).fill(String(due.getMonth() + 1));
  await page.getByLabel("Năm", { exact: true }).fill(String(due.getFullYear()));
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByText("Uốn ván cho thai phụ mũi 1")).toBeVisible();
  await expect(page.getByText(/Bạn ghi đang mang thai, dự sinh/)).toBeVisible();
  await expectReadable(page);
  await page.goto("/");
  await expect(section(page, "Việc cần làm")).toContainText("Mũi tiêm đến hạn");
  await page.goto("/vaccination");
  await page.getByRole("button", { name: "Tôi không còn mang thai" }).click();
  await expect(page.getByText("Theo lịch, hôm nay không có mũi nào đến hạn.")).toBeVisible();

  await page.goto("/family");
  const search = page.getByRole("button", { name: "Tìm trong dữ liệu dân cư" });
  const child = page.getByRole("button", { name: `Mở sổ của ${khoi.name}` });
  await expect(search.or(child).first()).toBeVisible();
  if (!(await child.isVisible())) await search.click();
  await child.click();
  await expect(section(page, "Việc cần làm")).toContainText(/\d mũi tiêm đến hạn/);
  await page.getByRole("link", { name: /^Tiêm chủng/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tiêm chủng" })).toBeVisible();
  await expect(page.getByText("Sinh 12/03/2024")).toBeVisible();
  await expectReadable(page);

  await expect(page.getByRole("heading", { name: /^Lê Minh Khôi đến hạn \d mũi$/ })).toBeVisible();
  await expect(page.getByText("Viêm não Nhật Bản mũi 3")).toBeVisible();
  await expect(
    page.getByText(/Theo lịch: lúc 24 tháng tuổi\. Mũi trước tiêm ngày 28\/03\/2025\./),
  ).toBeVisible();
  await expect(page.getByText(/Có thể đã tiêm rồi/)).toBeVisible();
  await expect(page.getByText(/quá hạn/i)).toHaveCount(0);
  await expect(page.getByText(/Chưa có cán bộ tiêm chủng mở rộng nào duyệt lịch này/)).toBeVisible();
  await expect(page.getByRole("img", { name: /^Lịch tiêm của Lê Minh Khôi/ })).toBeVisible();

  await page.getByRole("link", { name: "Theo bệnh" }).click();
  await expect(page.getByRole("heading", { level: 3, name: "Sởi" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Theo ngày" }).click();
  await page.getByRole("link", { name: /^Xem đủ \d+ mũi$/ }).click();
  await expect(page.getByText("Ghi lại").first()).toBeVisible();
  await page
    .getByRole("row", { name: /16\/12\/2024.*Sởi/ })
    .getByRole("link")
    .click();

  await expect(page.getByRole("heading", { level: 1, name: "Sởi" })).toBeVisible();
  const sources = section(page, "Các nguồn");
  await expect(sources.getByText("Trạm Y tế xã Bình Minh", { exact: true })).toBeVisible();
  await expect(sources.getByText("Trung tâm Y tế Bình Sơn", { exact: true })).toBeVisible();
  await expectReadable(page);
  await sources
    .getByRole("link", { name: /^Báo sai thông tin/ })
    .first()
    .click();
  await expect(page.getByText("Sai ngày tiêm")).toBeVisible();
  await expectReadable(page);

  await page.goto("/vaccination/growth");
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("main")).toContainText("Ghi đủ ngày, tháng, năm");
  const takeBack = page.getByRole("button", { name: /^Bỏ/ });
  for (const [at, [day, month, year, weight]] of [
    ["12", "9", "2025", "11,2"],
    ["20", "10", "2026", "13,4"],
  ].entries()) {
    await page.getByLabel("Ngày", { exact: true }).fill(day ?? "");
    await page.getByLabel("Tháng", { exact: true }).fill(month ?? "");
    await page.getByLabel("Năm", { exact: true }).fill(year ?? "");
    await page.getByLabel("Cân nặng (kg)").fill(weight ?? "");
    await page.getByRole("button", { name: "Ghi vào sổ" }).click();
    await expect(takeBack).toHaveCount(at + 1);
    await expect(page.getByRole("img", { name: /^Cân nặng/ })).toHaveCount(at);
    await expectReadable(page);
  }
  await expect(page.getByRole("img", { name: /^Cân nặng\. 2 lần đo, lần cuối 13,4 kg/ })).toBeVisible();
  await takeBack.first().click();
  await expect(takeBack).toHaveCount(1);
  await takeBack.click();
  await expect(takeBack).toHaveCount(0);
  await expect(page.getByRole("status")).toContainText("Đã bỏ số đo.");

  await page.goto("/vaccination");
  await page.getByRole("link", { name: "Đặt lịch tiêm" }).click();
  await expect(page).toHaveURL(/\/booking\/new.*origin=dose/);
  await expectReadable(page);

  await page.goto("/consent/access-log");
  await expect(page.getByText(/tiêm chủng/).first()).toBeVisible();
});

test("an adult reads their own, in English too; whose birth year alone is known is told so, and an empty book says what to do", async ({
  page,
  anotherPhone,
}) => {
  await signInAs(page, mau, "/sign-in?next=/vaccination");
  await expect(page.getByText("Theo lịch, hôm nay không có mũi nào đến hạn.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Đã tiêm 3 mũi" })).toBeVisible();
  await expect(page.getByRole("row", { name: /COVID-19 .AstraZeneca. mũi 2/ })).toBeVisible();
  await expectReadable(page);
  await page.getByText("Xem các mũi").click();
  await expectReadable(page);
  await page.goto("/me/look");
  await page.getByRole("radio", { name: "To", exact: true }).check();
  await page.getByRole("radio", { name: "Tối", exact: true }).check();
  await page.getByRole("radio", { name: "English", exact: true }).check();
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto("/vaccination");
  await expect(page.getByRole("heading", { level: 1, name: "Vaccinations" })).toBeVisible();
  await expectReadable(page);
  const phone = await anotherPhone();
  await signInAs(phone, namSinh, "/sign-in?next=/vaccination");
  await expect(phone.getByText(/Bạn chưa có mũi tiêm nào trong sổ/)).toBeVisible();
  await expectReadable(phone);
  const nobodys = await phone.goto("/vaccination/00000000-0000-4000-8000-000000000000");
  expect(nobodys?.status()).toBe(404);
});
