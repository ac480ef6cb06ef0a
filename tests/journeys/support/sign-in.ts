import { type APIResponse, expect, type Page } from "@playwright/test";
import type { Person } from "./people.ts";
import { bookUrl } from "./surroundings.ts";

/** From a page of ours with the button to VNeID's own page. */
export async function goToVneid(page: Page, from = "/sign-in"): Promise<void> {
  await page.goto(from);
  await page.getByRole("button", { name: "Vào bằng VNeID" }).click();
  await expect(page.getByRole("heading", { name: "Máy thử VNeID" })).toBeVisible();
}

/** Types the number at VNeID, as anybody may. */
export async function nameOneself(page: Page, person: Person): Promise<void> {
  const field = page.getByLabel("Số định danh cá nhân");
  await field.fill(person.personalId);
  await field.press("Enter");
  await page.waitForURL((url) => url.origin === bookUrl && !url.pathname.startsWith("/api/"));
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&quot;", '"').replaceAll("&amp;", "&") ?? "";

/** Sends the first form of a page that has this field or button, as a browser without scripts does. */
async function sendForm(
  page: Page,
  answer: APIResponse,
  having: string,
  filled = {},
  maxRedirects?: number,
): Promise<APIResponse> {
  const forms = (await answer.text()).match(/<form\b.*?<\/form>/gs) ?? [];
  const form = forms.find((one) => one.includes(having));
  if (!form) throw new Error(`${answer.url()} has no form with ${having}.`);
  const hidden = form.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
  const fields = Object.fromEntries(hidden.map((tag) => [attribute(tag, "name"), attribute(tag, "value")]));
  const address = new URL(attribute(form, "action"), answer.url());
  const body = form.includes("multipart") ? { multipart: { ...fields, ...filled } } : { form: filled };
  return page.request.post(address.href, { ...body, headers: { origin: address.origin }, maxRedirects });
}

/**
 * Walks the same way as a person, page by page and cookie by cookie, but without drawing the three pages of it:
 * most journeys begin with it, and those about signing in look at each of them.
 */
async function signIn(page: Page, from: string, button: string, field: string, value: string): Promise<void> {
  const ours = await page.request.get(new URL(from, bookUrl).href);
  const issuers = await sendForm(page, ours, button);
  let back = await sendForm(page, issuers, `name="${field}"`, { [field]: value }, 0);
  for (let hops = 0; hops < 6; hops += 1) {
    const to = new URL(back.headers().location ?? "", back.url());
    // The page of the book that it leads to is asked for once, by the browser.
    if (to.origin === bookUrl && !to.pathname.startsWith("/api/")) {
      await page.goto(to.href);
      return;
    }
    back = await page.request.get(to.href, { maxRedirects: 0 });
  }
  throw new Error("The sign-in does not lead back to the book.");
}

/** Signs a citizen in and stays on the page that follows, which is the cover unless the book says otherwise. */
export function signInAs(page: Page, person: Person, from = "/sign-in"): Promise<void> {
  return signIn(page, from, "Vào bằng VNeID", "personalId", person.personalId);
}

/** From the staff's sign-in to the department's own page. */
export async function goToStaffIssuer(page: Page, desk: "/clinic" | "/authority"): Promise<void> {
  await page.goto(desk);
  await page.getByRole("button", { name: "Vào bằng tài khoản nhân viên" }).click();
  await expect(page.getByRole("heading", { name: "Máy thử tài khoản cán bộ y tế" })).toBeVisible();
}

/** Signs a member of staff in at a desk. */
export function signInAtDesk(page: Page, desk: "/clinic" | "/authority", username: string): Promise<void> {
  return signIn(page, desk, "Vào bằng tài khoản nhân viên", "username", username);
}

/** Đăng xuất, on the page Của tôi. */
export async function signOut(page: Page): Promise<void> {
  await page.goto("/me");
  await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
  await expectSignedOut(page);
}

/** Đăng xuất, at a desk. */
export async function signOutOfDesk(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "Nhân viên y tế vào bàn làm việc" }),
  ).toBeVisible();
}

/** Đăng xuất mọi nơi. */
export async function signOutEverywhere(page: Page): Promise<void> {
  await page.goto("/me");
  await page.getByRole("button", { name: "Đăng xuất mọi nơi" }).click();
  await expectSignedOut(page);
}

/** The welcome page, which knows nobody. */
export async function expectSignedOut(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Sổ sức khỏe của người Bình Sơn" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Của tôi" })).toHaveCount(0);
}

/** This browser shows the book of nobody: a page of the record leads to the sign-in. */
export async function expectNoBook(page: Page): Promise<void> {
  await page.goto("/record");
  await expect(page).toHaveURL(/\/sign-in\?(error=ended&)?next=%2Frecord$/);
  await expect(page.getByRole("heading", { level: 1, name: "Vào sổ" })).toBeVisible();
}

/** This browser shows the book of that person. */
export async function expectBookOf(page: Page, person: Person): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: `Sổ của ${person.name}` })).toBeVisible();
}
