import { envelope, hoso, medicineOf, somebody, summaryFor, visit } from "../../support/claims.ts";
import { mauDon } from "../support/people.ts";
import { expectReadable, section } from "../support/reading.ts";
import { sendClaims } from "../support/send-claims.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** A time of a claim, `days` from today. */
const at = (days: number, time: string) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "") + time;

/** A visit with medicines for a month, so that it is not over yet, and one scan. */
function sendScan(): void {
  const who = somebody({
    name: mauDon.name.toUpperCase(),
    birth: "198809170000",
    id: mauDon.personalId,
    card: "GD4515100000008",
  });
  const yesterday = { NGAY_YL: at(-2, "0830"), NGAY_TH_YL: at(-2, "0840") };
  const summary = summaryFor(who, {
    NGAY_VAO: at(-2, "0800"),
    NGAY_RA: at(20, "0900"),
    NGAY_TTOAN: at(-2, "0900"),
    SO_NGAY_DTRI: "22",
    MA_LOAI_KCB: "05",
    CHAN_DOAN_RV: "Tăng huyết áp",
    MA_BENH_CHINH: "I10",
    NAM_QT: at(-2, "").slice(0, 4),
    THANG_QT: at(-2, "").slice(4, 6),
  });
  const ref = summary.MA_LK ?? "";
  const free = ["THANH_TIEN_BV", "THANH_TIEN_BH", "T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC"];
  const scan = {
    ...{ MA_LK: ref, STT: "1", MA_DICH_VU: "MAU.SA.0001", TEN_DICH_VU: "Siêu âm ổ bụng (MẪU)", MA_NHOM: "2" },
    ...{ DON_VI_TINH: "Lần", PHAM_VI: "1", SO_LUONG: "1.000", DON_GIA_BV: "0.000", DON_GIA_BH: "0.000" },
    ...{
      TYLE_TT_DV: "100",
      TYLE_TT_BH: "100",
      MUC_HUONG: "100",
      MA_KHOA: "K01",
      MA_BAC_SI: "000001/QNG-GPHN",
    },
    ...{ ...yesterday, NGAY_KQ: at(-2, "0850"), MA_BENH: "I10", MA_PTTT: "1" },
    ...Object.fromEntries(free.map((field) => [field, "0.00"])),
  };
  const read = {
    ...{ MA_LK: ref, STT: "1", MA_DICH_VU: "MAU.SA.0001", KET_LUAN: "Sỏi túi mật nhỏ" },
    ...{ NGAY_KQ: at(-2, "0850"), MA_BS_DOC_KQ: "000002/QNG-GPHN" },
  };
  const parts = [
    ...visit(summary, [medicineOf(ref, yesterday)]),
    { kind: "XML3", row: "CHI_TIET_DVKT", rows: [scan] },
    { kind: "XML4", row: "CHI_TIET_CLS", rows: [read] },
  ];
  sendClaims("sieu-am.xml", envelope([hoso(parts)], { madeOn: at(-1, "") }));
}

test("somebody chooses to wait for the doctor, and opens a result all the same", async ({ page }) => {
  test.slow();
  sendScan();
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
