import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { letOnlookerSee } from "./onlooker.ts";
import { dataDir } from "./surroundings.ts";

/** The widths of the page and of the phone: a reader never scrolls sideways. A page that is just being replaced is looked at again. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = () =>
    page.evaluate(() => {
      const { scrollWidth = Number.NaN, clientWidth = 0 } = document.documentElement ?? {};
      return scrollWidth - clientWidth;
    });
  await expect
    .poll(tooWide, { message: `the page ${page.url()} is wider than the phone by so many points` })
    .toBeLessThanOrEqual(0);
}

const axe = readFileSync(
  createRequire(import.meta.resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);

/**
 * What axe finds on a page with all its usual rules, or with those named; ours have no frames to look into. Without the
 * package's builder, which sends axe twice and brings back all that is well, with the way to each element: that took half
 * of the time.
 */
export function barriersOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = JSON.stringify({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return page.evaluate(`${axe};
axe.run(document, ${options}).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ")))`);
}

/**
 * Pages on which axe found no barrier, by their shape: what differs in names and numbers alone is not looked at twice,
 * nor by the other hand that walks beside this one.
 */
const readable = (shape: string) => path.join(dataDir(), "readable", shape);

function noteReadable(shape: string): void {
  mkdirSync(path.dirname(readable(shape)), { recursive: true });
  writeFileSync(readable(shape), "");
}

/**
 * Every element of a page within its parent, with its attributes and whether it holds words. Left out are ids, numbers,
 * addresses, words in attributes, and how many alike follow each other: axe finds in three rows what it finds in two.
 */
export async function shapeOf(page: Page): Promise<string> {
  const shape = await page.evaluate(() => {
    const spoken = /^(href|action|src|value|title|alt|placeholder|datetime|d|aria-label)$/;
    const plain = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{2,}/g, "#");
    const attributes = (one: Element) =>
      Array.from(one.attributes, ({ name, value }) =>
        spoken.test(name) && !value.startsWith("#") ? `${name}=${value && "…"}` : `${name}=${plain(value)}`,
      ).join(" ");
    const hasWords = (one: Element) =>
      Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.nodeValue?.trim());
    const shapeOfOne = (one: Element): string => {
      const within = Array.from(one.children, (child) =>
        child.tagName === "SCRIPT" ? "" : shapeOfOne(child),
      );
      const few = within.filter(
        (inner, at) => inner && (inner !== within[at - 1] || inner !== within[at - 2]),
      );
      return `${one.tagName}[${attributes(one)}]${hasWords(one)}(${few.join()})`;
    };
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return JSON.stringify([innerWidth, dark, document.title !== "", shapeOfOne(document.documentElement)]);
  });
  return createHash("sha256").update(shape).digest("hex");
}

/** Everybody can read this page: no barrier that axe finds, one heading that says what it is, no sideways scroll. */
export async function expectReadable(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await letOnlookerSee(page);
  const shape = await shapeOf(page);
  if (existsSync(readable(shape))) return expectNoSidewaysScroll(page);
  // Again for a moment: after a link the heading stands before the new title has followed the old one.
  await expect(async () => {
    expect(await barriersOn(page), `barriers on ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 20_000 });
  noteReadable(shape);
  await expectNoSidewaysScroll(page);
}

/** The part of a page under a heading. */
export const section = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });
