import { randomBytes } from "node:crypto";
import type { APIRequestContext, BrowserContext } from "@playwright/test";
import { mau } from "../support/people.ts";
import { expectReadable } from "../support/reading.ts";
import { letTimeRunOut, putToken, sessionCookie, tokenOf } from "../support/sessions.ts";
import { expectBookOf, expectNoBook, signInAs, signInAtDesk } from "../support/sign-in.ts";
import { bookUrl } from "../support/surroundings.ts";
import { expect, test } from "../support/test.ts";

const pages = ["/record", "/me", "/me/identity", "/consent/access-log"];

/** Every page of a book, asked for with that cookie, sends to the sign-in and says nothing of anybody. */
async function expectNothingFor(request: APIRequestContext, cookie: string): Promise<void> {
  for (const address of pages) {
    const answer = await request.get(address, { headers: { cookie }, maxRedirects: 0 });
    expect(answer.status(), `${address} with ${cookie.slice(0, 60)}`).toBe(307);
    const to = answer.headers().location?.replace("error=ended&", "");
    expect(to).toBe(`/sign-in?next=${encodeURIComponent(address)}`);
    expect(await answer.text()).not.toContain(mau.name);
  }
  const cover = await request.get("/", { headers: { cookie } });
  expect(await cover.text()).not.toContain(mau.name);
}

test("a cookie that is made up, cut short, lengthened or altered opens nothing", async ({
  page,
  context,
  playwright,
}) => {
  await signInAs(page, mau);
  const token = await tokenOf(context, "citizen");
  // A browser of its own, which sends nothing but the cookie it is told to send.
  const stranger = await playwright.request.newContext({ baseURL: bookUrl });
  const other = token.startsWith("a") ? "b" : "a";
  const altered = [
    randomBytes(32).toString("base64url"),
    token.slice(0, -1),
    `${token}A`,
    token.toUpperCase(),
    other + token.slice(1),
    `${token}%00`,
    "x".repeat(5000),
    "%E0%A4%A",
    "' or '1'='1",
  ];
  const name = sessionCookie("citizen");
  for (const value of altered) await expectNothingFor(stranger, `${name}=${value}`);
  // next-auth reads pieces of a cookie by its prefix; we do not.
  await expectNothingFor(stranger, `${name}.0=${token}`);
  await expectNothingFor(stranger, `__Host-${name}=${token}`);
  await stranger.dispose();
  await expectBookOf(page, mau);
});

for (const [limit, when] of [
  ["ends_at", "after a rest"],
  ["lasts_until", "at the end of a working day"],
] as const) {
  test(`a session is over ${when}`, async ({ page, context }) => {
    await signInAs(page, mau);
    await letTimeRunOut(await tokenOf(context, "citizen"), limit);
    await expectNoBook(page);
    await expect(page.getByRole("heading", { name: "Bạn đã ra khỏi sổ" })).toBeVisible();
    await expectReadable(page);
    await signInAs(page, mau, page.url());
    await expect(page.getByRole("heading", { level: 1, name: "Lần khám" })).toBeVisible();
  });
}

async function forget(context: BrowserContext): Promise<void> {
  await context.clearCookies({ domain: new URL(bookUrl).hostname });
}

test("a citizen's session is none at a desk, and a desk's none in a book", async ({ page, context }) => {
  await signInAs(page, mau);
  const citizen = await tokenOf(context, "citizen");
  await signInAtDesk(page, "/clinic", "bs.vinh");
  const staff = await tokenOf(context, "staff");

  await forget(context);
  await putToken(context, "staff", citizen);
  for (const desk of ["/clinic", "/authority"]) {
    await page.goto(desk);
    await expect(page).toHaveURL(/\/sign-in\/staff\?next=/);
  }

  await forget(context);
  await putToken(context, "citizen", staff);
  await expectNoBook(page);

  await forget(context);
  await putToken(context, "citizen", citizen);
  await expectBookOf(page, mau);
});

test("the cookies are for the book's own server alone", async ({ page, context }) => {
  await signInAs(page, mau);
  await signInAtDesk(page, "/clinic", "bs.vinh");
  await page.goto("/me/look");
  await page.getByRole("radio", { name: "To" }).check();
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-text", "large");

  const cookies = await context.cookies(bookUrl);
  expect(cookies.map(({ name }) => name)).toEqual(
    expect.arrayContaining([sessionCookie("citizen"), sessionCookie("staff"), "text"]),
  );
  for (const { name, httpOnly, sameSite, secure, path } of cookies) {
    const kept = { name, httpOnly: true, sameSite: "Lax", secure: bookUrl.startsWith("https:"), path: "/" };
    expect({ name, httpOnly, sameSite, secure, path }).toEqual(kept);
  }
  expect(await page.evaluate(() => document.cookie)).toBe("");
});
