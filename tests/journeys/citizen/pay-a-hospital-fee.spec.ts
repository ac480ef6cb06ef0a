import { askToPay, expectAtVnpay, letPay, noticeFrom } from "../support/fees.ts";
import { openUnderWorker, withWorker } from "../support/phone-memory.ts";
import { expectReadable, section } from "../support/reading.ts";
import { resident } from "../support/residents.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const pathOf = (address: string) => new URL(address).pathname;
const referenceIn = (address: string) => /\/(?:paying|waiting)\/(\w+)/.exec(address)?.[1] ?? "";

test("a fee is understood, declined, paid, confirmed and checked by anybody; a late second payment goes back", async ({
  page,
  context,
  anotherPhone,
}) => {
  test.slow();
  const owner = resident(4);
  const noteNumber = await askToPay(owner, 150_000);
  await signInAs(page, owner);
  await expect(section(page, "Việc cần làm")).toContainText("Trả viện phí 150.000 đ");
  await page.getByRole("link", { name: /^Viện phí/ }).click();
  await expect(section(page, "Cần trả")).toContainText("150.000 đ");
  await expectReadable(page);
  await page.getByRole("link", { name: "150.000 đ" }).click();
  const note = pathOf(page.url());
  await expect(page.getByText("Bạn cần trả")).toBeVisible();
  await expect(section(page, "Vì sao tôi phải trả khoản này?")).toContainText("− 600.000 đ");
  await expect(section(page, "Từng khoản")).toContainText("BHYT trả 600.000 đ, cùng chi trả 150.000 đ");
  await expect(page.getByRole("link", { name: /^Báo sai thông tin/ })).toBeVisible();
  await expectReadable(page);

  await page.getByRole("button", { name: "Trả 150.000 đ" }).click();
  await expectAtVnpay(page);
  await page.getByRole("button", { name: "Hủy thanh toán" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Chưa trả được" })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByText("Bạn đã hủy lần trả này.")).toBeVisible();
  await expectReadable(page);
  const cancelled = referenceIn(page.url());

  await page.getByRole("button", { name: "Trả lại 150.000 đ" }).click();
  await expectAtVnpay(page);
  const waiting = await context.newPage();
  await waiting.goto(note);
  await expect(waiting.getByRole("heading", { name: "Bạn đang trả dở" })).toBeVisible();
  await expectReadable(waiting);
  await waiting.getByRole("link", { name: "Xem lần trả đang chờ" }).click();
  await expect(waiting.getByRole("heading", { level: 1, name: "Đang xác nhận với ngân hàng" })).toBeVisible();
  await expectReadable(waiting);
  await page.getByRole("button", { name: "Thanh toán", exact: true }).click();
  // Both come to know it: one sent back by VNPay, one that only looks again by itself.
  for (const one of [page, waiting])
    await expect(one.getByRole("heading", { level: 1, name: "Đã trả 150.000 đ" })).toBeVisible({
      timeout: 20_000,
    });
  const paid = referenceIn(page.url());
  await expectReadable(page);

  await page.getByRole("link", { name: "Xem xác nhận đã thanh toán" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Xác nhận đã thanh toán viện phí" }),
  ).toBeVisible();
  await expect(page.getByText("Đây không phải hóa đơn.")).toBeVisible();
  await expect(page.getByText("Một trăm năm mươi nghìn đồng")).toBeVisible();
  for (const words of ["Gồm các khoản", "Xét nghiệm", "Quỹ BHYT trả600.000 đ", "Cùng chi trả150.000 đ"])
    await expect(page.getByRole("main")).toContainText(words);
  await expectReadable(page);
  const file = (await page.getByRole("link", { name: "Tải bản PDF" }).getAttribute("href")) ?? "";
  const pdf = await page.request.get(file);
  expect([pdf.headers()["content-type"], (await pdf.body()).toString("latin1", 0, 5)]).toEqual([
    "application/pdf",
    "%PDF-",
  ]);
  const check = (await page.getByRole("link", { name: "Kiểm tra xác nhận này" }).getAttribute("href")) ?? "";

  const stranger = await anotherPhone(withWorker);
  await stranger.goto(check);
  await expect(stranger.getByRole("status")).toContainText("Chữ ký đúng của Sổ sức khỏe Bình Sơn");
  await expect(stranger.getByRole("status")).toContainText(noteNumber);
  await expectReadable(stranger);
  const code = new URL(check, "http://so").searchParams.get("text") ?? "";
  await stranger.getByLabel("Chữ trong mã QR").fill(`${code.slice(0, -4)}AAAA`);
  await stranger.getByRole("button", { name: "Kiểm tra" }).click();
  await expect(stranger.getByRole("main").getByRole("alert")).toContainText("Không đúng chữ ký của sổ");
  await expectReadable(stranger);

  // Checked on the phone itself when there is no network.
  await openUnderWorker(stranger);
  await stranger.context().setOffline(true);
  await stranger.goto(check);
  await expect(stranger.getByRole("status")).toContainText("Chữ ký đúng của Sổ sức khỏe Bình Sơn");
  await expect(stranger.getByRole("status")).toContainText("150.000 đ");
  await expectReadable(stranger);
  await stranger.goto(`${check.slice(0, -4)}AAAA`);
  await expect(stranger.getByRole("alert")).toContainText("Không đúng chữ ký của sổ");
  await stranger.context().setOffline(false);

  // What VNPay signed leads a stranger nowhere.
  await signInAs(stranger, resident(9));
  const back = noticeFrom("return", { reference: paid, amountVnd: 150_000 });
  for (const address of [back, note, `${note}/receipt`, `${note}/waiting/${paid}`]) {
    await stranger.goto(address);
    await expect(
      stranger.getByRole("heading", { level: 1, name: "Không có trang này trong sổ" }),
    ).toBeVisible();
  }
  expect((await stranger.request.get(file)).status()).toBe(404);

  const late = await page.request.get(noticeFrom("ipn", { reference: cancelled, amountVnd: 150_000 }));
  expect(await late.json()).toMatchObject({ RspCode: "00" });
  await page.goto(`${note}/paying/${cancelled}`);
  await expect(page.getByRole("heading", { level: 1, name: "Khoản này đã được trả hai lần" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Sổ đề nghị hoàn" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await expectReadable(page);
  await page.goto(note);
  await expect(section(page, "Hoàn tiền")).toContainText("Hoàn 150.000 đ");
  await expectReadable(page);
});

test("somebody pays for another, and sees the sum alone; no paper tells of what is private", async ({
  page,
  anotherPhone,
}) => {
  const [owner, payer] = [resident(5), resident(1)];
  await letPay(owner, payer);
  await askToPay(owner, 80_000, "HIV Ab test nhanh");
  await signInAs(page, payer, "/sign-in?next=/payment");
  await expect(section(page, "Cần trả")).toContainText(`Của ${owner.name}`);
  await page.getByRole("link", { name: "80.000 đ" }).click();
  await expect(page.getByText("Bạn chỉ thấy nơi khám, ngày và tổng tiền.")).toBeVisible();
  await expect(page.getByText(/HIV|Xét nghiệm/)).toHaveCount(0);
  await page.getByText("Chuyển khoản bằng mã VietQR").click();
  await expect(page.getByRole("img", { name: "Mã VietQR để trả 80.000 đ" })).toBeVisible();
  await expect(page.getByText(/^VP[0-9A-Z]{12}$/)).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Trả 80.000 đ" }).click();
  await expectAtVnpay(page);
  await page.getByRole("button", { name: "Thanh toán", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Đã trả 80.000 đ" })).toBeVisible({
    timeout: 20_000,
  });
  await page.getByRole("link", { name: "Xem xác nhận đã thanh toán" }).click();
  const paper = page.getByRole("main");
  for (const words of [owner.name, payer.name, "Tám mươi nghìn đồng"])
    await expect(paper).toContainText(words);
  await expect(paper).not.toContainText(/Gồm các khoản|Quỹ BHYT/);
  await expectReadable(page);
  const own = await anotherPhone();
  await signInAs(own, owner, `/sign-in?next=${pathOf(page.url())}`);
  await expect(own.getByRole("main")).toContainText("Dịch vụ y tế400.000 đ");
  await expect(own.getByRole("main")).not.toContainText(/HIV|Xét nghiệm/);
  await expectReadable(own);
});
