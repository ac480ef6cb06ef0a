import { thiDu } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const onPhone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const reason = "Ngất ở sân trường, không hỏi được";

test("an emergency opens a book; the person does not recognise it; the authority answers both", async ({
  page: officer,
  anotherPhone,
}) => {
  const [desk, phone] = await Promise.all([anotherPhone(), anotherPhone(onPhone)]);

  await test.step("the nurse writes the reason, and reads", async () => {
    await signInAtDesk(desk, "/clinic", "dd.duyen");
    await desk.goto("/clinic/person");
    await desk.getByLabel("Mã QR, số thẻ BHYT hoặc số định danh").fill(thiDu.personalId);
    await desk.getByRole("button", { name: "Tìm", exact: true }).click();
    await desk.getByRole("link", { name: "Mở khẩn cấp" }).click();
    await expectReadable(desk);
    await desk.getByLabel("Vì sao phải mở ngay?").fill("Ngất");
    await desk.getByRole("button", { name: "Mở khẩn cấp và nhắn cho người bệnh" }).click();
    await expect(desk.getByText("ít nhất 10 chữ cái").first()).toBeVisible();
    await desk.getByLabel("Vì sao phải mở ngay?").fill(reason);
    await desk.getByRole("button", { name: "Mở khẩn cấp và nhắn cho người bệnh" }).click();
    await expect(desk.getByText(`Mở khẩn cấp. Lý do: ${reason}`)).toBeVisible();
    await expect(desk.getByRole("button", { name: "Xác nhận đúng" })).toHaveCount(0);
    await expectReadable(desk);
  });

  await test.step("she is told, sees the reason, and does not recognise it", async () => {
    await signInAs(phone, thiDu);
    await phone.goto("/consent/access-log?by=emergency");
    const line = phone.getByRole("listitem").filter({ hasText: "ĐD. Lê Thị Duyên" }).first();
    await expect(line).toContainText(`Lý do bác sĩ ghi: ${reason}`);
    await expect(line).toContainText("Sở Y tế sẽ xem lại lượt này.");
    await expectReadable(phone);
    await line.getByRole("link", { name: "Tôi không nhận ra lượt này" }).click();
    await expectReadable(phone);
    await phone.getByLabel("Bạn muốn nói thêm gì?").fill("Hôm đó tôi ở nhà.");
    await phone.getByRole("button", { name: "Báo cho Sở Y tế" }).click();
    await expect(phone.getByText(/^Sở Y tế phải trả lời trước \d\d\/\d\d\/\d{4}\.$/)).toBeVisible();
    await expectReadable(phone);
  });

  await test.step("the officer reads the row, takes the case and answers it", async () => {
    await signInAtDesk(officer, "/authority", "syt.minh");
    await officer.getByRole("navigation").getByRole("link", { name: "Lượt mở sổ" }).click();
    await expectReadable(officer);
    await section(officer, "Người dân không nhận ra")
      .getByRole("link", { name: "ĐD. Lê Thị Duyên" })
      .first()
      .click();
    await expect(officer.getByRole("main")).toContainText("Hôm đó tôi ở nhà.");
    await expect(officer.getByRole("main")).toContainText(reason);
    await officer.getByRole("button", { name: "Nhận xem lượt này" }).click();
    await expect(officer.getByText(/Võ Đức Minh đang xem/)).toBeVisible();
    await expectReadable(officer);
    await officer.getByRole("radio", { name: /^Đúng quy định/ }).check();
    await officer
      .getByLabel("Lời trả lời")
      .fill("Điều dưỡng trực cấp cứu hôm đó. Bệnh án ghi chị được đưa vào lúc 8 giờ.");
    await officer.getByRole("button", { name: "Gửi câu trả lời" }).click();
    await expect(officer.getByRole("status")).toContainText("Người dân được báo.");
  });

  await test.step("and gives the verdict that every emergency needs", async () => {
    await officer.goto("/authority/openings");
    await section(officer, "Mở khẩn cấp chờ xem lại")
      .getByRole("link", { name: "ĐD. Lê Thị Duyên" })
      .first()
      .click();
    await expectReadable(officer);
    await officer.getByRole("radio", { name: /^Mở khẩn cấp đúng/ }).check();
    await officer.getByLabel("Lời trả lời").fill("Có cấp cứu thật, chỉ xem phần cần.");
    await officer.getByRole("button", { name: "Ghi kết luận và báo người dân" }).click();
    await expect(officer.getByRole("status")).toContainText("Người dân được báo.");
    await officer.goto("/authority/openings?closed=yes");
    await expect(section(officer, "Đã xem lại")).toContainText("Mở khẩn cấp đúng");
    await expectReadable(officer);
  });

  await test.step("she reads the answer, and ends the opening", async () => {
    await phone.reload();
    await expect(phone.getByText("Lượt mở này đúng quy định.")).toBeVisible();
    await expect(phone.getByText("Điều dưỡng trực cấp cứu hôm đó.")).toBeVisible();
    await expectReadable(phone);
    await phone.goto("/consent/access-log?by=emergency");
    await expect(phone.getByText(/Sở Y tế đã xem lại: mở đúng\./).first()).toBeVisible();
    await phone.goto("/consent/open-code");
    await phone.getByRole("button", { name: "Dừng cho xem ngay" }).first().click();
    await expect(phone.getByRole("status")).toContainText("Đã dừng.");
  });
});
