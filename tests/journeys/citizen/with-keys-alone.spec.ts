import { barriersOfKeyboard, expectKeyboardReaches } from "../support/keyboard.ts";
import { mau } from "../support/people.ts";
import { signInAs } from "../support/sign-in.ts";
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
  for (const [hurt, said] of hurts) {
    await page.goto("/record");
    await page.evaluate(hurt);
    expect(await barriersOfKeyboard(page)).toContainEqual(expect.stringMatching(said));
  }
});
