import { envelope, hoso, medicineOf, summaryFor, visit } from "../../support/claims.ts";
import { notesOf, resultsOf, scanOf, servicesOf } from "../../support/services.ts";
import { expectNoSidewaysScroll, expectReadable, section } from "../support/reading.ts";
import { claimTime, resident } from "../support/residents.ts";
import { sendClaims } from "../support/send-claims.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const ends = (days: number) => ({
  ...{ NGAY_RA: claimTime(days, "1000"), NGAY_TTOAN: claimTime(days, "1000") },
  ...{ NAM_QT: claimTime(days).slice(0, 4), THANG_QT: claimTime(days).slice(4, 6) },
});

/** A stay of 200 days with 600 lines, a note of 100 kB, results in words, and a unit that changes. */
async function sendLongStay(who: ReturnType<typeof resident>["named"]): Promise<void> {
  const summary = summaryFor(who, {
    ...{ NGAY_VAO: claimTime(-203, "0800"), NGAY_VAO_NOI_TRU: claimTime(-203, "0800"), ...ends(-3) },
    ...{ MA_LOAI_KCB: "03", SO_NGAY_DTRI: "201", MA_CSKCB: "51000", LY_DO_VV: "Ngã xe, đau lưng nhiều" },
    ...{ MA_BENH_CHINH: "S32.0", CHAN_DOAN_RV: "Gãy đốt sống thắt lưng" },
  });
  const ref = summary.MA_LK ?? "";
  const many = Array.from({ length: 300 }, (_, at) => at + 1);
  const day = (at: number, time: string) => claimTime(-203 + (at % 200), time);
  const medicines = many.map((at) =>
    medicineOf(ref, {
      ...{ STT: String(at), NGAY_YL: day(at, "0830"), NGAY_TH_YL: day(at, "0840") },
      // Some as long as names of combined medicines are.
      ...(at % 7 ? {} : { TEN_THUOC: `Thuốc phối hợp nhiều thành phần dùng đường uống số ${at} (MẪU)` }),
    }),
  );
  const scans = many.map((at) =>
    scanOf(ref, {
      ...{
        STT: String(at),
        MA_DICH_VU: `MAU.XN.${at % 3}`,
        TEN_DICH_VU: `Xét nghiệm số ${at} (MẪU)`,
        MA_NHOM: "1",
      },
      ...{ NGAY_YL: day(at, "0900"), NGAY_TH_YL: day(at, "0905"), NGAY_KQ: day(at, "1000") },
    }),
  );
  const glucose = { MA_CHI_SO: "GLU", TEN_CHI_SO: "Glucose" };
  const results = resultsOf(ref, [
    { ...glucose, GIA_TRI: "6.1", DON_VI_DO: "mmol/L", NGAY_KQ: claimTime(-200, "0900") },
    // A day without a time, and another unit.
    { ...glucose, GIA_TRI: "112", DON_VI_DO: "mg/dL", NGAY_KQ: claimTime(-100, "0000") },
    { ...glucose, GIA_TRI: "6.4", DON_VI_DO: "mmol/L", NGAY_KQ: claimTime(-50, "0900") },
    { MA_CHI_SO: "HBSAG", TEN_CHI_SO: "HBsAg", GIA_TRI: "Âm tính", NGAY_KQ: claimTime(-20, "0900") },
  ]);
  const sentence = "Bệnh nhân tỉnh, tiếp xúc tốt, ăn uống được, vết mổ khô. ";
  const notes = notesOf(ref, [
    { at: claimTime(-150, "0900"), text: sentence.repeat(1400) },
    { at: claimTime(-4, "0900"), text: "Đi lại được." },
  ]);
  const parts = [...visit(summary, medicines), servicesOf(scans), results, notes];
  await sendClaims(envelope([hoso(parts)], { facility: "51000", madeOn: claimTime(-2) }), "51000");
}

test("a stay of 200 days, 600 lines and a note of 100 kB reads, folds and prints", async ({ page }) => {
  test.slow();
  const { named, ...person } = resident(6);
  await sendLongStay(named);
  await signInAs(page, person);
  await page.goto("/record?find=nga+xe");
  await page.getByRole("link", { name: /^Nằm viện từ/ }).click();
  await expectReadable(page);
  const medicines = section(page, "Thuốc");
  const hidden = medicines.getByText("Thuốc phối hợp nhiều thành phần dùng đường uống số 294 (MẪU) 500mg");
  await expect(hidden).toBeHidden();
  await medicines.getByText(/^Xem thêm \d+ dòng$/).click();
  await expect(hidden).toBeVisible();
  const notes = section(page, "Ghi chép của bác sĩ, điều dưỡng");
  await expect(notes.getByText("Đi lại được.")).toBeVisible();
  await notes.getByText("Đọc tiếp").click();
  expect(((await notes.textContent()) ?? "").length).toBeGreaterThan(75_000);
  await expect(section(page, "Kết quả")).toContainText("Âm tính");
  await page.emulateMedia({ media: "print" });
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ media: "screen" });

  await page.goto("/record/results");
  await page.getByRole("link", { name: "Glucose" }).click();
  const table = page.getByRole("table", { name: "Các lần đo" });
  await expect(table).toContainText("112");
  await expect(table).toContainText("mg/dL");
  // The day that came without a time is said without one.
  await expect(table).not.toContainText("0:00");
  await expectReadable(page);
  // A name of 62 letters on a narrow phone.
  const name = "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Bảo Ngọc Trâm Anh Thư Linh";
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of ["/", "/me"]) {
    await page.goto(address);
    const shown = page.getByText(person.name, { exact: true }).first();
    await shown.evaluate((element, text) => {
      element.textContent = text;
    }, name);
    await expectNoSidewaysScroll(page);
  }
});

test("many private visits tell only that they are there", async ({ page }) => {
  const { named, ...person } = resident(8);
  await signInAs(page, person);
  await page.goto("/record");
  const visits = await page.getByRole("main").locator('a[href^="/record/encounters/"]').count();
  await sendClaims(
    envelope(
      Array.from({ length: 5 }, (_, at) => {
        const day = -30 - at;
        const told = { MA_BENH_CHINH: "F32.0", CHAN_DOAN_RV: "Trầm cảm nhẹ", LY_DO_VV: "Mất ngủ" };
        const summary = summaryFor(named, { ...told, NGAY_VAO: claimTime(day, "0900"), ...ends(day) });
        const given = { NGAY_YL: claimTime(day, "0930"), NGAY_TH_YL: claimTime(day, "0940") };
        return hoso(visit(summary, [medicineOf(summary.MA_LK ?? "", given)]));
      }),
      { madeOn: claimTime(-25) },
    ),
  );
  await page.goto("/record");
  await expect(page.getByRole("main").locator('a[href^="/record/encounters/"]')).toHaveCount(visits);
  await expect(page.getByRole("link", { name: "Lượt khám riêng tư", exact: true })).toHaveCount(3);
  const lists = ["conditions", "medicines", "results", "documents", "completeness"];
  for (const address of ["/", "/record", ...lists.map((one) => `/record/${one}`), "/record?find=mat+ngu"]) {
    await page.goto(address);
    await expect(page.getByRole("main")).not.toContainText(/trầm cảm|mất ngủ/i);
  }
  await expect(page.getByText("Sổ không tìm trong lượt khám riêng tư đang đóng.")).toBeVisible();
  await page.goto("/record");
  await page.getByRole("link", { name: "Xem tất cả lượt khám riêng tư" }).click();
  await expect(page.getByRole("link", { name: "Lượt khám riêng tư", exact: true })).toHaveCount(5);
  await expectReadable(page);
});
