import type { Page } from "@playwright/test";
import { openUnderWorker, withWorker } from "../support/phone-memory.ts";
import { expectReadable } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const paste = async (page: Page, text: string) => {
  await page.getByLabel("Chữ trong mã QR").fill(text);
  await page.getByRole("button", { name: "Kiểm tra", exact: true }).click();
};

/** What is noted without a network waits on the phone, and is there once when the network is back. */
async function measureWithoutNetwork(page: Page): Promise<void> {
  const note = `trên đường, ${Date.now()}`;
  await page.goto("/record/measurements/temperature/new");
  await page.context().setOffline(true);
  await page.getByLabel("Nhiệt độ").fill("37,9");
  await page.getByLabel("Ghi thêm").fill(note);
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByText("Đã giữ trong máy này")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Nhiệt độ 37,9 °C" })).toBeVisible();
  await expect(page.getByLabel("Nhiệt độ")).toHaveValue("");
  await expectReadable(page);
  await page.context().setOffline(false);
  await expect(page.getByText("Đã gửi: Nhiệt độ 37,9 °C.")).toBeVisible();
  // Made for another book than the one in hand, nothing of it is read; nor is what another site sends.
  const elsewhere = await page.evaluate(async () => {
    const body = JSON.stringify({ bookInHand: "another", kind: "temperature", value: "38" });
    return (await fetch("/record/measurements/send", { method: "POST", body })).status;
  });
  expect(elsewhere).toBe(409);
  const foreign = await page.request.post("/record/measurements/send", { data: {} });
  expect(foreign.status()).toBe(403);
  await page.goto("/record/measurements/temperature");
  await expect(page.getByRole("row").filter({ hasText: note })).toHaveCount(1);
  await expect(page.getByText("Chờ gửi")).toHaveCount(0);
  await page.getByRole("row").filter({ hasText: note }).getByRole("link").click();
  await expect(page.getByLabel("Ghi thêm")).toHaveValue(note);
  await expectReadable(page);
}

test("what I measure at home is asked again after a slip and waits for a network, and my emergency card is checked by anybody", async ({
  page,
  anotherPhone,
}) => {
  await signInAs(page, resident(6));
  await page.goto("/record/measurements");
  await expectReadable(page);
  await page.goto("/record/measurements/blood-pressure/new");
  await page.getByLabel("Số trên").fill("1200");
  await page.getByLabel("Số dưới").fill("80");
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("từ 50 đến 300");
  await expect(page.getByLabel("Số dưới")).toHaveValue("80");
  await expectReadable(page);
  await page.getByLabel("Số trên").fill("138");
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("status")).toContainText("Đã ghi số đo.");
  await expect(page.getByText("Nên hỏi bác sĩ về lần đo này")).toBeVisible();
  await expectReadable(page);
  await measureWithoutNetwork(page);

  await page.goto("/record/history");
  await page.getByRole("link", { name: "Khai nhóm máu" }).click();
  await page.getByLabel("AB", { exact: true }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Rh âm").check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Ghi vào sổ" }).click();
  await expect(page.getByRole("status")).toContainText("Đã ghi vào sổ.");

  await page.goto("/emergency-card/choose");
  await expectReadable(page);
  await page.getByLabel("AB Rh-").check();
  await page.getByRole("button", { name: "Ký thẻ" }).click();
  await expect(page.getByRole("status")).toContainText("Thẻ đã làm xong.");
  await expectReadable(page);
  const link = await page.getByRole("link", { name: "Kiểm tra chữ ký của thẻ" }).getAttribute("href");
  const text = decodeURIComponent(link?.split("#")[1] ?? "");
  expect(text).toContain("NHÓM MÁU (blood): AB Rh-*");
  expect((await (await page.request.get("/emergency-card/file")).body()).subarray(0, 5).toString()).toBe(
    "%PDF-",
  );
  await page.goto("/emergency-card/withdraw");
  await expectReadable(page);
  await page.goto("/emergency-card/lock-screen");
  await expectReadable(page);
  await page.getByLabel("AB Rh-").check();
  const picture = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tải ảnh" }).click();
  expect((await picture).suggestedFilename()).toBe("the-cap-cuu.png");

  const rescuer = await anotherPhone(withWorker);
  await rescuer.goto("/verify");
  await paste(rescuer, text);
  const good = rescuer.getByRole("status").filter({ hasText: "Thẻ cấp cứu do sổ ký ngày" });
  await expect(good).toContainText("AB Rh-");
  await expectReadable(rescuer);
  await openUnderWorker(rescuer);
  await rescuer.evaluate(() => fetch("/.well-known/jwks.json").then((answer) => answer.text()));
  await rescuer.context().setOffline(true);
  await rescuer.goto("/verify");
  await paste(rescuer, text);
  await expect(good).toContainText("AB Rh-");
  await paste(rescuer, text.replace("AB Rh-", "AB Rh+"));
  await expect(rescuer.getByRole("alert")).toContainText("không đúng chữ ký");
  await rescuer.context().setOffline(false);
});
