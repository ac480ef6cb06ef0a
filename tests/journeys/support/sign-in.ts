import { expect, type Page } from "@playwright/test";
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

/** Signs a citizen in and stays on the page that follows, which is the cover unless the book says otherwise. */
export async function signInAs(page: Page, person: Person, from?: string): Promise<void> {
  await goToVneid(page, from);
  await nameOneself(page, person);
}

/** From the staff's sign-in to the department's own page. */
export async function goToStaffIssuer(page: Page, desk: "/clinic" | "/authority"): Promise<void> {
  await page.goto(desk);
  await page.getByRole("button", { name: "Vào bằng tài khoản nhân viên" }).click();
  await expect(page.getByRole("heading", { name: "Máy thử tài khoản cán bộ y tế" })).toBeVisible();
}

/** Signs a member of staff in at a desk. */
export async function signInAtDesk(
  page: Page,
  desk: "/clinic" | "/authority",
  username: string,
): Promise<void> {
  await goToStaffIssuer(page, desk);
  const field = page.getByLabel("Tên đăng nhập");
  await field.fill(username);
  await field.press("Enter");
  await page.waitForURL((url) => url.origin === bookUrl && url.pathname === desk);
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
