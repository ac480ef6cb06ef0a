import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { listenForViolations, problemsOfAnswer, violationMark } from "./rules-of-every-page.ts";

type Given = {
  /** One more browser, of somebody else or of the same person. */
  anotherPhone: (options?: BrowserContextOptions) => Promise<Page>;
  /** Holds every page of every browser to the rules that all pages keep. */
  watch: (context: BrowserContext) => Promise<void>;
};

/** A journey in the book. Whatever it visits, no page may break its own policy, stay in a cache or throw an error. */
export const test = base.extend<Given>({
  watch: [
    async ({ context }, use) => {
      const problems: string[] = [];
      const watch = async (watched: BrowserContext) => {
        await watched.addInitScript(listenForViolations, violationMark);
        watched.on("console", (message) => {
          if (/Content Security Policy/i.test(message.text()) || message.text().includes(violationMark))
            problems.push(`${message.page()?.url()}: ${message.text()}`);
        });
        watched.on("weberror", (error) => problems.push(String(error.error())));
        watched.on("response", (answer) => problems.push(...problemsOfAnswer(answer)));
      };
      await watch(context);
      await use(watch);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  anotherPhone: async ({ browser, watch }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      await watch(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

export { expect } from "@playwright/test";
