import { expect, type Page } from "@playwright/test";

/** How the stay in hospital of the sample claim is called everywhere. */
export const stay = "Nằm viện từ 10/03 đến 13/03/2026";

/** Opens the list of visits from the cover. */
export async function openVisits(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: /^Lần khám/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lần khám" })).toBeVisible();
}

/** Opens a visit from the list, by the words of its line. */
export async function openVisit(page: Page, name: string): Promise<void> {
  await page.goto("/record");
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** The address of the only visit in a book. */
export async function addressOfOnlyVisit(page: Page): Promise<string> {
  await page.goto("/record");
  const visit = page.getByRole("main").locator('a[href^="/record/encounters/"]');
  await expect(visit).toHaveCount(1);
  return (await visit.getAttribute("href")) ?? "";
}

/** Ai đã mở sổ của tôi: the number of openings by people that the page counts. */
export async function countedOpenings(page: Page): Promise<number> {
  await page.goto("/consent/access-log");
  const lead = await page.getByText(/^Trong 30 ngày qua có/).textContent();
  return Number(lead?.match(/có (\d+) lượt người/)?.[1]);
}

/** The page in words that stands where nothing of this book is. */
export async function expectNoSuchPage(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "Không có trang này trong sổ" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Về trang chủ" })).toBeVisible();
}
