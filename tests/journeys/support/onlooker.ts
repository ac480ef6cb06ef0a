import { type Page, test } from "@playwright/test";

/** Somebody who comes along with a journey and looks at each page that it finds readable. */
export type Onlooker = (page: Page) => Promise<void>;

/**
 * A measurement walks along: ONLOOKER names the module that it sends, which only `npm run bench` sets. In a test nobody
 * does. However long the onlooker takes, the journey waits.
 */
export async function letOnlookerSee(page: Page): Promise<void> {
  const { ONLOOKER } = process.env;
  if (!ONLOOKER) return;
  test.info().setTimeout(0);
  const { default: look } = (await import(ONLOOKER)) as { default: Onlooker };
  await look(page);
}
