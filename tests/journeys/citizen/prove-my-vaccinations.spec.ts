import type { Page } from "@playwright/test";
import { filmOf } from "../support/codes.ts";
import { mau } from "../support/people.ts";
import { openUnderWorker, withWorker } from "../support/phone-memory.ts";
import { expectReadable } from "../support/reading.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const CERTIFICATES = "/vaccination/certificates";
const main = (page: Page) => page.getByRole("main");

/** Makes a certificate about something; answers its page's address and what its codes say. */
async function make(page: Page, about: RegExp) {
  await page.goto(CERTIFICATES);
  await page.getByRole("link", { name: "Làm chứng nhận" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Chứng nhận điều gì?" })).toBeVisible();
  await page.getByRole("radio", { name: about }).check();
  await page.getByRole("button", { name: "Ký chứng nhận" }).click();
  await expect(page.getByText("Trước khi đưa mã, bạn tăng độ sáng màn hình.")).toBeVisible();
  const address = new URL(page.url()).pathname;
  const check = (await page.getByRole("link", { name: "Thử kiểm tra mã này" }).getAttribute("href")) ?? "";
  return { address, check, text: decodeURIComponent(check.slice(check.indexOf("#") + 1)) };
}

async function paste(page: Page, text: string) {
  await page.getByLabel("Chữ trong mã QR").fill(text);
  await page.getByRole("button", { name: "Kiểm tra" }).click();
}

test("a man proves his vaccinations: signed, shown, printed, checked by anybody with and without a network, and taken back", async ({
  page,
  anotherPhone,
  playwright,
  launchOptions,
  baseURL,
}, info) => {
  await signInAs(page, mau, "/sign-in?next=/vaccination");
  await page.getByRole("link", { name: "Chứng nhận tiêm chủng" }).click();
  await expect(page.getByText("Bạn chưa có chứng nhận nào")).toBeVisible();
  await expect(page.getByText(/Đây không phải Giấy chứng nhận quốc tế/)).toBeVisible();
  await expectReadable(page);
  await page.getByRole("link", { name: "Làm chứng nhận" }).click();
  await expect(page.getByText(`Cho ${mau.name}`)).toBeVisible();
  await expectReadable(page);

  const history = await make(page, /^Tất cả mũi đã tiêm/);
  await expect(page.getByRole("img", { name: "Mã QR để kiểm tra" })).toBeVisible();
  await expect(main(page)).toContainText("DEMO Sổ sức khỏe Bình Sơn");
  await expectReadable(page);
  for (const language of ["vi", "en"]) {
    const pdf = await page.request.get(`${history.address}/file?lang=${language}`);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).toString("latin1")).toContain(
      language === "en" ? "(Vaccinations given)" : "/Lang (vi)",
    );
  }
  const file = await page.request.get(`${history.address}/card`);
  expect(file.headers()["content-type"]).toBe("application/smart-health-card");
  const { verifiableCredential: cards } = await file.json();
  const picture = info.outputPath("code.png");
  await page.getByRole("img", { name: "Mã QR để kiểm tra" }).screenshot({ path: picture });
  const covid = await make(page, /^Riêng bệnh COVID-19/);
  expect(covid.text).toMatch(/^HC1:/);
  await expect(page.getByText("Chứng nhận này chỉ ghi mũi mới nhất.")).toBeVisible();

  // Machines find the keys, and what was taken back.
  const jwks = await page.request.get("/.well-known/jwks.json");
  expect(jwks.headers()["access-control-allow-origin"]).toBe("*");
  const [key] = (await jwks.json()).keys;
  const crl = await page.request.get(`/.well-known/crl/${key.kid}.json`);
  expect(await crl.json()).toMatchObject({ kid: key.kid, method: "rid", ctr: key.crlVersion });

  const stranger = await anotherPhone(withWorker);
  await stranger.goto("/verify");
  await expectReadable(stranger);
  await paste(stranger, covid.text);
  const good = stranger.getByRole("status").filter({ hasText: "Chứng nhận đúng và còn hiệu lực" });
  await expect(good).toContainText(mau.name);
  await expect(good).toContainText("Vaxzevria");
  await expect(good).toContainText("Đây không phải Giấy chứng nhận quốc tế");
  await expectReadable(stranger);
  await paste(stranger, `${covid.text.slice(0, -6)}000000`);
  await expect(main(stranger).getByRole("alert")).toContainText(/Chữ ký sai|Không đọc được chứng nhận/);
  await expectReadable(stranger);
  await stranger.goto("/verify");
  await stranger.getByLabel("Chọn ảnh hoặc tệp").setInputFiles(picture);
  await expect(good).toContainText("các mũi đã tiêm");
  await stranger.goto(`/verify${history.check.slice(history.check.indexOf("#"))}`);
  await expect(good).toContainText("3 mũi trong chứng nhận");

  await test.step("held before a camera", async () => {
    const film = filmOf(covid.text, info.outputPath("code.y4m"));
    const camera = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), `--use-file-for-fake-video-capture=${film}`],
    });
    try {
      const door = await camera.newPage({ baseURL, permissions: ["camera"] });
      await door.goto("/verify");
      await door.getByRole("button", { name: "Quét bằng máy ảnh" }).click();
      await expect(door.getByRole("status").filter({ hasText: mau.name })).toBeVisible();
    } finally {
      await camera.close();
    }
  });

  await test.step("without a network, by what the phone has kept", async () => {
    await openUnderWorker(stranger);
    await expect
      .poll(() => stranger.evaluate(async () => (await caches.keys()).includes("certificate-trust")))
      .toBe(true);
    await stranger.context().setOffline(true);
    await stranger.goto("/verify");
    await expect(stranger.getByText("Máy này tự kiểm tra bằng khóa đã giữ.")).toBeVisible();
    await paste(stranger, JSON.stringify({ verifiableCredential: cards }));
    await expect(good).toContainText(mau.name);
    await expect(good).toContainText("Xét theo danh sách nơi ký và danh sách thu hồi lúc");
    await expectReadable(stranger);
    await paste(stranger, `${cards[0].slice(0, -6)}AAAAAA`);
    await expect(stranger.getByRole("alert")).toContainText("Chữ ký sai");
    await expectReadable(stranger);
    await stranger.context().setOffline(false);
  });

  await page.goto(history.address);
  await page.getByRole("link", { name: "Thu hồi chứng nhận" }).click();
  await expect(page.getByText("Bản đã in hoặc đã gửi cũng không còn giá trị.")).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: "Thu hồi chứng nhận" }).click();
  await expect(page.getByText(/^Đã thu hồi ngày/)).toBeVisible();
  await expect(page.getByRole("img", { name: "Mã QR để kiểm tra" })).toHaveCount(0);
  await expectReadable(page);
  await stranger.goto("/verify");
  await paste(stranger, cards[0]);
  await expect(main(stranger).getByRole("alert")).toContainText("Đã bị thu hồi");
  await page.goto(CERTIFICATES);
  await expect(page.getByText("Đã thu hồi", { exact: true })).toBeVisible();
  await expectReadable(page);

  // Nobody else's, and not without scripts either.
  const theirs = await stranger.request.get(`${covid.address}/file`, { maxRedirects: 0 });
  expect(theirs.headers().location).toContain("/sign-in?next=");
  const plain = await anotherPhone({ javaScriptEnabled: false });
  await plain.goto("/verify");
  await paste(plain, covid.text);
  await expect(plain.getByRole("status")).toContainText(mau.name);
});
