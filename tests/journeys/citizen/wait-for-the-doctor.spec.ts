import { envelope, hoso, medicineOf, somebody, summaryFor, visit } from "../../support/claims.ts";
import { resultsOf, scanOf, servicesOf } from "../../support/services.ts";
import { mauDon } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { claimTime } from "../support/residents.ts";
import { sendClaims } from "../support/send-claims.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** A visit with medicines for a month, so that it is not over yet, and one scan. */
async function sendScan(): Promise<void> {
  const who = somebody({
    name: mauDon.name.toUpperCase(),
    birth: "198809170000",
    id: mauDon.personalId,
    card: "GD4515100000008",
  });
  const yesterday = { NGAY_YL: claimTime(-2, "0830"), NGAY_TH_YL: claimTime(-2, "0840") };
  const summary = summaryFor(who, {
    NGAY_VAO: claimTime(-2, "0800"),
    NGAY_RA: claimTime(20, "0900"),
    NGAY_TTOAN: claimTime(-2, "0900"),
    SO_NGAY_DTRI: "22",
    MA_LOAI_KCB: "05",
    CHAN_DOAN_RV: "Tăng huyết áp",
    MA_BENH_CHINH: "I10",
    NAM_QT: claimTime(-2).slice(0, 4),
    THANG_QT: claimTime(-2).slice(4, 6),
  });
  const ref = summary.MA_LK ?? "";
  const scan = scanOf(ref, { ...yesterday, NGAY_KQ: claimTime(-2, "0850") });
  const read = { MA_DICH_VU: "MAU.SA.0001", KET_LUAN: "Sỏi túi mật nhỏ", NGAY_KQ: claimTime(-2, "0850") };
  const parts = [...visit(summary, [medicineOf(ref, yesterday)]), servicesOf([scan]), resultsOf(ref, [read])];
  await sendClaims(envelope([hoso(parts)], { madeOn: claimTime(-1) }));
}

test("somebody chooses to wait for the doctor, and opens a result all the same", async ({ page }) => {
  test.slow();
  await sendScan();
  const found = "Sỏi túi mật nhỏ";
  await signInAs(page, mauDon);
  await page.goto("/record/results");
  const main = page.getByRole("main");
  await expect(main).toContainText(found);
  await expectReadable(page);

  const images = page.getByRole("group", { name: "Chụp chiếu, siêu âm" });
  await expect(images.getByRole("radio", { name: "Xem ngay" })).toBeChecked();
  await images.getByRole("radio", { name: "Đợi bác sĩ" }).check();
  await page.getByRole("button", { name: "Lưu lựa chọn" }).click();
  await expect(page.getByText("Đã lưu lựa chọn của bạn.")).toBeVisible();
  await expect(images.getByRole("radio", { name: "Đợi bác sĩ" })).toBeChecked();
  await expect(main).not.toContainText(found);
  await expectReadable(page);

  await page.getByRole("link", { name: "Siêu âm ổ bụng (MẪU)" }).click();
  await expect(page.getByRole("heading", { name: "Bạn đã chọn đợi bác sĩ" })).toBeVisible();
  await expect(main).not.toContainText(found);
  await expect(main).toContainText("Dùng sóng âm mà tai không nghe được");
  await expect(main).toContainText("chưa được bác sĩ duyệt");
  await expectReadable(page);
  const itsPage = page.url();

  await page.getByRole("link", { name: "Xem lần khám này" }).click();
  await expect(section(page, "Kết quả")).toContainText("Bạn đã chọn đợi bác sĩ");
  await expect(main).not.toContainText(found);
  await expect(section(page, "Chẩn đoán")).toContainText("Máu đẩy vào thành mạch");
  await expectReadable(page);

  await page.goto(itsPage);
  await page.getByRole("button", { name: "Xem kết quả ngay" }).click();
  await expect(page).toHaveURL(new RegExp(`^${itsPage}`));
  await expect(main).toContainText(found);
  await expect(page.getByRole("button", { name: "Xem kết quả ngay" })).toHaveCount(0);
  await expectReadable(page);
});
