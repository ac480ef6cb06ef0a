import { envelope, hoso, somebody, summaryFor, visit } from "../../support/claims.ts";
import { expectNoSidewaysScroll, expectReadable, section } from "../support/reading.ts";
import { fileClaims } from "../support/send-claims.ts";
import { signInAtDesk } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a clerk finds the file, the dossier that is held, what to mend, and its original", async ({ page }) => {
  const code = { MA_CSKCB: "51001" };
  const good = summaryFor(somebody(), code);
  const held = summaryFor(somebody({ name: "Lâm Quang Huy" }), { ...code, NGAY_VAO: "209901010800" });
  fileClaims("kham-thang-5.xml", envelope([good, held].map((one) => hoso(visit(one)))));
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await expect(section(page, "Hồ sơ cơ sở đã gửi")).toContainText("hồ sơ đang giữ lại");
  await page.getByRole("link", { name: "Mở kho dữ liệu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kho dữ liệu" })).toBeVisible();
  await expect(section(page, "Tệp đã nhận")).toContainText("kham-thang-5.xml");
  await expect(section(page, "Tệp đã nhận")).toContainText("1 vào sổ, 1 giữ lại");
  await expect(section(page, "Đúng, đủ, sạch, sống")).toContainText("05/2026");
  await expectReadable(page);

  const row = section(page, "Hồ sơ giữ lại")
    .getByRole("row")
    .filter({ hasText: held.MA_LK ?? "" });
  await expect(row).toContainText("Ngày đến khám ở tương lai");
  await expect(page.getByText("Lâm Quang Huy")).toHaveCount(0);
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Hồ sơ có lỗi" })).toBeVisible();
  await expect(section(page, "Việc cần làm")).toContainText("gửi lại bản đã sửa");
  await expect(section(page, "Điểm lỗi và điểm cần xem")).toContainText("nằm ở tương lai");
  await expect(section(page, "Hồ sơ ghi tên ai")).toContainText("Lâm Quang Huy");
  await expectReadable(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải bản gốc" }).click();
  expect((await download).suggestedFilename()).toBe(`ho-so-${held.MA_LK}.xml`);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["", "/held", "/files"]) {
    await page.goto(`/clinic/warehouse${path}`);
    await expectNoSidewaysScroll(page);
  }
});

test("another facility sees nothing of it, not even by its address", async ({ page, anotherPhone }) => {
  const held = summaryFor(somebody({ name: "Ngô Thị Kim Liên" }), { MA_CSKCB: "51001", NGAY_SINH: "" });
  fileClaims("rieng-cua-tram.xml", envelope([hoso(visit(held))]));
  await signInAtDesk(page, "/clinic", "tram.binhminh");
  await page.goto("/clinic/warehouse/held");
  const link = page
    .getByRole("row")
    .filter({ hasText: held.MA_LK ?? "" })
    .getByRole("link");
  const address = (await link.getAttribute("href")) ?? "";
  const other = await anotherPhone();
  await signInAtDesk(other, "/clinic", "bs.vinh");
  for (const path of [
    "/clinic/warehouse/files",
    "/clinic/warehouse/held",
    "/clinic/warehouse?facility=51001",
  ]) {
    await other.goto(path);
    await expect(other.getByRole("main")).not.toContainText("rieng-cua-tram.xml");
    await expect(other.getByRole("main")).not.toContainText(held.MA_LK ?? "");
  }
  expect((await other.goto(address))?.status()).toBe(404);
  expect((await other.request.get(`${address}/original`)).status()).toBe(404);
  await other.goto("/authority/warehouse");
  await expect(other.getByRole("heading", { name: "Tài khoản này không vào bàn này" })).toBeVisible();
});
