import type { Page } from "@playwright/test";
import { type Kind, pageMet } from "../support/citizen-pages.ts";
import { isFirst, note } from "../support/onlooking.ts";
import { type Weight, weigh } from "../support/weighing.ts";

/** Of each page so many addresses are weighed: what one person's book does not show brings its script in another's. */
const OF_EACH = 3;

export type Weighed = { name: string; kind: Kind; address: string } & ({ weight: Weight } | { why: string });

/** Weighs the pages of citizens that the journeys come to. */
export default async function weighThis(page: Page): Promise<void> {
  const met = await pageMet(page);
  const browser = page.context().browser();
  if (!met || !browser || !isFirst(`${met.name} at ${met.url}`)) return;
  if (!Array.from({ length: OF_EACH }, (_, at) => `${met.name} ${at}`).some(isFirst)) return;
  const { name, kind, url, cookies } = met;
  const address = url.slice(new URL(url).origin.length);
  try {
    note({ name, kind, address, weight: await weigh(browser, url, cookies) } satisfies Weighed);
  } catch (error) {
    note({ name, kind, address, why: (error as Error).message } satisfies Weighed);
  }
}
