import { nhung } from "../support/people.ts";
import { play } from "../support/scenarios.ts";
import { signInAs } from "../support/sign-in.ts";
import { bookUrl, facilityKey } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

test.afterEach(() => play("vnpay", "normal"));

const line = {
  group: "1",
  name: "Xét nghiệm công thức máu",
  quantity: 1,
  unitPriceVnd: 225_000,
  insurancePaysVnd: 180_000,
  copaymentVnd: 45_000,
  selfPayVnd: 0,
};

/** Sends a fee note as the facility's own system does. */
async function sendNote(noteNumber: string): Promise<void> {
  const answer = await fetch(`${bookUrl}/api/fee-notes`, {
    method: "POST",
    headers: { authorization: `Bearer ${facilityKey("51000")}` },
    body: JSON.stringify({
      noteNumber,
      kind: "visit",
      personalId: nhung.personalId,
      name: nhung.name,
      birthDate: "1988",
      issuedOn: "2026-11-20",
      amountVnd: 45_000,
      lines: [line],
    }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

test("a fee: why, cancelled at VNPay, paid, and waited for while VNPay is silent", async ({ page }) => {
  await sendNote("PT-2026-1");
  await signInAs(page, nhung);
  await page.getByRole("link", { name: "Viện phí" }).click();
  await page.getByRole("link", { name: /45\.000/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Viện phí lần khám 20/11/2026");
  await expect(page.getByRole("heading", { name: /^Vì sao là 45\.000/ })).toBeVisible();
  await expect(page.getByText("Xét nghiệm công thức máu")).toBeVisible();

  await page.getByRole("button", { name: /^Trả 45\.000/ }).click();
  await expect(page.getByText("MÔ PHỎNG VNPay")).toBeVisible();
  await page.getByRole("button", { name: "Hủy thanh toán" }).click();
  await expect(page.getByText("Bạn đã hủy. Không có tiền nào bị trừ.")).toBeVisible();

  await page.getByRole("button", { name: /^Trả 45\.000/ }).click();
  await page.getByRole("button", { name: "Thanh toán", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Đã trả 45\.000/ })).toBeVisible();
  await expect(page.getByText("Đây không phải hóa đơn.")).toBeVisible();

  await sendNote("PT-2026-2");
  await play("vnpay", "ipn-lost");
  await page.goto("/payment");
  await page
    .getByRole("link", { name: /45\.000/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^Trả 45\.000/ }).click();
  await page.getByRole("button", { name: "Thanh toán", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Đang chờ ngân hàng xác nhận" })).toBeVisible();
  await expect(page.getByText("Không trả lần nữa")).toBeVisible();
});
