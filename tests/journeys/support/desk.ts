import type { Page } from "@playwright/test";

/** How often the health authority sees that this person asked for something which is not theirs. */
export async function refusalsSeenBySyt(page: Page, what: string, who: string): Promise<number> {
  await page.goto("/authority");
  const rows = page.getByRole("table", { name: "Lượt bị từ chối gần đây" }).getByRole("row");
  return rows.filter({ hasText: what }).filter({ hasText: who }).count();
}
