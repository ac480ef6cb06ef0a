import { askDoctor, title } from "../support/questions.ts";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a doctor takes a question, reads what is shown, answers and signs; it reaches the book", async ({
  page: desk,
  anotherPhone,
}) => {
  test.slow();
  const owner = resident(9);
  const phone = await anotherPhone();
  await signInAs(phone, owner);
  const address = await askDoctor(phone, {
    ...{ facilityCode: "51000", trouble: "Uống thuốc dạ dày thì bị đi lỏng, có phải do thuốc không?" },
    parts: ["Bệnh đã ghi", "Thuốc", "Tiền sử tôi khai"],
  });
  await signInAtDesk(desk, "/clinic", "bs.vinh");
  await desk.getByRole("navigation").getByRole("link", { name: "Câu hỏi từ xa" }).click();

  await test.step("the facility lays down shifts and words of its own", async () => {
    await desk.getByRole("link", { name: "Ca trực, giá và mẫu trả lời" }).click();
    await expectReadable(desk);
    await desk.getByText("Thêm mẫu", { exact: true }).first().click();
    await desk.getByLabel("Tên mẫu").fill("Rối loạn tiêu hóa nhẹ");
    await desk.getByLabel("Lời khuyên").fill("Uống nhiều nước.");
    await desk.getByRole("button", { name: "Thêm mẫu" }).click();
    await expect(desk.getByRole("status")).toContainText("Đã lưu.");
    await desk.getByRole("link", { name: "Câu hỏi từ xa" }).last().click();
  });

  await test.step("the inbox tells who, how and by when; taken, the question stands beside what is shown", async () => {
    const waiting = section(desk, "Đang chờ");
    await expect(waiting).toContainText(owner.name);
    await expectReadable(desk);
    await waiting
      .getByRole("listitem")
      .filter({ hasText: owner.name })
      .getByRole("button", { name: /Nhận câu hỏi/ })
      .click();
    await expect(desk.getByRole("status")).toContainText("Bạn đã nhận câu hỏi.");
    await expect(desk.getByRole("complementary")).toContainText("Bệnh đã ghi");
    await expect(desk.getByRole("complementary")).toContainText("Dị ứng");
    await expectReadable(desk);
    await desk.setViewportSize({ width: 360, height: 800 });
    await expectReadable(desk);
    await phone.goto(address);
    await expect(phone.getByRole("main")).toContainText("đang đọc");
  });

  await test.step("other ways out stand on pages of their own", async () => {
    await desk.getByRole("link", { name: "Chuyển lên tuyến trên" }).click();
    await expect(desk.getByRole("main")).toContainText("chưa cho chuyển lên tuyến trên");
    await expectReadable(desk);
    await desk.goBack();
    await desk.getByRole("link", { name: "Từ chối trả lời từ xa" }).click();
    await expect(title(desk, /Từ chối/)).toBeVisible();
    await expectReadable(desk);
    await desk.goBack();
  });

  await test.step("the answer begins with a template and a code, and is signed", async () => {
    await desk.getByRole("link", { name: "Trả lời", exact: true }).click();
    await desk.getByLabel("Gõ mã hoặc tên bệnh, rồi chọn").fill("kho tieu");
    await desk.getByRole("button", { name: "Tìm" }).click();
    await desk.getByRole("link", { name: /K30/ }).click();
    await desk.getByRole("link", { name: "Rối loạn tiêu hóa nhẹ" }).click();
    await expect(desk.getByLabel("Lời khuyên")).toHaveValue("Uống nhiều nước.");
    await expect(section(desk, "Tìm bệnh theo ICD-10")).toContainText("(K30)");
    await expectReadable(desk);
    await desk.getByRole("radio", { name: "Cần khám trực tiếp" }).check();
    await desk.getByLabel("Tóm tắt cho người bệnh").fill("Thuốc hay gây đi lỏng. Tình trạng nhẹ.");
    await desk.getByLabel("Gọi 115 hoặc đi khám ngay nếu").fill("đi ngoài ra máu\nsốt cao");
    await desk.getByLabel("Trong bao lâu").selectOption("3");
    await desk.getByRole("button", { name: "Ký và gửi" }).click();
    await expect(desk.getByRole("status")).toContainText("Đã ký và gửi câu trả lời.");
    await expectReadable(desk);
    await desk.locator(`a[href="/clinic${address}"]`).click();
    await expect(desk.getByRole("complementary")).toContainText("Quyền xem đã hết");
  });

  await test.step("the person reads it, books from it, finds it in the record and says whether it helped", async () => {
    await phone.goto(address);
    await expect(section(phone, "Trả lời")).toContainText("Chữ ký điện tử của sổ khớp với nội dung");
    await expect(phone.getByRole("link", { name: "Đặt lịch khám theo lời bác sĩ" })).toHaveAttribute(
      "href",
      /origin=teleconsult/,
    );
    await expectReadable(phone);
    await expect(async () => {
      await phone.reload();
      await phone.getByRole("link", { name: "Xem trong hồ sơ" }).click({ timeout: 1000 });
    }).toPass();
    await expect(title(phone, /^Tư vấn từ xa ngày/)).toBeVisible();
    await expect(phone.getByRole("main")).toContainText("Gọi 115 hoặc đi khám ngay nếu:");
    await phone.goto(address);
    await phone.getByRole("link", { name: "Câu trả lời có giúp được không?" }).click();
    await phone.getByRole("radio", { name: "Có, giúp được" }).check();
    await expectReadable(phone);
    await phone.getByRole("button", { name: "Gửi" }).click();
    await expect(phone.getByRole("main")).toContainText("Bạn đã đánh giá: Có, giúp được");
    await phone.goto(`${address}/report`);
    await expectReadable(phone);
    await phone.goto(address);
    await phone.getByRole("link", { name: /^Hỏi thêm một lần/ }).click();
    const words = phone.getByLabel("Muốn hỏi thêm gì?");
    await words.fill("Vẫn còn đi lỏng thì sao?");
    await phone.getByRole("button", { name: "Gửi câu hỏi thêm" }).click();
    await expect(phone.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(words).toHaveValue("Vẫn còn đi lỏng thì sao?");
    await phone.getByRole("checkbox", { name: "Không cho xem gì" }).check();
    await expectReadable(phone);
    await phone.getByRole("button", { name: "Gửi câu hỏi thêm" }).click();
    await expect(phone.getByRole("status")).toContainText("Đã gửi câu hỏi thêm.");
    await phone.goto("/consent/access-log");
    await expect(phone.getByRole("main")).toContainText("để trả lời câu hỏi bạn gửi");
  });
});
