import type { Page } from "@playwright/test";
import { photoWithPlace } from "../../support/photos.ts";
import { tramAnh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false };

const next = (page: Page) => page.getByRole("button", { name: "Tiếp tục" }).click();
const alert = (page: Page) => page.getByRole("main").getByRole("alert").first();

/** The questions up to the photo, about a dose of tetanus and diphtheria. */
async function tell(page: Page): Promise<void> {
  await page.getByLabel("Vắc xin", { exact: true }).selectOption({ label: "Uốn ván, bạch hầu (Td)" });
  await next(page);
  await page.getByLabel("Ngày", { exact: true }).fill("20");
  await page.getByLabel("Tháng", { exact: true }).fill("5");
  await page.getByLabel("Năm", { exact: true }).fill("2025");
  await next(page);
  await page.getByLabel("Trạm Y tế xã Bình Minh").check();
  await next(page);
  await expect(page.getByRole("heading", { level: 1, name: "Giấy ghi số lô" })).toBeVisible();
}

test("a dose that is missing is told with a photo, counts for the time being, and is confirmed by the station", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  await signInAs(page, tramAnh, "/sign-in?next=/vaccination");
  await page.goto("/share");
  await page
    .getByLabel("Ảnh hoặc tệp PDF")
    .setInputFiles({ name: "so.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace() });
  await page.getByRole("button", { name: "Thêm giấy này" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Giấy này để làm gì?" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("radio", { name: /^Khai mũi tiêm còn thiếu/ }).check();
  await next(page);
  await expect(page.getByRole("heading", { level: 1, name: "Vắc xin nào?" })).toBeVisible();
  await next(page);
  await expect(alert(page)).toContainText("Chọn một vắc xin.");
  await expectReadable(page);
  await page.getByLabel("Vắc xin", { exact: true }).selectOption({ label: "Vắc xin khác" });
  await next(page);
  await expect(alert(page)).toContainText("Ghi tên vắc xin đó.");
  await page.getByLabel("Vắc xin", { exact: true }).selectOption({ label: "Uốn ván, bạch hầu (Td)" });
  await next(page);
  await page.getByLabel("Năm", { exact: true }).fill("1890");
  await next(page);
  await expect(alert(page)).toContainText("Ghi ngày có thật");
  await page.getByLabel("Năm", { exact: true }).fill("1950");
  await next(page);
  await expect(alert(page)).toContainText("trước khi sinh");
  await expectReadable(page);
  await page.getByLabel("Ngày", { exact: true }).fill("20");
  await page.getByLabel("Tháng", { exact: true }).fill("5");
  await page.getByLabel("Năm", { exact: true }).fill("2025");
  await next(page);
  await expectReadable(page);
  await page.getByLabel("Trạm Y tế xã Bình Minh").check();
  await next(page);
  await page.getByLabel("Số lô").fill("a 24071");
  await page.getByLabel("Mũi thứ").fill("77");
  await next(page);
  await expect(alert(page)).toContainText("từ 1 đến 20");
  await expectReadable(page);
  await page.getByLabel("Mũi thứ").fill("1");
  await next(page);
  await expectReadable(page);
  await page.getByRole("button", { name: "Kèm giấy này" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kiểm tra trước khi gửi" })).toBeVisible();
  await expect(page.getByText("Trạm Y tế xã Bình Minh phải nhận trước", { exact: false })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Gửi trạm y tế" }).click();
  await expect(page.getByRole("status")).toContainText("Đã gửi Trạm Y tế xã Bình Minh");
  await expectReadable(page);
  const address = new URL(page.url()).pathname;
  const said = (await page.getByText(/^Mã \S+\s\S+\. Gửi/).textContent()) ?? "";
  const code = /Mã (\S+\s\S+?)\./.exec(said)?.[1] ?? "no code";

  await page.goto("/vaccination");
  await expect(section(page, "Đang chờ xác nhận")).toContainText("20/05/2025");
  await expectReadable(page);

  await test.step("told again from a phone without scripts it leads to the case that waits", async () => {
    const plain = await anotherPhone({ javaScriptEnabled: false });
    await signInAs(plain, tramAnh, "/sign-in?next=/vaccination");
    await plain.getByRole("link", { name: "Thêm mũi tiêm còn thiếu" }).click();
    await tell(plain);
    await plain.getByRole("button", { name: "Tôi không biết" }).click();
    await plain.getByRole("link", { name: "Tôi không có sổ giấy" }).click();
    await plain.getByRole("button", { name: "Gửi trạm y tế" }).click();
    await expect(plain.getByRole("status")).toContainText("đã có lời báo đang chờ");
  });

  await test.step("the station compares, mends the lot and confirms", async () => {
    const clerk = await anotherPhone(desk);
    await signInAtDesk(clerk, "/clinic", "tram.binhminh");
    await clerk.goto("/clinic/corrections");
    await clerk.getByRole("row").filter({ hasText: code }).getByRole("link").click();
    await clerk.getByRole("button", { name: "Nhận việc" }).click();
    await expect(clerk.getByText("Bạn đang phụ trách.")).toBeVisible();
    await expectReadable(clerk);
    await clerk.getByLabel("Năm", { exact: true }).fill("");
    await clerk.getByRole("button", { name: "Xác nhận mũi này" }).click();
    await expect(clerk.getByRole("main").getByRole("alert")).toContainText(
      "xem lại vắc xin, ngày tiêm và số lô",
    );
    await clerk.getByLabel("Số lô").fill("TD-25071");
    await clerk.getByRole("button", { name: "Xác nhận mũi này" }).click();
    await expect(clerk.getByRole("status")).toContainText("Đã ghi.");
    await expect(clerk.getByRole("table", { name: "Từng mục trước và sau" })).toContainText("TD-25071");
    await expectReadable(clerk);
  });

  await page.goto(address);
  await expect(page.getByText("Đã đối chiếu với sổ tiêm.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Số lô.*A 24071.*TD-25071/ })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Mũi này đã vào sổ tiêm chủng" }).click();
  await expect(section(page, "Nguồn")).toContainText("Người dân khai, đã xác nhận");
  await expectReadable(page);
  await page.goto("/vaccination");
  await expect(page.getByRole("heading", { name: "Đã tiêm 1 mũi" })).toBeVisible();
  await page.getByRole("link", { name: "Sổ tiêm chủng" }).click();
  await expect(page.getByText("20/05/2025")).toBeVisible();
  await expectReadable(page);
  await page.goto("/vaccination");
  await expect(page.getByRole("heading", { name: "Đang chờ xác nhận" })).toHaveCount(0);
  await page.getByRole("link", { name: "Thêm mũi tiêm còn thiếu" }).click();
  await tell(page);
  await page.getByRole("button", { name: "Tôi không biết" }).click();
  await expect(page.getByRole("link", { name: "Tôi không có sổ giấy" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Tôi không có sổ giấy" }).click();
  await expect(page.getByRole("heading", { name: "Mũi này đã có trong sổ" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Gửi trạm y tế" })).toHaveCount(0);
  await expectReadable(page);
});
