import { answerOfVneid, expectNotSignedIn } from "../support/answers.ts";
import { levelOne, mau } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { play } from "../support/scenarios.ts";
import {
  expectBookOf,
  expectNoBook,
  goToStaffIssuer,
  goToVneid,
  nameOneself,
  signInAs,
  signInAtDesk,
} from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

// Scenarios belong to a simulator and not to a browser: these journeys run when all the others have ended.
test.afterEach(async () => {
  await play("vneid", "normal");
  await play("staff", "normal");
});

const failed = "Lần vào này chưa xong";
const unavailable = "VNeID chưa trả lời";

for (const [scenario, title] of [
  ["bad-signature", failed],
  ["expired-token", failed],
  ["wrong-nonce", failed],
  ["wrong-audience", failed],
  ["wrong-issuer", failed],
  ["level-1", "Tài khoản VNeID của bạn chưa phải mức 2"],
  ["no-personal-id", "VNeID chưa cho biết đủ về bạn"],
] as const) {
  test(`VNeID answers with ${scenario}: nobody is signed in, and the page says why`, async ({ page }) => {
    await play("vneid", scenario);
    await goToVneid(page);
    await nameOneself(page, mau);
    await expectNotSignedIn(page, title);
    await expectNoBook(page);
  });
}

test("VNeID sends the person back at once: the page says that they stopped", async ({ page }) => {
  await play("vneid", "denied");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Vào bằng VNeID" }).click();
  await expectNotSignedIn(page, "Bạn đã dừng ở VNeID");
  await expectNoBook(page);
});

test("an account that is not of level 2 is told where to get it", async ({ page }) => {
  await signInAs(page, levelOne);
  await expectNotSignedIn(page, "Tài khoản VNeID của bạn chưa phải mức 2");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Cơ quan công an nâng mức cho bạn");
  await expectNoBook(page);
});

test("while VNeID is down nobody new comes in, and whoever is in reads on", async ({
  page,
  anotherPhone,
}) => {
  const inside = await anotherPhone();
  await signInAs(inside, mau);
  await goToVneid(page);
  const answer = await answerOfVneid(page, mau);
  await play("vneid", "down");

  await page.goto(answer);
  await expect(page).toHaveURL(/\/sign-in\?error=/);
  await expect(page.getByRole("main").getByRole("alert").getByRole("heading")).toBeVisible();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Vào bằng VNeID" }).click();
  await expectNotSignedIn(page, unavailable);
  await expectReadable(page);
  await page.goto("/status");
  await expect(page.getByText("Có phần đang trục trặc.")).toBeVisible();
  await expect(page.getByText(/Vào sổ bằng VNeID\s*Đang trục trặc/)).toBeVisible();
  await expectReadable(page);
  await expectBookOf(inside, mau);

  await play("vneid", "normal");
  await signInAs(page, mau);
  await expectBookOf(page, mau);
});

test("VNeID that answers too late is as if it did not answer", async ({ page }) => {
  await play("vneid", "slow", 8_000);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Vào bằng VNeID" }).click();
  await expectNotSignedIn(page, unavailable);
});

test("the authority hears of every sign-in that was refused", async ({ page, anotherPhone }) => {
  const desk = await anotherPhone();
  await signInAtDesk(desk, "/authority", "syt.lan");
  const latest = desk.getByRole("table", { name: "Lượt bị từ chối gần đây" }).getByRole("row").nth(1);
  for (const [scenario, what] of [
    ["bad-signature", "Một lần vào không hợp lệ"],
    ["level-1", "Vào bằng tài khoản chưa mức 2"],
    ["no-personal-id", "Vào mà thiếu thông tin"],
  ] as const) {
    await play("vneid", scenario);
    await goToVneid(page);
    await nameOneself(page, mau);
    await desk.goto("/authority");
    await expect(latest).toContainText(what);
    await expect(latest).toContainText("không rõ");
  }
});

test("a false answer about a member of staff opens no desk", async ({ page }) => {
  await play("staff", "bad-signature");
  await goToStaffIssuer(page, "/clinic");
  const field = page.getByLabel("Tên đăng nhập");
  await field.fill("bs.vinh");
  await field.press("Enter");
  await expectNotSignedIn(page, failed, "/sign-in/staff");
  await page.goto("/clinic");
  await expect(page).toHaveURL(/\/sign-in\/staff\?next=/);
});
