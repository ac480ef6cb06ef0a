import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The widths of the page and of the phone: a reader never scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, phone } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    phone: document.documentElement.clientWidth,
  }));
  expect(wide, `the page ${page.url()} is wider than the phone`).toBeLessThanOrEqual(phone);
}

/** Everybody can read this page: no barrier that axe finds, one heading that says what it is, no sideways scroll. */
export async function expectReadable(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  // Legacy mode: there are no frames to look into, and no second page is needed for them.
  const barriers = async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  };
  // Again for a moment: after a link the heading stands before the new title has followed the old one.
  await expect.poll(barriers, { message: `barriers on ${page.url()}`, timeout: 5_000 }).toEqual([]);
  await expectNoSidewaysScroll(page);
}

/** The part of a page under a heading. */
export const section = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });
