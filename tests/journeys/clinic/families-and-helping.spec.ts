import { cuBinh, hai, khoi } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("staff of a station help somebody without a phone, under a banner, until they finish", async ({
  page,
}) => {
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await page.getByRole("link", { name: "Hỗ trợ" }).click();
  await page.getByLabel("Số định danh của người được giúp").fill(cuBinh.personalId);
  await page.getByLabel("Họ và tên").fill(cuBinh.name);
  await page
    .getByLabel("Vì sao người đó cần giúp, bạn đã xem giấy gì")
    .fill("không có điện thoại, đã xem căn cước");
  await expectReadable(page);
  await page.getByRole("button", { name: "Bắt đầu giúp" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Hãy chọn cách người đó đồng ý.");
  await expect(page.getByLabel("Họ và tên")).toHaveValue(cuBinh.name);
  await page.getByLabel("Người này ở trước mặt tôi và nhờ tôi giúp").check();
  await page.getByRole("button", { name: "Bắt đầu giúp" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${cuBinh.name}` })).toBeVisible();
  const banner = page.getByRole("region", { name: `Bạn đang hỗ trợ trong sổ của ${cuBinh.name}` });
  await expect(banner).toBeVisible();
  await expectReadable(page);
  await page.goto("/record/history");
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: "Tôi không dị ứng gì" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.goto("/family");
  await expect(page.getByRole("heading", { level: 1, name: "Phần này chỉ chủ sổ mở" })).toBeVisible();
  await banner.getByRole("link", { name: "Kết thúc giúp" }).click();
  await page.getByRole("button", { name: "Kết thúc ngay" }).click();
  await expect(page.getByRole("status")).toContainText("Sổ đã đóng và chủ sổ được báo.");
  await page.goto("/record");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a station records a father by a paper, he opens the book, and it is taken back", async ({
  page,
  anotherPhone,
}) => {
  const father = await anotherPhone();
  await signInAs(father, hai, "/sign-in?next=/family");
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await page.goto("/clinic/family");
  const form = section(page, "Ghi người đại diện");
  await form.getByLabel("Số định danh của người đại diện").fill(hai.personalId);
  await form.getByLabel("Họ tên người đại diện").fill(hai.name);
  await form.getByLabel("Cha", { exact: true }).check();
  await form.getByLabel("Số định danh của người được đại diện").fill(khoi.personalId);
  await form.getByLabel("Họ tên người được đại diện").fill(khoi.name);
  await form.getByLabel("Ngày", { exact: true }).fill("12");
  await form.getByLabel("Tháng", { exact: true }).fill("3");
  await form.getByLabel("Năm", { exact: true }).fill("2024");
  await form.getByLabel("Giấy tờ đã xem").fill("giấy khai sinh số 12, ngày 20/3/2024");
  await expectReadable(page);
  await form.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("status")).toContainText("Đã ghi.");
  await father.goto("/family");
  await father.getByRole("button", { name: `Mở sổ của ${khoi.name}` }).click();
  await expect(father.getByRole("region", { name: `Bạn đang xem sổ của con ${khoi.name}` })).toBeVisible();
  await page.getByRole("row", { name: khoi.name }).getByRole("button", { name: "Hoàn tác" }).click();
  await expect(page.getByRole("status")).toContainText("Đã hoàn tác.");
  await father.reload();
  await expect(
    father.getByRole("heading", { level: 1, name: `Bạn không còn mở được sổ của ${khoi.name}` }),
  ).toBeVisible();
});
