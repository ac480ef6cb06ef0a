import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium as browserOf } from "@playwright/test";
import { chromium } from "./checks/chromium.ts";
import { childBookEnvironment, startChildBook } from "./start/child-book.ts";
import { root } from "./start/root.ts";
import { say } from "./start/say.ts";

/** `npm run picture`: takes the README's picture from a running book, of an invented citizen. */
process.chdir(root);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-picture-"));
const book = await startChildBook(await childBookEnvironment({ dataDir: folder, buildDir: ".next" }));
try {
  const { url } = await book.ready();
  const { program, libraries } = await chromium();
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const browser = await browserOf.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu"],
    env: { ...Object.fromEntries(inherited), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
  });
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: /VNeID/ }).click();
  await page.locator("[name=personalId]").fill("051075000001");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/`);
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(root, "tests/pictures/cover.png");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  await browser.close();
  say(`The picture is taken: ${path.relative(root, file)}`);
} finally {
  await book.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
