import { openVisit, openVisits, stay } from "../support/book.ts";
import { mau } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { putToken, tokenOf } from "../support/sessions.ts";
import { expectBookOf, expectNoBook, signInAs, signOut } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a citizen reads a stay in hospital as the facility wrote it", async ({ page }) => {
  await signInAs(page, mau);

  await test.step("the cover says whose book it is, and what was last", async () => {
    await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${mau.name}` })).toBeVisible();
    const cover = page.getByRole("main");
    await expect(cover).toContainText("10/05/1975");
    await expect(cover).toContainText("Xã Bình Sơn");
    await expect(cover).toContainText("đến 31/12/2026");
    await expect(section(page, "Lần khám gần nhất")).toContainText(stay);
    await expect(section(page, "Lần khám gần nhất")).toContainText("Trung tâm Y tế Bình Sơn");
    await expect(page.getByText(/Nhận hồ sơ lần cuối lúc \d+:\d\d ngày/)).toBeVisible();
    await expectReadable(page);
  });

  await test.step("the list has both visits, by year, the latest first", async () => {
    await openVisits(page);
    await expect(page.getByText("2 lần khám mà các cơ sở đã gửi về.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(["2026", "2021"]);
    await expect(section(page, "2026")).toContainText(stay);
    await expect(section(page, "2021")).toContainText("Khám ngày 01/06/2021");
    await expectReadable(page);
  });

  await test.step("the stay says why, what, which medicines, what was done, what it cost, and who says so", async () => {
    await openVisit(page, stay);
    await expect(page.getByText(/Trung tâm Y tế Bình Sơn$/).first()).toBeVisible();
    await expect(section(page, "Lý do đến khám")).toContainText("Sốt, ho");
    await expect(section(page, "Lý do đến khám")).toContainText("Viêm phổi, cần theo dõi nội trú");

    const diagnoses = section(page, "Chẩn đoán");
    await expect(diagnoses.getByRole("listitem").nth(0)).toContainText("Viêm phổi, không đặc hiệu");
    await expect(diagnoses.getByRole("listitem").nth(0)).toContainText("Bệnh chính, mã J18.9");
    await expect(diagnoses.getByRole("listitem").nth(1)).toContainText("Bệnh kèm theo, mã I10");
    await expect(diagnoses).toContainText("Viêm phổi, không đặc hiệu; Tăng huyết áp vô căn (nguyên phát)");
    await expect(diagnoses).toContainText("Lúc mới vào: Theo dõi viêm phổi");
    await expect(diagnoses).toContainText("chưa phải kết luận");

    const medicines = section(page, "Thuốc").getByRole("listitem");
    await expect(medicines).toHaveCount(3);
    await expect(medicines.nth(0)).toContainText("Amoxicilin (MẪU) 500mg");
    await expect(medicines.nth(0)).toContainText("Uống sau ăn");
    await expect(medicines.nth(0)).toContainText("Mỗi lần 1 viên, ngày 3 lần, trong 3 ngày.");
    await expect(medicines.nth(0)).toContainText("Nhận 9 viên");
    await expect(medicines.nth(2)).toContainText("Vitamin C ngoài danh mục (MẪU)");

    const services = section(page, "Khám, xét nghiệm, thủ thuật");
    for (const name of ["Khám Nội (MẪU)", "Chụp Xquang ngực thẳng", "Điện tim thường"])
      await expect(services).toContainText(name);
    await expect(services).toContainText("3 ngày, 9:00 ngày 10/03/2026");

    const cost = section(page, "Chi phí");
    for (const amount of ["863.730 đ", "688.824 đ", "174.906 đ", "172.206 đ", "2.700 đ"])
      await expect(cost).toContainText(amount);
    await expect(cost).toContainText("Đã thanh toán tại quầy lúc 9:30 ngày 13/03/2026");
    await expect(section(page, "Hẹn khám lại")).toContainText("Ngày 27/03/2026");
    await expect(page.getByText(/^Từ Trung tâm Y tế Bình Sơn, nhận lúc \d+:\d\d ngày/)).toBeVisible();
    await expectReadable(page);
  });

  await test.step("the visit of 2021, which named the citizen by card only, is there as well", async () => {
    await openVisit(page, "Khám ngày 01/06/2021");
    await expect(section(page, "Chẩn đoán")).toContainText("mã I10");
    await expect(section(page, "Lý do đến khám")).toContainText("Cơ sở không ghi lý do.");
    await expect(section(page, "Chi phí")).toContainText("76.500 đ");
    await expectReadable(page);
  });
});

test("after signing out nothing opens, not even with the old cookie", async ({ page, context }) => {
  await signInAs(page, mau);
  await openVisits(page);
  const old = await tokenOf(context, "citizen");
  await signOut(page);
  await expectReadable(page);

  await page.goBack();
  await expect(page.getByText(mau.name)).toHaveCount(0);
  await expectNoBook(page);

  await putToken(context, "citizen", old);
  await expectNoBook(page);
  await page.goto("/");
  await expect(page.getByText(mau.name)).toHaveCount(0);
});

test("whoever followed a link to a page comes back to it after signing in", async ({ page }) => {
  await page.goto("/consent/access-log");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fconsent%2Faccess-log$/);
  await signInAs(page, mau, page.url());
  await expect(page.getByRole("heading", { level: 1, name: "Ai đã mở sổ của tôi" })).toBeVisible();
  await expectBookOf(page, mau);
});
