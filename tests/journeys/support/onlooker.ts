import { type Page, test } from "@playwright/test";

/** Somebody who comes along with a journey and looks at each page that it finds readable. */
export type Onlooker = (page: Page) => Promise<void>;

/**
 * A measurement walks along: ONLOOKER names the module that it sends, which only `npm run bench` sets. In a test nobody
 * does. The time that the onlooker takes is none of the journey's.
 */
export async function letOnlookerSee(page: Page): Promise<void> {
  const { ONLOOKER } = process.env;
  if (!ONLOOKER) return;
  const { default: look } = (await import(ONLOOKER)) as { default: Onlooker };
  const { timeout } = test.info();
  const began = performance.now();
  test.info().setTimeout(0);
  await look(page);
  test.info().setTimeout(timeout + Math.ceil(performance.now() - began));
}
