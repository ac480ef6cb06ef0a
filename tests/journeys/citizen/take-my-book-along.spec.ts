import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import yauzl from "yauzl";
import { namSinh } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { nameOneself, signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** The files of an archive by name. */
async function filesOf(zip: Buffer): Promise<Map<string, string>> {
  const open = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);
  const archive = await open(zip, { lazyEntries: true });
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    archive.on("entry", (entry: yauzl.Entry) => {
      archive.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          files.set(entry.fileName, Buffer.concat(parts).toString());
          archive.readEntry();
        });
      });
    });
    archive.on("end", () => resolve());
    archive.readEntry();
  });
  return files;
}

test("a copy of the book is made, and taken once by whoever signs in again; then what the book keeps is deleted", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, namSinh);
  await page.goto("/consent");
  await page.getByRole("link", { name: "Bản sao sổ của tôi" }).click();
  await expect(page.getByLabel("Cho cả lượt khám riêng tư vào")).not.toBeChecked();
  await expectReadable(page);
  await page.getByRole("button", { name: "Tạo bản sao" }).click();
  await expect(page.getByRole("status")).toContainText("Máy đang làm bản sao.");
  const ready = page.getByRole("link", { name: /Xin lúc/ }).first();
  await expect(async () => {
    await page.goto("/consent/export");
    await expect(ready).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expectReadable(page);
  await ready.click();
  await expectReadable(page);

  // Asked who it is a moment ago: only then is there a link, and it serves once.
  if (await page.getByRole("button", { name: "Vào bằng VNeID" }).isVisible()) {
    await page.getByRole("button", { name: "Vào bằng VNeID" }).click();
    await nameOneself(page, namSinh);
  }
  await page.getByRole("button", { name: "Lấy đường tải" }).click();
  const link = page.getByRole("link", { name: "Tải bản sao" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const files = await filesOf(await readFile(await download.path()));
  expect(files.get("so-suc-khoe.html")).toContain(namSinh.name);
  const data = JSON.parse(files.get("du-lieu.json") ?? "{}");
  expect(data.privateVisitsLeftOut).toBe(0);
  expect(data.warehouse.encounters.length).toBeGreaterThan(0);
  expect(files.get("so-suc-khoe.pdf")?.slice(0, 5)).toBe("%PDF-");
  const used = (await link.getAttribute("href")) ?? "";
  await page.goto(used);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "Đường tải này đã dùng hoặc hết giờ.",
  );

  await page.goto("/consent/delete");
  await expect(page.getByText("Thông tư 13/2025/TT-BYT")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Xóa vĩnh viễn" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Đánh dấu vào ô");
  await page.getByLabel("Tôi hiểu là không lấy lại được").check();
  await page.getByRole("button", { name: "Xóa vĩnh viễn" }).click();
  await expect(page.getByRole("status")).toContainText("Đã xóa điều sổ giữ về bạn");
  await expectReadable(page);
});
