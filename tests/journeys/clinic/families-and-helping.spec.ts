import { cuBinh, hai, khoi, mauDon, tramAnh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("staff of a station help somebody without a phone, under a banner, until they finish; next time a card is enough", async ({
  page,
}) => {
  test.slow();
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await page.getByRole("link", { name: "Hỗ trợ" }).click();
  await page.getByLabel("Số định danh của người được giúp").fill(cuBinh.personalId);
  await page.getByLabel("Họ và tên").fill(cuBinh.name);
  await page
    .getByLabel("Vì sao người đó cần giúp, bạn đã xem giấy gì")
    .fill("không có điện thoại, đã xem căn cước");
  await expectReadable(page);
  await page.getByRole("button", { name: "Bắt đầu giúp", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Hãy chọn cách người đó đồng ý.");
  await expect(page.getByLabel("Họ và tên")).toHaveValue(cuBinh.name);
  await page.getByLabel("Người này ở trước mặt tôi và nhờ tôi giúp").check();
  await page.getByRole("button", { name: "Bắt đầu giúp", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${cuBinh.name}` })).toBeVisible();
  const banner = page.getByRole("region", { name: `Bạn đang hỗ trợ trong sổ của ${cuBinh.name}` });
  await expect(banner).toBeVisible();
  await expectReadable(page);
  await page.goto("/record/history");
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: "Tôi không dị ứng gì" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.goto("/booking/new");
  await page.getByRole("radio", { name: "Tôi không biết" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page
    .getByRole("radio", { name: /Trung tâm Y tế Bình Sơn/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("link", { name: "Chọn giờ này" }).click();
  await page.getByRole("button", { name: "Đặt lịch khám" }).click();
  await expect(page.getByRole("main")).toContainText("hỗ trợ bởi YS. Phạm Văn Hậu");
  await expectReadable(page);
  await page.goto("/family");
  await expect(page.getByRole("heading", { level: 1, name: "Phần này chỉ chủ sổ mở" })).toBeVisible();
  const finish = async () => {
    await banner.getByRole("link", { name: "Kết thúc giúp" }).click();
    await page.getByRole("button", { name: "Kết thúc ngay" }).click();
    await expect(page.getByRole("status")).toContainText("Sổ đã đóng và chủ sổ được báo.");
  };
  await page.goto("/clinic/helper");
  await page.getByRole("link", { name: "In thẻ giấy cho người này" }).click();
  await expectReadable(page);
  await page.getByRole("button", { name: "Tạo thẻ" }).click();
  await expect(page.getByRole("img", { name: "Mã QR trên thẻ" })).toBeVisible();
  await expectReadable(page);
  const card = (await page.getByText(/^([A-Z2-9]{4} ){3}[A-Z2-9]{4}$/).textContent()) ?? "";
  await page.goto("/");
  await finish();
  await page.goto("/clinic/helper");
  await page.getByLabel("Mã trên thẻ giấy").fill("ABCD EFGH");
  await page.getByRole("button", { name: "Bắt đầu giúp bằng thẻ" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Mã có 16 chữ và số.");
  await page.getByLabel("Mã trên thẻ giấy").fill(card);
  await page.getByRole("button", { name: "Bắt đầu giúp bằng thẻ" }).click();
  await expect(banner).toBeVisible();
  await finish();
  await page.goto("/record");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a station records a father by a paper; he stops what the mother gave, and the authority settles it; then it is taken back", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
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

  await test.step("the mother gives something in their child's book, and the father does not agree", async () => {
    const mother = await anotherPhone();
    await signInAs(mother, mauDon, "/sign-in?next=/family");
    await mother.getByRole("button", { name: "Tìm trong dữ liệu dân cư" }).click();
    await mother.getByRole("button", { name: `Mở sổ của ${khoi.name}` }).click();
    await mother.goto("/family/people");
    await mother.getByRole("link", { name: "Mời người tin cậy" }).click();
    await mother.getByLabel("Số định danh của người đó").fill(tramAnh.personalId);
    await mother.getByLabel("Họ và tên").fill(tramAnh.name);
    await mother.getByRole("button", { name: "Tiếp tục" }).click();
    await mother.getByLabel("Nhận tin nhắn của chủ sổ").check();
    await mother.getByRole("button", { name: "Tiếp tục" }).click();
    await mother.getByLabel("Ngày", { exact: true }).fill("1");
    await mother.getByLabel("Tháng", { exact: true }).fill("6");
    await mother.getByLabel("Năm", { exact: true }).fill(String(new Date().getFullYear() + 2));
    await mother.getByRole("button", { name: "Tiếp tục" }).click();
    await mother.getByRole("button", { name: "Gửi lời mời" }).click();
    await expect(mother.getByRole("status")).toContainText("Đã gửi lời mời.");
    await father.goto("/messages");
    await expect(father.getByRole("link", { name: "Có lời mời trong sổ của con" })).toBeVisible();
    await father.goto("/family/people");
    await father.getByRole("button", { name: "Tôi không đồng ý" }).click();
    await expect(father.getByRole("status")).toContainText("Đã dừng.");
    await expectReadable(father);
    const officer = await anotherPhone({ viewport: { width: 1280, height: 800 } });
    await signInAtDesk(officer, "/authority", "syt.lan");
    await officer.getByRole("navigation").getByRole("link", { name: "Quan hệ" }).click();
    await expectReadable(officer);
    const line = officer.getByRole("listitem").filter({ hasText: `mở sổ của ${khoi.name}` });
    await line.getByLabel("Văn bản giải quyết").fill("biên bản hòa giải số 3, ngày 2/11/2026");
    await line.getByRole("button", { name: "Chấm dứt quyền" }).click();
    await expect(officer.getByRole("status")).toContainText("Đã ghi kết quả.");
    await mother.goto("/messages");
    await expect(
      mother.getByRole("link", { name: "Một quyền mở sổ đã được giải quyết" }).first(),
    ).toBeVisible();
  });

  await page.getByRole("row", { name: khoi.name }).getByRole("button", { name: "Hoàn tác" }).click();
  await expect(page.getByRole("status")).toContainText("Đã hoàn tác.");
  await father.reload();
  await expect(
    father.getByRole("heading", { level: 1, name: `Bạn không còn mở được sổ của ${khoi.name}` }),
  ).toBeVisible();
});
