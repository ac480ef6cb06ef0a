import { tramAnh } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { tellPerson } from "../support/tell.ts";
import { expect, test } from "../support/test.ts";

test("whoever did not read an urgent message is called by one person at a time, and sees that", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const hers = await anotherPhone();
  await signInAs(hers, tramAnh);
  tellPerson(tramAnh, { kind: "security-incident", values: { on: "2026-11-20" }, daysAgo: 2 });
  await signInAtDesk(page, "/clinic", "bs.vinh");
  const row = page.getByRole("row").filter({ hasText: tramAnh.name });

  await test.step("the list names her, how urgent it is and nothing of what it tells", async () => {
    await expect(async () => {
      await page.goto("/clinic/calls");
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await expect(row).toContainText("Gấp");
    await expect(row).toContainText("Chưa ai gọi");
    await expect(page.getByRole("main")).not.toContainText("sự cố");
    await expectReadable(page);
  });

  await test.step("the number shows to whoever takes the line, and nobody else may call meanwhile", async () => {
    await row.getByRole("link", { name: tramAnh.name }).click();
    await expect(section(page, "Số điện thoại")).toHaveCount(0);
    await expectReadable(page);
    await page.getByRole("button", { name: "Nhận gọi" }).click();
    await expect(section(page, "Số điện thoại")).toBeVisible();
    await expectReadable(page);
    const colleague = await anotherPhone();
    await signInAtDesk(colleague, "/clinic", "dd.duyen");
    await colleague.goto(page.url());
    await expect(
      colleague.getByRole("heading", { level: 2, name: "BS. Trần Quốc Vinh đang gọi" }),
    ).toBeVisible();
    await expect(colleague.getByRole("button", { name: "Nhận gọi" })).toHaveCount(0);
  });

  await test.step("another station does not find the line", async () => {
    const station = await anotherPhone();
    await signInAtDesk(station, "/clinic", "tram.binhminh");
    await station.goto("/clinic/calls");
    await expect(station.getByRole("row").filter({ hasText: tramAnh.name })).toHaveCount(0);
    expect((await station.goto(page.url()))?.status()).toBe(404);
  });

  await test.step("the result closes the line, and she sees who called", async () => {
    await page.getByRole("button", { name: "Ghi kết quả" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Bạn chọn một kết quả.");
    await page.getByRole("radio", { name: "Đã gặp và báo có tin." }).check();
    await page.getByRole("button", { name: "Ghi kết quả" }).click();
    await expect(section(page, "Đã xong")).toContainText("BS. Trần Quốc Vinh ghi lúc");
    await page.getByRole("link", { name: "Danh sách cần gọi" }).click();
    await expect(row).toHaveCount(0);
    await hers.goto("/messages");
    await hers.getByRole("link", { name: "Có sự cố liên quan đến sổ của bạn" }).click();
    await expect(section(hers, "Trạm đã gọi cho bạn")).toContainText(
      "BS. Trần Quốc Vinh gọi: đã nói chuyện với bạn.",
    );
  });

  await test.step("the authority has a list of its own", async () => {
    const authority = await anotherPhone();
    await signInAtDesk(authority, "/authority", "syt.minh");
    await authority.getByRole("link", { name: "Cần gọi" }).click();
    await expect(authority.getByRole("heading", { level: 1, name: "Cần gọi" })).toBeVisible();
    await expectReadable(authority);
  });
});
