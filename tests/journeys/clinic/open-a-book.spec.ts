import { mauDon } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const onPhone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };

test("a person shows a code, the doctor reads what was chosen, and the person ends it", async ({
  page: desk,
  anotherPhone,
}) => {
  const phone = await anotherPhone(onPhone);
  await signInAs(phone, mauDon);

  const digits = await test.step("the person chooses who sees what, and gets a code", async () => {
    await phone.getByRole("link", { name: "Cho bác sĩ xem sổ" }).click();
    await expect(phone.getByText("Không cơ sở nào đang xem được sổ của bạn.")).toBeVisible();
    await expectReadable(phone);
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(phone.getByText("Bạn chưa chọn.")).toBeVisible();
    await phone.getByLabel("Cơ sở được xem").selectOption({ label: "Trung tâm Y tế Bình Sơn" });
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(phone.getByRole("checkbox", { checked: true })).toHaveCount(0);
    await expectReadable(phone);
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(phone.getByText("Bạn chưa chọn.").first()).toBeVisible();
    await phone.getByLabel("Tất cả các phần dưới đây").check();
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(
      phone.getByRole("heading", { level: 1, name: "Cho xem cả lượt khám riêng tư?" }),
    ).toBeVisible();
    await expectReadable(phone);
    await phone.getByLabel("Có, cho xem lần này").check();
    await phone.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(phone.getByRole("main")).toContainText("Điều 26 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15");
    await expectReadable(phone);
    await phone.getByRole("button", { name: "Tạo mã" }).click();
    await expect(phone.getByRole("img", { name: "Mã QR để bác sĩ quét" })).toBeVisible();
    await expectReadable(phone);
    return (await phone.getByText(/^\d{4} \d{4}$/).textContent()) ?? "";
  });

  await test.step("the doctor finds her, and sees no more than who she is", async () => {
    await signInAtDesk(desk, "/clinic", "bs.vinh");
    await desk.getByRole("navigation").getByRole("link", { name: "Tìm người bệnh" }).click();
    await desk.getByLabel("Mã QR, số thẻ BHYT hoặc số định danh").fill("Đỗ Thị Mẫu Đơn");
    await desk.getByRole("button", { name: "Tìm", exact: true }).click();
    await expect(desk.getByText("Đây không phải mã QR của sổ").first()).toBeVisible();
    await expectReadable(desk);
    await desk.getByLabel("Mã QR, số thẻ BHYT hoặc số định danh").fill(mauDon.personalId);
    await desk.getByRole("button", { name: "Tìm", exact: true }).click();
    await expect(desk.getByRole("heading", { level: 1, name: mauDon.name })).toBeVisible();
    await expect(desk.getByRole("main")).toContainText("sinh 1988");
    await expect(desk.getByRole("main")).not.toContainText("Dị ứng");
    await expectReadable(desk);
  });

  await test.step("with the code the book opens, for the visit", async () => {
    await desk.getByLabel("Mã 8 số của người bệnh").fill(digits === "0000 0000" ? "1111 1111" : "0000 0000");
    await desk.getByLabel("Khám bệnh").check();
    await desk.getByRole("button", { name: "Mở sổ", exact: true }).click();
    await expect(desk.getByText("Mã không đúng").first()).toBeVisible();
    await desk.getByLabel("Mã 8 số của người bệnh").fill(digits);
    await desk.getByLabel("Khám bệnh").check();
    await desk.getByRole("button", { name: "Mở sổ", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "Sổ đang mở" })).toBeVisible();
    await expect(desk.getByRole("heading", { level: 2, name: "Dị ứng" })).toBeVisible();
    await expectReadable(desk);
    await section(desk, "Các lần khám").getByRole("link").first().click();
    await expect(desk.getByRole("heading", { level: 2, name: "Thuốc" })).toBeVisible();
    await expectReadable(desk);
    await desk.getByRole("link", { name: `Sổ của ${mauDon.name}` }).click();
    await desk.getByRole("link", { name: "Xem lượt khám riêng tư" }).click();
    await desk.getByRole("main").getByRole("listitem").first().getByRole("link").click();
    await expect(desk.getByRole("heading", { level: 2, name: "Chẩn đoán" })).toBeVisible();
  });

  await test.step("the person sees who read what, and ends it", async () => {
    await phone.getByRole("link", { name: "Xem bác sĩ đã mở chưa" }).click();
    await expect(phone.getByRole("heading", { name: "Mã đã dùng. Sổ đang mở." })).toBeVisible();
    await expectReadable(phone);
    await phone.getByRole("link", { name: "Ai đã mở sổ của tôi" }).click();
    const line = phone.getByRole("listitem").filter({ hasText: "BS. Trần Quốc Vinh" }).first();
    await expect(line).toContainText("một lượt khám riêng tư");
    await expect(line).toContainText(/để khám bệnh\.\s*Trung tâm Y tế Bình Sơn/);
    await expectReadable(phone);
    await phone.getByRole("link", { name: "Cho bác sĩ xem sổ" }).click();
    await phone.getByRole("button", { name: "Dừng cho xem ngay" }).click();
    await expect(phone.getByRole("status")).toContainText("Đã dừng.");
    await desk.reload();
    await expect(desk.getByRole("main")).not.toContainText("Chẩn đoán");
    await expect(desk.getByText(/Người bệnh đã dừng cho xem lúc/)).toBeVisible();
  });
});
