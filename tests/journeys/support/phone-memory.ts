import { type BrowserContextOptions, expect, type Page } from "@playwright/test";

/** A browser that lets the book's worker in, as those of people do; the other journeys go without. */
export const withWorker = { serviceWorkers: "allow" } satisfies BrowserContextOptions;

/** What a browser keeps of the book on the phone. */
export type Memory = {
  addresses: string[];
  texts: string[];
  databases: string[];
  /** What lies in them, every byte as a letter. */
  kept: string[];
  storage: string[];
};

/** Everything that the book's pages and its worker have stored on this phone, and the cookies that a script can read. */
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
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const letters = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
      if (ArrayBuffer.isView(value)) return letters(value.buffer);
      if (value instanceof CryptoKey) return `key ${value.extractable}`;
      return value && typeof value === "object"
        ? Object.entries(value)
            .map(([name, one]) => `${name} ${letters(one)}`)
            .join(" ")
        : String(value);
    };
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const kept: string[] = [];
    for (const name of databases) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        for (const row of await asked(database.transaction(store).objectStore(store).getAll()))
          kept.push(letters(row));
      database.close();
    }
    const storage = [localStorage, sessionStorage].flatMap((one) => Object.entries(one).flat().map(String));
    return { addresses, texts, databases, kept, storage: [...storage, document.cookie] };
  });
}

/** Waits for the worker of a browser `withWorker`, and opens the page anew under it: the page that brought it may go on without. */
export async function openUnderWorker(page: Page): Promise<void> {
  const arrived = () =>
    page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.active));
  await expect.poll(arrived, { message: "the worker has come, in a browser that lets it in" }).toBe(true);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}
