import { expect, type Page } from "@playwright/test";

/** What a browser keeps of the book on the phone. */
export type Memory = { addresses: string[]; texts: string[]; databases: string[]; storage: string[] };

/** Everything that the book's pages and its worker have stored on this phone, cookies apart. */
export function memoryOf(page: Page): Promise<Memory> {
  return page.evaluate(async () => {
    const addresses: string[] = [];
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        addresses.push(new URL(request.url).pathname);
        texts.push((await kept?.text()) ?? "");
      }
    }
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const storage = [localStorage, sessionStorage].flatMap((one) => Object.entries(one).flat().map(String));
    return { addresses, texts, databases, storage };
  });
}

/** Waits for the worker, and opens the page anew under it: the page that brought it may go on without. */
export async function openUnderWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}
