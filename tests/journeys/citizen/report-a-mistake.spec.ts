import type { Page } from "@playwright/test";
import { photoWithPlace } from "../../support/photos.ts";
import { mau } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false };
const ofVisit = (page: Page) => page.getByRole("heading", { level: 1, name: /^Nằm viện từ/ });

/** From the list of visits to the stay. */
async function openTheStay(page: Page): Promise<void> {
  await page.goto("/record");
  await page.getByRole("link", { name: /^Nằm viện từ/ }).click();
  await expect(ofVisit(page)).toBeVisible();
}

/** At a desk, from the list to the one case of that code. */
async function openTheCase(page: Page, at: "/clinic" | "/authority", code: string): Promise<void> {
  await page.goto(`${at}/corrections`);
  await page.getByRole("row").filter({ hasText: code }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 2, name: "Người báo" })).toBeVisible();
}

async function codeOf(page: Page): Promise<string> {
  const text = (await page.getByText(/^Mã \S+\s\S+\. Gửi/).textContent()) ?? "";
  return /Mã (\S+\s\S+?)\./.exec(text)?.[1] ?? "no code";
}

test("a diagnosis is reported with a photo, the clerk mends it, and both values stand there", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  await signInAs(page, mau);
  await openTheStay(page);
  await page.getByRole("link", { name: /Báo sai thông tin.*Viêm phổi/ }).click();
  await expect(page.getByText("Trong sổ đang ghi")).toBeVisible();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Chọn một câu trả lời.");
  await expectReadable(page);
  await page.getByLabel("Tôi mắc bệnh khác").check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Viết theo lời của bạn").fill("Bác sĩ nói tôi bị viêm phế quản.");
  await expectReadable(page);
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  // Another site's form, or no browser at all.
  const foreign = await page.request.post("/record/corrections/new/send-photo", { multipart: { said: "x" } });
  expect(foreign.status()).toBe(403);
  const photo = page.getByLabel("Ảnh hoặc tệp PDF");
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
  await photo.setInputFiles({ name: "giay.jpg", mimeType: "image/jpeg", buffer: Buffer.from(svg) });
  await page.getByRole("button", { name: "Kèm ảnh này" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Đây là hình vẽ");
  await expectReadable(page);
  await photo.setInputFiles({
    name: "giay.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(20_000_000)]),
  });
  await page.getByRole("button", { name: "Kèm ảnh này" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Tệp lớn quá");
  await photo.setInputFiles({ name: "giay.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace() });
  await page.getByRole("button", { name: "Kèm ảnh này" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kiểm tra trước khi gửi" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("1 ảnh hoặc tệp");
  await expectReadable(page);
  await page.getByRole("button", { name: "Gửi báo sai" }).click();
  await expect(page.getByRole("status")).toContainText("Đã gửi Trung tâm Y tế Bình Sơn");
  await expectReadable(page);
  const code = await codeOf(page);
  const address = new URL(page.url()).pathname;
  for (const other of [`${address}/add`, `${address}/withdraw`, "/record/corrections"]) {
    await page.goto(other);
    await expectReadable(page);
  }
  await page.goto(address);
  await expect(page.getByText(/phải nhận trước \d\d\/\d\d\/\d{4}, còn \d ngày/)).toBeVisible();
  const answer = await page.request.get(
    (await page.getByRole("link", { name: "Xem ảnh hoặc tệp" }).getAttribute("href")) ?? "",
  );
  expect(answer.headers()).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
  });

  await test.step("the line says so while it is open", async () => {
    await openTheStay(page);
    await expect(section(page, "Chẩn đoán")).toContainText("Đang xác minh");
    await expect(page.getByRole("link", { name: /Xem lời báo.*Viêm phổi/ })).toBeVisible();
  });

  await test.step("the clerk takes it and says what is right", async () => {
    const clerk = await anotherPhone(desk);
    await signInAtDesk(clerk, "/clinic", "bs.vinh");
    await clerk.goto("/clinic/corrections");
    await expectReadable(clerk);
    await openTheCase(clerk, "/clinic", code);
    await expectReadable(clerk);
    await clerk.getByRole("button", { name: "Nhận việc" }).click();
    await expect(clerk.getByText("Bạn đang phụ trách.")).toBeVisible();
    await clerk.getByLabel("Sửa thành").fill("Viêm phế quản (J20)");
    await clerk.locator("#mended-text").fill("Bệnh án giấy ghi viêm phế quản.");
    await expectReadable(clerk);
    await clerk.getByRole("button", { name: "Ghi điều đúng" }).click();
    await expect(clerk.getByText("Sửa thành: Viêm phế quản (J20)")).toBeVisible();
  });

  await page.goto(address);
  await expect(page.getByText("Bệnh án giấy ghi viêm phế quản.")).toBeVisible();
  await expect(section(page, "Đã làm đến đâu")).toContainText("Người phụ trách: BS. Trần Quốc Vinh");
  await expectReadable(page);
  await openTheStay(page);
  await expect(section(page, "Chẩn đoán")).toContainText("Viêm phổi, không đặc hiệu");
  await expect(section(page, "Chẩn đoán")).toContainText("Sửa thành: Viêm phế quản (J20)");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a refused report goes to the health authority, and back to the person", async ({
    page,
    anotherPhone,
  }) => {
    test.slow();
    await signInAs(page, mau);
    await openTheStay(page);
    await page
      .locator("#medicines")
      .getByRole("link", { name: /^Báo sai thông tin/ })
      .first()
      .click();
    await page.getByLabel("Tôi không nhận thuốc này").check();
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.getByRole("button", { name: "Tôi không biết" }).click();
    await page.getByRole("link", { name: "Tôi không có giấy" }).click();
    await page.getByRole("button", { name: "Gửi báo sai" }).click();
    const code = await codeOf(page);
    const address = new URL(page.url()).pathname;
    await page.getByRole("link", { name: "Nhắn thêm hoặc gửi ảnh" }).click();
    await page.getByLabel("Viết theo lời của bạn").fill("Tôi còn giữ đơn thuốc.");
    await page.getByRole("button", { name: "Gửi", exact: true }).click();
    await expect(section(page, "Trao đổi")).toContainText("Tôi còn giữ đơn thuốc.");

    const clerk = await anotherPhone({ ...desk, javaScriptEnabled: false });
    await signInAtDesk(clerk, "/clinic", "bs.vinh");
    await openTheCase(clerk, "/clinic", code);
    await clerk.getByRole("button", { name: "Nhận việc" }).click();
    await clerk.getByLabel("Không sửa, có lý do").check();
    await clerk.locator("#answer-text").fill("Sổ cấp thuốc có chữ ký của người nhà.");
    await clerk.getByRole("button", { name: "Gửi câu trả lời" }).click();
    await expect(clerk.getByRole("status")).toContainText("Đã ghi.");

    await page.goto(address);
    await expect(page.getByText("Sổ cấp thuốc có chữ ký của người nhà.")).toBeVisible();
    const withScripts = await anotherPhone({ javaScriptEnabled: true });
    await signInAs(withScripts, mau);
    await withScripts.goto(`${address}/appeal`);
    await expectReadable(withScripts);
    await page.getByRole("link", { name: "Tôi không đồng ý, gửi Sở Y tế" }).click();
    await page.getByLabel("Viết theo lời của bạn").fill("Không ai trong nhà ký.");
    await page.getByRole("button", { name: "Gửi Sở Y tế" }).click();
    await expect(page.getByRole("status")).toContainText("Đã gửi Sở Y tế.");

    const officer = await anotherPhone({ ...desk, javaScriptEnabled: false });
    await signInAtDesk(officer, "/authority", "syt.lan");
    await openTheCase(officer, "/authority", code);
    await officer.getByRole("button", { name: "Nhận việc" }).click();
    await officer.getByLabel("Giữ dòng này, ghi là người dân không đồng ý").check();
    await officer.locator("#answer-text").fill("Chưa đủ căn cứ để sửa.");
    await officer.getByRole("button", { name: "Gửi câu trả lời" }).click();

    await page.goto(address);
    await expect(page.getByText("Chưa đủ căn cứ để sửa.")).toBeVisible();
    await openTheStay(page);
    await expect(section(page, "Thuốc")).toContainText("Người dân không đồng ý");
    await page.goto("/record/corrections");
    await expect(section(page, "Đã xong")).toContainText(code);
  });
});
