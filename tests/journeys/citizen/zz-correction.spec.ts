import { photoWithPlace } from "../../support/photos.ts";
import { mauDon, tramAnh } from "../support/people.ts";
import { signInAs, signInAtDesk } from "../support/sign-in.ts";
import { test } from "../support/test.ts";

const out = "/tmp/shots-correction";
test("pictures", async ({ page, anotherPhone }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 360, height: 800 });
  let n = 0;
  const shot = async (name: string, p = page) =>
    p.screenshot({ path: `${out}/${String(++n).padStart(2, "0")}-${name}.png`, fullPage: true });
  await signInAs(page, tramAnh);
  await page.goto("/record");
  const link = page.getByRole("link", { name: /^(Nằm viện|Khám)/ }).first();
  if ((await link.count()) === 0) {
    await shot("no-visit");
    await page.context().clearCookies();
    await signInAs(page, mauDon);
    await page.goto("/record");
  }
  await page.locator('a[href^="/record/encounters/"]').first().click();
  await shot("visit");
  const of = await page.locator('#diagnoses a[href*="corrections/new"]').first().getAttribute("href");
  const med = await page
    .locator('a[href*="of=medicine"]')
    .first()
    .getAttribute("href")
    .catch(() => null);
  await page.goto(of ?? "");
  await shot("reason");
  await page.locator('input[type="radio"]').nth(1).check();
  await page.locator("form button").first().click();
  await page.locator("textarea").waitFor();
  await shot("wanted");
  await page
    .locator("textarea")
    .fill("Bác sĩ ở bệnh viện tỉnh nói mới nghi ngờ. Tôi có giấy ra viện ghi bệnh khác.");
  await page.locator("form button").first().click();
  await page.locator('input[type="file"]').waitFor();
  await shot("photo");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await photoWithPlace() });
  await page.locator("form button").first().click();
  await page.waitForURL(/check/);
  await shot("check");
  await page.locator("form button").first().click();
  await page.waitForURL(/done=sent/);
  await shot("sent");
  const address = new URL(page.url()).pathname;
  await page.goto(`${address}/add`);
  await shot("add");
  await page.goto(`${address}/withdraw`);
  await shot("withdraw");
  await page.goto("/record/corrections");
  await shot("list");
  if (med) {
    await page.goto(med);
    await page.locator('input[type="radio"]').nth(2).check();
    await page.locator("form button").first().click();
    await page.getByRole("button", { name: "Tôi không biết" }).click();
    await page.getByRole("link", { name: "Tôi không có giấy" }).click();
    await page.locator("form button").first().click();
  }
  const clerk = await anotherPhone({ viewport: { width: 1280, height: 800 }, isMobile: false });
  for (const user of ["bs.vinh", "tram.binhminh"]) {
    await clerk.context().clearCookies();
    await signInAtDesk(clerk, "/clinic", user);
    await clerk.goto("/clinic/corrections");
    await shot(`desk-list-${user}`, clerk);
    const first = clerk
      .locator('td a[href^="/clinic/corrections/"], th a[href^="/clinic/corrections/"]')
      .first();
    if ((await first.count()) > 0) {
      await first.click();
      await shot("desk-case", clerk);
      await clerk.getByRole("button", { name: "Nhận việc" }).click();
      await clerk.waitForURL(/said=done/);
      await shot("desk-taken", clerk);
      await clerk
        .locator("#sayLabel, textarea[name=said]")
        .fill("Chúng tôi đã tìm thấy bệnh án. Chị không cần gửi thêm giấy tờ.");
      await clerk.getByRole("button", { name: "Gửi lời nhắn" }).click();
      await clerk.waitForURL(/said=done/);
      const out2 = clerk.getByLabel("Loại trừ: không mắc bệnh này");
      if ((await out2.count()) > 0) await out2.check();
      else await clerk.getByLabel("Không sửa, có lý do").check();
      await clerk.locator("#answer-text").fill("Bệnh án giấy ghi viêm phế quản cấp, không ghi bệnh này.");
      await clerk.getByRole("button", { name: "Gửi câu trả lời" }).click();
      await clerk.waitForURL(/said=done/);
      await shot("desk-answered", clerk);
      await clerk.setViewportSize({ width: 360, height: 800 });
      await shot("desk-answered-narrow", clerk);
      await clerk.setViewportSize({ width: 1280, height: 800 });
      break;
    }
  }
  await page.goto(address);
  await shot("answered");
  await page.goto("/record");
  await page.locator('a[href^="/record/encounters/"]').first().click();
  await shot("visit-marked");
  await page.goto("/record/conditions");
  await shot("conditions");
  await page.goto("/me");
  await page.getByRole("radio", { name: "To", exact: true }).check();
  await page.getByRole("radio", { name: "English", exact: true }).check();
  await page.getByRole("button", { name: "Lưu cách hiển thị" }).click();
  await page.goto(address);
  await shot("answered-en-large");
  await page.goto("/record/corrections");
  await shot("list-en-large");
  await page.goto(`${address}/appeal`);
  await shot("appeal-en-large");
});
