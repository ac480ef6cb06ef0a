import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { barriersOfKeyboard } from "../../journeys/support/keyboard.ts";
import { barriersOn, shapeOf } from "../../journeys/support/reading.ts";
import { bookUrl } from "../../journeys/support/surroundings.ts";
import { cookieOf } from "../support/browser.ts";
import { answeredWith, isForCitizens } from "../support/citizen-pages.ts";
import { folder, isFirst, note } from "../support/onlooking.ts";
import { andPutBack, type Look, looks, nameOf, show, tooWide } from "../support/page-looks.ts";

/** One state of a page, seen in one way. */
export type Seen = { address: string; look: string; picture: string; wrong: string[] };

/** Rules that a look can break which the journey's own has kept: they see colours, sizes and room. Text has AAA's contrast. */
const seen = [
  "color-contrast-enhanced",
  "color-contrast",
  "target-size",
  "scrollable-region-focusable",
  "link-in-text-block",
];

/** In English words are of another length, and a text may still be in the other language. */
const english: Look[] = [
  { window: "phone", theme: "light", text: "normal" },
  { window: "narrow", theme: "dark", text: "200%" },
];

/** What a barrier is on, so short that the same one on two pages is one. */
const short = (barrier: string) => barrier.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{2,}/g, "#").slice(0, 160);

function say(page: Page, look: string, wrong: string[], picture = ""): void {
  note({ address: page.url().slice(bookUrl.length), look, picture, wrong } satisfies Seen);
}

/** Looks at a page in one way, leaves a picture of it, and writes down what is wrong. */
async function lookAt(page: Page, name: string, look: Look, lang: string, rules?: readonly string[]) {
  await show(page, look);
  const wrong = [...(await tooWide(page)), ...(await barriersOn(page, rules))].map(short);
  const at = path.join(folder, "pictures", `${nameOf(look)} ${lang}`.replaceAll(" ", "-").replace("%", ""));
  fs.mkdirSync(at, { recursive: true });
  const picture = path.join(at, `${name}.jpg`);
  await page.screenshot({ path: picture, fullPage: true, type: "jpeg", quality: 50, scale: "css" });
  say(page, `${lang} ${nameOf(look)}`, wrong, picture);
}

/** Opens the same address in English, in a browser of its own, which the journey knows nothing of: here keys may be pressed. */
async function lookInEnglish(page: Page, name: string): Promise<void> {
  // What is not there is not asked for again: the book counts who asks for what is another's.
  const url = (await answeredWith(page)) >= 400 ? `${bookUrl}/nowhere` : page.url();
  const context = await page
    .context()
    .browser()
    ?.newContext({
      javaScriptEnabled: true,
      serviceWorkers: "block",
      viewport: { width: 360, height: 740 },
    });
  try {
    await context?.addCookies([...(await page.context().cookies(url)), cookieOf("lang=en", url)]);
    const same = await context?.newPage();
    await same?.goto(url);
    if (!same || !isFirst(await shapeOf(same))) return;
    await andPutBack(same, async () => {
      for (const look of english) await lookAt(same, name, look, "en");
    });
    say(same, "en keys alone", (await barriersOfKeyboard(same)).map(short));
  } finally {
    await context?.close();
  }
}

/** Looks in every way at a page whose like no journey has come to yet, and leaves it as it stood. */
export default async function lookAtThis(page: Page): Promise<void> {
  if (!isForCitizens(page.url(), bookUrl)) return;
  // Where scripts are off, axe could not run; the same pages are met with them.
  if (!(await page.evaluate(() => matchMedia("(scripting: enabled)").matches))) return;
  const shape = await shapeOf(page);
  if (!isFirst(shape)) return;
  const words = new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id");
  const name = `${words.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}-${shape.slice(0, 6)}`;
  try {
    await andPutBack(page, async () => {
      for (const look of looks) await lookAt(page, name, look, "vi", seen);
    });
    await lookInEnglish(page, name);
  } catch (error) {
    say(page, "", [`could not be looked at: ${(error as Error).message.split("\n")[0]}`]);
  }
}
