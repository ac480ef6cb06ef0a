import type { Page } from "@playwright/test";
import { dayIn, openClinic } from "../support/bookings.ts";
import { barriersOfKeyboard, chooseByKeys, expectKeyboardReaches, tabTo } from "../support/keyboard.ts";
import { mau } from "../support/people.ts";
import { resident } from "../support/residents.ts";
import { nameOneself, signInAs } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("the keys come to everything that can be pressed", async ({ page }) => {
  await signInAs(page, mau);
  for (const address of [
    "/",
    "/record",
    "/record/results",
    "/record/history",
    "/vaccination",
    "/vaccination/declare/why",
    "/payment",
    "/family",
    "/emergency-card/choose",
    "/messages/settings",
    "/me",
    "/me/look",
    "/verify",
  ]) {
    await page.goto(address);
    await expectKeyboardReaches(page);
  }
  await page.goto("/record");
  await page.getByText("Tìm và lọc lần khám").click();
  await expectKeyboardReaches(page);
  await page.getByRole("link", { name: /^Nằm viện từ/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Nằm viện từ/ })).toBeVisible();
  await expectKeyboardReaches(page);
});

/** Ways in which a page can shut out whoever has only keys, and what is then said of it. */
const hurts: readonly [hurt: () => void, said: RegExp][] = [
  [() => document.querySelector("main a")?.setAttribute("tabindex", "-1"), /is not reached/],
  [
    () => document.querySelector("main a")?.addEventListener("keydown", (event) => event.preventDefault()),
    /the stops come in the order/,
  ],
  [
    () => Object.assign(document.querySelector<HTMLElement>("main a")?.style ?? {}, { outline: "none" }),
    /shows no focus/,
  ],
  [
    () =>
      Object.assign(document.querySelector<HTMLElement>("body > div > nav")?.style ?? {}, {
        ...{ position: "fixed", inset: "0" },
      }),
    /is covered by/,
  ],
  [
    () =>
      Object.assign(document.querySelector<HTMLElement>("main")?.style ?? {}, {
        ...{ display: "flex", flexDirection: "column-reverse" },
      }),
    /and is reached after it/,
  ],
  [
    () => Object.assign(document.querySelector<HTMLElement>("h1")?.style ?? {}, { cursor: "pointer" }),
    /only a finger can press/,
  ],
  [
    () =>
      document.querySelector("h1")?.insertAdjacentHTML("afterend", '<a href="/a">A</a> <a href="/b">A</a>'),
    /leads to two places/,
  ],
  [() => document.querySelector("main")?.removeAttribute("id"), /does not lead to the page itself/],
];

test("a page that shuts the keyboard out is found", async ({ page }) => {
  await signInAs(page, mau);
  // What is hurt stays so: no script of the book takes the page over meanwhile and draws it anew.
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  for (const [hurt, said] of hurts) {
    await page.goto("/record");
    await page.evaluate(hurt);
    expect(await barriersOfKeyboard(page)).toContainEqual(expect.stringMatching(said));
  }
});

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
/** What is said about a form has the focus: whoever does not see the page is told at once. */
const expectSaid = (page: Page, role: "alert" | "status", words: string) =>
  expect(page.getByRole("main").getByRole(role).and(page.locator(":focus"))).toContainText(words);

async function press(page: Page, role: "button" | "link", name: string | RegExp): Promise<void> {
  await tabTo(page.getByRole(role, { name }).first());
  await page.keyboard.press("Enter");
}

test("with keys alone one signs in, books a visit, mends a slip, changes the look and cancels", async ({
  page,
}) => {
  test.slow();
  const owner = resident(2);
  const clinic = await openClinic("Trạm thử bàn phím", [{ days: 4, at: "08:40", capacity: 9 }]);
  await page.goto("/sign-in");
  await press(page, "button", "Vào bằng VNeID");
  await nameOneself(page, owner);
  await press(page, "link", "Đặt lịch khám");

  await expect(title(page, "Bạn muốn khám vì sao?")).toBeVisible();
  await press(page, "button", "Tiếp tục");
  await expectSaid(page, "alert", "Hãy chọn một dòng.");
  await press(page, "link", /^Hãy chọn một dòng/);
  await expect(page.locator("#why")).toBeFocused();
  await page.keyboard.press("Space");
  await press(page, "button", "Tiếp tục");
  await expect(title(page, "Bạn muốn khám ở đâu?")).toBeVisible();
  await chooseByKeys(page.getByRole("radio", { name: clinic.named }));
  await press(page, "button", "Tiếp tục");
  await expect(title(page, "Bạn muốn khám ngày nào?")).toBeVisible();
  await expectKeyboardReaches(page);
  await press(page, "link", dayIn(4).split("-").reverse().join("/"));
  await expect(title(page, "Bạn muốn khám lúc mấy giờ?")).toBeVisible();
  await expectKeyboardReaches(page);
  await chooseByKeys(page.getByRole("radio", { name: /8:40/ }));
  await press(page, "button", "Tiếp tục");
  await expect(title(page, "Kiểm tra trước khi gửi")).toBeVisible();
  await expectKeyboardReaches(page);
  await press(page, "button", "Đặt lịch khám");
  await expectSaid(page, "status", "Đã đặt lịch khám");
  await expectKeyboardReaches(page);
  await tabTo(page.locator("summary").filter({ hasText: "Chữ để gửi cho người đi cùng" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("details")).toContainText("8:40");
  await press(page, "link", "Hủy lịch khám này");
  await expect(title(page, /Hủy/)).toBeVisible();
  await press(page, "button", "Hủy lịch khám");
  await expect(page.getByRole("heading", { name: "Đã hủy lịch khám" })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);

  await page.goto("/me/look");
  await chooseByKeys(page.getByRole("radio", { name: "Tối", exact: true }));
  await press(page, "button", "Lưu");
  await expectSaid(page, "status", "Đã đổi cách hiển thị.");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  // A field on its own is shown to be mended where it stands.
  await page.goto("/record/completeness");
  await tabTo(page.getByRole("button", { name: "Tôi đã khám ở đây", exact: true }));
  await page.keyboard.press("Enter");
  const day = page.getByRole("group", { name: "Khám khoảng khi nào?" }).getByRole("textbox").first();
  await expect(day).toBeFocused();
  await expect(day).toHaveAttribute("aria-invalid", "true");
});
