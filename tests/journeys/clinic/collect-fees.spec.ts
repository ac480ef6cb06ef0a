import path from "node:path";
import { sampleFacilityKey } from "../../../app/_commands/start/keys.ts";
import { askToPay } from "../support/fees.ts";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAtDesk } from "../support/sign-in.ts";
import { bookUrl, dataDir } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

/** The bank's statement, as the facility's system posts it. */
async function postStatement(content: string, amountVnd: number): Promise<string> {
  const answer = await fetch(`${bookUrl}/api/bank-statements`, {
    method: "POST",
    headers: { authorization: `Bearer ${sampleFacilityKey(path.join(dataDir(), "keys"), "51000")}` },
    body: JSON.stringify({
      account: "00051000000",
      lines: [{ lineId: `FT${Date.now()}`, at: new Date().toISOString(), amountVnd, content }],
    }),
  });
  return ((await answer.json()) as { lines: { outcome: string }[] }).lines[0]?.outcome ?? "";
}

test("a facility sees who paid, gives money back by two steps, and compares with VNPay; the authority sees the share", async ({
  page,
  anotherPhone,
}) => {
  test.slow();
  const number = await askToPay(resident(9), 45_000);
  await signInAtDesk(page, "/clinic", "bs.vinh");
  const row = page.getByRole("row").filter({ hasText: number });

  await test.step("a new note stands first, unpaid, without a word of whose it is", async () => {
    await page.goto("/clinic/fees");
    await expect(row).toContainText("Chưa trả");
    await expect(page.getByRole("main")).not.toContainText(resident(9).name);
    await expectReadable(page);
  });

  await test.step("a transfer shows as paid only by the bank's statement", async () => {
    await row.getByRole("link", { name: number }).click();
    const code = (await page.getByText(/^VP[0-9A-Z]{12}$/).textContent()) ?? "";
    await expectReadable(page);
    expect(await postStatement(`CT ${code} vien phi`, 45_000)).toBe("settled");
    await page.reload();
    await expect(section(page, "Các lần thanh toán")).toContainText("Tiền đã đến");
    await expect(section(page, "Các lần thanh toán")).toContainText("Chuyển khoản");
  });

  await test.step("money is asked back with a reason, sent, and written down as given back", async () => {
    const asking = section(page, "Yêu cầu hoàn tiền");
    await asking.getByLabel("Số tiền hoàn (đồng)").fill("46000");
    await asking.getByLabel("Vì sao").fill("Trả thừa");
    await asking.getByRole("button", { name: "Yêu cầu hoàn" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("lớn hơn phần còn hoàn được");
    await asking.getByLabel("Số tiền hoàn (đồng)").fill("5000");
    await asking.getByLabel("Vì sao").fill("Trả thừa");
    await asking.getByRole("button", { name: "Yêu cầu hoàn" }).click();
    const refund = section(page, "Hoàn tiền");
    await expect(refund).toContainText("Chờ gửi");
    await expectReadable(page);
    await refund.getByRole("button", { name: "Gửi hoàn tiền" }).click();
    await refund.getByRole("radio", { name: "Tiền đã hoàn" }).check();
    await refund.getByLabel("Bạn biết bằng cách nào").fill("Ủy nhiệm chi 12");
    await refund.getByRole("button", { name: "Ghi kết quả" }).click();
    await expect(refund).toContainText("Đã hoàn");
    await expect(page.getByText("Đã hoàn một phần")).toBeVisible();
  });

  await test.step("VNPay's file is brought; one that cannot be read says where", async () => {
    await page.goto("/clinic/fees/reconciliation");
    const bring = async (text: string) => {
      const form = section(page, "Nhập báo cáo của VNPay");
      await form.getByLabel("Ngày của báo cáo").fill("26/11/2025");
      await form
        .getByLabel("Tệp CSV")
        .setInputFiles({ name: "bao-cao.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await form.getByRole("button", { name: "Nhập và đối soát" }).click();
    };
    await bring("a,b\n1,2");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("không có đủ các cột");
    const heading =
      "vnp_TmnCode,vnp_TxnRef,vnp_Amount,vnp_TransactionNo,vnp_TransactionType,vnp_TransactionStatus,vnp_PayDate";
    await bring(`${heading}\nSAMPLE01,KHONGBIET1,1000000,99,01,00,20251126093000\n`);
    await expect(page.getByRole("status")).toContainText("Đã đối soát ngày 26/11/2025");
    await expectReadable(page);
    await page.goto("/clinic/fees/differences");
    const strange = page.getByRole("row").filter({ hasText: "KHONGBIET1" });
    await expect(strange).toContainText("sổ chưa ghi");
    await strange.getByText("Đóng với lý do").click();
    await strange.getByLabel("Lý do đóng").fill("Giao dịch của quầy thuốc");
    await expectReadable(page);
    await strange.getByRole("button", { name: "Đóng điều này" }).click();
    await expect(strange).toHaveCount(0);
  });

  await test.step("the accountant takes the month as CSV and as Excel", async () => {
    const csv = await page.request.get("/clinic/fees/export?month=2026-11&as=csv");
    expect(await csv.text()).toContain(`${number},visit,2026-11-20`);
    const excel = await page.request.get("/clinic/fees/export?month=2026-11&as=xlsx");
    expect((await excel.body()).subarray(0, 2).toString()).toBe("PK");
  });

  await test.step("another facility finds nothing of it; the authority sees the share of the month", async () => {
    const station = await anotherPhone();
    await signInAtDesk(station, "/clinic", "tram.binhminh");
    await page.goto("/clinic/fees");
    const address = (await row.getByRole("link", { name: number }).getAttribute("href")) ?? "";
    expect((await station.goto(address))?.status()).toBe(404);
    const authority = await anotherPhone();
    await signInAtDesk(authority, "/authority", "syt.lan");
    await authority.goto("/authority/payments?month=2026-11");
    await expect(authority.getByRole("row").filter({ hasText: "%" }).first()).toBeVisible();
    await expectReadable(authority);
    await authority.goto("/authority/payments/accounts");
    await expect(authority.getByRole("row").filter({ hasText: "00051000000" })).toContainText("Đang dùng");
    await expectReadable(authority);
  });
});
