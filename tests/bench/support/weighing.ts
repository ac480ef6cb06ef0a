import type { Browser, BrowserContext } from "@playwright/test";

/** Bytes on the wire: what is sent, compressed, without the heads of the answers. */
export type Weight = { scripts: number; html: number; styles: number };
const kinds: Record<string, keyof Weight> = { Script: "scripts", Document: "html", Stylesheet: "styles" };

type Cookies = Parameters<BrowserContext["addCookies"]>[0];
/** A page that listens on, for messages or for its turn, never rests: so long and no longer its scripts are waited for. */
const AT_REST_MS = 5_000;

/** What one page sends to a browser that has nothing yet. */
export async function weigh(browser: Browser, url: string, cookies: Cookies = []): Promise<Weight> {
  // Named, because a browser of the journeys hands on what the journey chose, also that it goes without scripts.
  const own = { javaScriptEnabled: true, serviceWorkers: "block", locale: "vi-VN" } as const;
  const context = await browser.newContext(own);
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    const weight: Weight = { scripts: 0, html: 0, styles: 0 };
    const begun = new Map<string, { kind: keyof Weight; head: number }>();
    network.on("Network.responseReceived", ({ requestId, type, response }) => {
      const kind = kinds[type];
      if (kind) begun.set(requestId, { kind, head: response.encodedDataLength });
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const one = begun.get(requestId);
      if (one) weight[one.kind] += encodedDataLength - one.head;
    });
    await network.send("Network.enable");
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    const answer = await page.goto(url);
    await page.waitForLoadState("networkidle", { timeout: AT_REST_MS }).catch(() => {});
    if (answer?.status() !== 200 || page.url() !== url)
      throw new Error(`${new URL(url).pathname} answered ${answer?.status()} and led to ${page.url()}`);
    if (!weight.html || !weight.scripts) throw new Error(`${url} was not seen on the wire`);
    return weight;
  } finally {
    await context.close();
  }
}
