import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { smsOf, tellPerson } from "../support/tell.ts";
import { expect, test } from "../support/test.ts";

test("messages are read, also without scripts; an SMS says that one waits, and nothing else", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const reader = resident(7);
  const tab = page
    .getByRole("navigation", { name: "Các phần chính" })
    .getByRole("link", { name: /^Tin nhắn/ });
  await signInAs(page, reader);

  await test.step("without scripts a message is opened, and is read", async () => {
    tellPerson(reader, { kind: "request-answered" });
    const plain = await anotherPhone({ javaScriptEnabled: false });
    await signInAs(plain, reader);
    await plain.goto("/messages");
    const line = plain.getByRole("listitem").filter({ hasText: "Yêu cầu của bạn đã có câu trả lời" });
    await expect(line).toContainText("Chưa đọc");
    await line.getByRole("link").click();
    await expect(plain.getByText("Yêu cầu về dữ liệu của bạn đã được trả lời.")).toBeVisible();
    await plain.goto("/messages");
    await expect(line).not.toContainText("Chưa đọc");
  });

  await test.step("ten and more are counted as more than nine, on the tab and on the cover", async () => {
    const many = Array.from({ length: 31 }, () => ({
      kind: "correction-answered",
      values: { facility: "51000" },
    }));
    tellPerson(reader, ...many, {
      kind: "book-opened-first",
      values: { facility: "51001", of: "Lê Minh Khôi" },
      link: "/consent/access-log",
    });
    await page.goto("/");
    await expect(tab).toHaveText("Tin nhắn (9+ chưa đọc)");
    await expect(page.getByRole("main").getByRole("link", { name: /^Tin nhắn/ })).toContainText(
      "hơn 9 chưa đọc",
    );
    await tab.click();
    await expect(page.getByRole("heading", { level: 1, name: "Tin nhắn" })).toBeVisible();
    await expect(page.getByText("Về sổ của Lê Minh Khôi")).toBeVisible();
    await expectReadable(page);
  });

  await test.step("one that is opened is read, and leads on", async () => {
    await page.getByRole("link", { name: "Một cơ sở mở sổ của bạn lần đầu" }).click();
    await expect(page.getByText(/^Trạm Y tế xã Bình Minh vừa mở sổ của bạn lần đầu\./)).toBeVisible();
    await expectReadable(page);
    await page.getByRole("link", { name: "Xem ai đã mở sổ" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ai đã mở sổ của tôi" })).toBeVisible();
  });

  await test.step("older ones stand on a page of their own; all at once are marked as read, and the number is gone", async () => {
    await page.goto("/messages");
    await page.getByRole("link", { name: "Xem các tin cũ hơn" }).click();
    await expect(page.getByRole("link", { name: "Xem các tin mới nhất" })).toBeVisible();
    await page.getByRole("link", { name: "Xem các tin mới nhất" }).click();
    await page.getByRole("button", { name: "Đánh dấu đã đọc hết" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã đánh dấu đọc hết." })).toBeVisible();
    await expect(tab).toHaveText("Tin nhắn");
    await page.goto("/");
    await expect(tab).toHaveText("Tin nhắn");
  });

  await test.step("nobody else finds the message", async () => {
    await page.goto("/messages");
    const address = await page
      .getByRole("main")
      .locator('a[href^="/messages/"]')
      .first()
      .getAttribute("href");
    const stranger = await anotherPhone();
    await signInAs(stranger, resident(11));
    const answer = await stranger.goto(address ?? "");
    expect(answer?.status()).toBe(404);
    await stranger.goto("/messages");
    await expect(stranger.locator(`a[href="${address}"]`)).toHaveCount(0);
    await expectReadable(stranger);
  });

  const number = "0905017318";
  await test.step("a number is confirmed by the code that comes by SMS", async () => {
    await page.getByRole("link", { name: "Cách nhận tin" }).click();
    await expectReadable(page);
    await page.getByRole("link", { name: "Thêm số điện thoại" }).click();
    await page.getByLabel("Số di động").fill("0905 0173");
    await page.getByRole("button", { name: "Gửi mã đến số này" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Số di động có 10 chữ số");
    await expect(page.getByLabel("Số di động")).toHaveValue("0905 0173");
    await expectReadable(page);
    await page.getByLabel("Số di động").fill("0905 017 318");
    await page.getByRole("button", { name: "Gửi mã đến số này" }).click();
    await expect(page.getByText("Chúng tôi vừa gửi mã đến 0905 017 318.")).toBeVisible();
    await expectReadable(page);
    await page.getByLabel("Mã xác nhận").fill("12");
    await page.getByRole("button", { name: "Xác nhận số này" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Mã có 6 chữ số.");
    const [sms = ""] = await smsOf(number);
    await page.getByLabel("Mã xác nhận").fill(/ là (\d{6})\./.exec(sms)?.[1] ?? "");
    await page.getByRole("button", { name: "Xác nhận số này" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã xác nhận số điện thoại." })).toBeVisible();
    await expect(section(page, "Số điện thoại nhận SMS")).toContainText("0905 017 318");
  });

  await test.step("what SMS may be about and when they may come is chosen", async () => {
    await page.getByLabel("Điều tôi báo sai").uncheck();
    await page.getByRole("button", { name: "Lưu lựa chọn" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã lưu việc báo bằng SMS." })).toBeVisible();
    await expect(page.getByLabel("Điều tôi báo sai")).not.toBeChecked();
    await page.getByLabel("Từ", { exact: true }).selectOption("22:00");
    await page.getByLabel("Đến", { exact: true }).selectOption("22:00");
    await page.getByRole("button", { name: "Lưu giờ yên tĩnh" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Hai giờ giống nhau.");
    await page.getByLabel("Từ", { exact: true }).selectOption("22:00");
    await page.getByLabel("Đến", { exact: true }).selectOption("05:00");
    await page.getByRole("button", { name: "Lưu giờ yên tĩnh" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã lưu giờ yên tĩnh." })).toBeVisible();
  });

  await test.step("an urgent message is told by SMS at once, by its urgency alone", async () => {
    tellPerson(reader, {
      kind: "book-opened-emergency",
      values: { facility: "51000", name: "BS. Trần Quốc Vinh" },
    });
    await expect
      .poll(async () => (await smsOf(number))[0], { timeout: 20_000 })
      .toBe("Sổ sức khỏe Bình Sơn: bạn có tin nhắn gấp về an toàn của sổ. Mở sổ để đọc.");
    await page.goto("/messages");
    await expect(
      page.getByText("BS. Trần Quốc Vinh ở Trung tâm Y tế Bình Sơn đã mở sổ của bạn để cấp cứu."),
    ).toBeVisible();
  });
});
