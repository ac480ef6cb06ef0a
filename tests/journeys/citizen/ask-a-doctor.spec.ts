import { inDatabase } from "../support/bookings.ts";
import { askDoctor, onward, title } from "../support/questions.ts";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a question is asked page by page, stopped by a sign of danger, followed, kept from strangers and taken back", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const owner = resident(11);
  await signInAs(page, owner);
  await page
    .getByRole("link", { name: /^Hỏi bác sĩ/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: `${owner.name} chưa hỏi bác sĩ lần nào` })).toBeVisible();
  await expectReadable(page);

  await test.step("a sign of danger leads to 115 and the emergency department, and is written down", async () => {
    await page.getByRole("link", { name: "Hỏi bác sĩ", exact: true }).click();
    await onward(page);
    await expect(page.getByRole("alert").first()).toContainText("Hãy chọn một câu trả lời.");
    await expectReadable(page);
    await page.getByRole("checkbox", { name: "Khó thở" }).check();
    await onward(page);
    await expect(title(page, "Gọi 115 ngay")).toBeVisible();
    await expect(page.getByRole("link", { name: "Cấp cứu: gọi 115" })).toHaveAttribute("href", "tel:115");
    await expect(section(page, "Nơi cấp cứu")).toContainText("Trung tâm Y tế Bình Sơn");
    await expectReadable(page);
    const kept = await inDatabase(
      (book) => book`select flags::text from app.teleconsult_red_flags order by flag_id desc limit 1`,
    );
    expect(kept).toEqual([{ flags: "{breath}" }]);
  });

  await test.step("what was begun waits on the server, and goes on elsewhere", async () => {
    await page.goto("/teleconsult");
    await expect(section(page, "Đang viết dở")).toBeVisible();
    await expectReadable(page);
    await page.getByRole("link", { name: "Viết tiếp" }).click();
    await expect(title(page, "Có dấu hiệu nào dưới đây không?")).toBeVisible();
    await page.goto("/teleconsult");
    await page.getByRole("button", { name: "Bỏ câu hỏi này" }).click();
    await expect(section(page, "Đang viết dở")).toHaveCount(0);
  });

  const address = await askDoctor(page, {
    ...{ facilityCode: "51002", trouble: "Đau bụng âm ỉ sau khi ăn.", look: true },
    parts: ["Bệnh đã ghi", "Thuốc"],
  });
  await expect(page.getByRole("main")).toContainText("Bác sĩ trả lời trước");
  await expect(section(page, "Bác sĩ được xem")).toContainText("Bệnh đã ghi, Thuốc");
  await expectReadable(page);

  await test.step("the person stops what is shown, shows something else, and nobody else reads the case", async () => {
    await page.getByRole("button", { name: "Dừng quyền xem" }).click();
    await expect(section(page, "Bác sĩ được xem")).toContainText("Đã dừng lúc");
    await page.getByRole("link", { name: "Đổi phần được xem" }).click();
    await page.getByRole("button", { name: "Lưu" }).click();
    await page.waitForURL(/fault=/);
    await expectReadable(page);
    await page.getByRole("checkbox", { name: "Kết quả xét nghiệm" }).check();
    await page.getByRole("button", { name: "Lưu" }).click();
    await expect(section(page, "Bác sĩ được xem")).toContainText("Kết quả xét nghiệm");
    const stranger = await anotherPhone();
    await signInAs(stranger, resident(0));
    await stranger.goto(address);
    await expect(stranger.getByRole("main")).not.toContainText("Đau bụng");
  });

  await page.getByRole("link", { name: "Rút câu hỏi" }).click();
  await expectReadable(page);
  await page.getByRole("button", { name: "Rút câu hỏi" }).click();
  await expect(page.getByRole("main")).toContainText("Bạn đã rút câu hỏi");
  await expectReadable(page);
});
