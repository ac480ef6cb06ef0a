import { expectNoSuchPage, openVisit, stay } from "../support/book.ts";
import { mau, moi, thiDu } from "../support/people.ts";
import { expectNoSidewaysScroll, expectReadable, section } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const pages = ["/record/conditions", "/record/medicines", "/record/results", "/record/documents"] as const;

test("a citizen looks for a visit in words without marks, and narrows the years", async ({ page }) => {
  await signInAs(page, mau);
  await page.goto("/record");
  await page.getByText("Tìm và lọc lần khám").click();
  await page.getByLabel("Tìm trong sổ").fill("VIEM phoi");
  await page.getByRole("button", { name: "Tìm" }).click();
  await expect(page.getByText("Tìm thấy 1 lần khám.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: stay })).toBeVisible();
  await expectReadable(page);

  await page.goto("/record?find=amoxicilin");
  await expect(page.getByRole("link", { name: stay })).toBeVisible();
  await page.getByLabel("Tìm trong sổ").fill("");
  await page.getByLabel("Năm").selectOption("2021");
  await page.getByRole("button", { name: "Tìm" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["2021"]);

  await page.goto("/record?find=khong%20co%20gi%20ca");
  await expect(page.getByRole("heading", { name: "Không có lần khám nào như vậy" })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Xem tất cả lần khám" }).click();
  await expect(page.getByRole("link", { name: stay })).toBeVisible();
});

test("conditions are gathered with how sure each record was, when, where and how often", async ({ page }) => {
  await signInAs(page, mau);
  await page.goto("/record/conditions");
  const rows = page.getByRole("main").getByRole("listitem");
  const pressure = rows.filter({ hasText: "Mã bệnh I10" });
  await expect(pressure).toContainText("Xác định khi ra viện");
  await expect(pressure).toContainText("Ghi 2 lần, từ 01/06/2021 đến 10/03/2026");
  await expectReadable(page);
  await pressure.getByRole("link").click();
  const records = section(page, "Các lần ghi bệnh này").getByRole("listitem");
  await expect(records).toHaveCount(2);
  await expect(records.nth(0)).toContainText("Bác sĩ đã xác định khi bạn ra viện.");
  await expect(records.nth(1)).toContainText("Hồ sơ khám không nói bác sĩ chắc chắn đến đâu.");
  await expect(records.nth(1)).toContainText("Từ Trung tâm Y tế Bình Sơn, nhận lúc");
  await expectReadable(page);
});

test("medicines are told by name and by visit, as the facility wrote them", async ({ page }) => {
  // No voice is installed where tests run: what one of the phone would be given to read is written down.
  await page.addInitScript(() => {
    const given: string[] = [];
    const speak = ({ text }: { text: string }) => given.push(text);
    class SpeechSynthesisUtterance {
      text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.assign(window, { given, SpeechSynthesisUtterance });
    const getVoices = () => [{ lang: "vi-VN", localService: true }];
    Object.defineProperty(window, "speechSynthesis", {
      value: { getVoices, speak, cancel: () => given.push("|") },
    });
  });
  await signInAs(page, mau);
  await page.goto("/record/medicines");
  await expect(page.getByText("Hôm nay không có đơn nào còn ngày dùng.")).toBeVisible();
  await page.getByRole("link", { name: /^Amoxicilin/ }).click();
  await expect(page.getByRole("main")).toContainText("Mỗi lần 1 viên, ngày 3 lần, trong 3 ngày.");
  await expectReadable(page);
  await page.getByRole("button", { name: "Đọc cho tôi nghe" }).click();
  await page.getByRole("button", { name: "Thôi đọc" }).click();
  const read = await page.evaluate(() => (window as unknown as { given: string[] }).given);
  expect(read.join(" ")).toMatch(/^\| Amoxicilin.* Mỗi lần 1 viên, ngày 3 lần, trong 3 ngày\. .*\|$/);
  await page.goto("/record/medicines?by=visit");
  await expect(page.getByRole("heading", { name: stay })).toBeVisible();
  await expectReadable(page);
});

test("results say what the facility sent, and nothing of ours", async ({ page }) => {
  await signInAs(page, mau);
  await page.goto("/record/results");
  await expectReadable(page);
  const first = page.getByRole("main").getByRole("listitem").first().getByRole("link");
  const name = (await first.textContent()) ?? "";
  await first.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("table", { name: "Các lần đo" })).toBeVisible();
  await expectReadable(page);
});

test("a paper stands in its frame, says that it is a copy, and prints", async ({ page }) => {
  await signInAs(page, mau);
  await page.goto("/record/documents");
  await expectReadable(page);
  await page.getByRole("link", { name: "Giấy hẹn khám lại" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("Không phải bản gốc có chữ ký.");
  await expect(main).toContainText("Khám lại ngày 27/03/2026 tại Trung tâm Y tế Bình Sơn.");
  await expectReadable(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByText("Số", { exact: false }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test("a printed stay has everything that is folded on the screen", async ({ page }) => {
  await signInAs(page, mau);
  await openVisit(page, stay);
  await expect(section(page, "Ghi chép của bác sĩ, điều dưỡng")).toBeVisible();
  // Only once the page is taken over: before, what we add would look like a fault of the server.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main") ?? {}).some((name) => name.startsWith("__reactFiber")),
  );
  await page.evaluate(() => {
    const folded = document.createElement("details");
    folded.innerHTML = "<summary>Đọc tiếp</summary><p>phần cuối</p>";
    document.querySelector("main")?.append(folded);
  });
  await expect(page.getByText("phần cuối")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("phần cuối")).toBeVisible();
  await expect(page.getByText("Đọc tiếp")).toBeHidden();
});

test("an empty book names its owner on every page of the record", async ({ page }) => {
  await signInAs(page, moi);
  for (const address of pages) {
    await page.goto(address);
    await expect(page.getByRole("main")).toContainText(moi.name);
    await expectReadable(page);
  }
});

test("what is of another book, or nothing at all, is not found", async ({ page, anotherPhone }) => {
  const owner = await anotherPhone();
  await signInAs(owner, mau);
  await owner.goto("/record/documents");
  const paper = await owner.getByRole("link", { name: "Giấy ra viện" }).getAttribute("href");
  await owner.goto("/record/results");
  const result = await owner.getByRole("main").locator("li a").first().getAttribute("href");

  await signInAs(page, thiDu);
  await expectNoSuchPage(page, paper ?? "");
  await expectNoSuchPage(page, result ?? "");
  for (const address of [
    "/record/documents/1",
    "/record/results/%00",
    "/record/medicines/x",
    "/record/conditions/__",
  ])
    await expectNoSuchPage(page, address);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("every page of the record reads, folds and searches", async ({ page }) => {
    await signInAs(page, mau);
    for (const address of pages) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
    await page.goto("/record");
    await page.getByText("Tìm và lọc lần khám").click();
    await page.getByLabel("Tìm trong sổ").fill("viem phoi");
    await page.getByRole("button", { name: "Tìm" }).click();
    await expect(page.getByText("Tìm thấy 1 lần khám.")).toBeVisible();
  });
});
