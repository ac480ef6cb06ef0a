import { type Browser, chromium as playwright } from "@playwright/test";
import { chromium } from "../../../app/_commands/checks/chromium.ts";

/** The browser of the journeys. */
export async function openBrowser(): Promise<Browser> {
  const { program, libraries } = await chromium();
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return playwright.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu"],
    env: { ...Object.fromEntries(own), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
  });
}

/** A cookie as `name=value`, as the browser wants it. */
export function cookieOf(text: string, url: string) {
  const at = text.indexOf("=");
  return { name: text.slice(0, at), value: text.slice(at + 1), url };
}
