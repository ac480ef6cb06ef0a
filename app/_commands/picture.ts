import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium as browserOf, type Page } from "@playwright/test";
import sharp from "sharp";
import { icons } from "../../components/ui/icons.ts";
import { chromium } from "./checks/chromium.ts";
import { childBookEnvironment, startChildBook } from "./start/child-book.ts";
import { root } from "./start/root.ts";
import { say } from "./start/say.ts";

/**
 * `npm run picture`: takes the pictures of the manifest, which the README shows too, from a running book of an invented
 * citizen, and draws the icons of the shortcuts.
 */
process.chdir(root);
const iconFolder = path.join(root, "public/icons");
const ACCENT = "#0A5866";

async function launch(): Promise<Browser> {
  const { program, libraries } = await chromium();
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return browserOf.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu"],
    env: { ...Object.fromEntries(inherited), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
  });
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: /VNeID/ }).click();
  await page.locator("[name=personalId]").fill("051075000001");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url}/`);
}

async function pictureOf(page: Page, address: string): Promise<Buffer> {
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot();
}

async function takeScreens(browser: Browser, url: string): Promise<void> {
  const folder = path.join(iconFolder, "screens");
  fs.mkdirSync(folder, { recursive: true });
  const keep = async (name: string, taken: Buffer) =>
    fs.writeFileSync(path.join(folder, `${name}.webp`), await sharp(taken).webp({ quality: 80 }).toBuffer());
  const phone = await browser.newPage({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
  await signIn(phone, url);
  await keep("cover", await pictureOf(phone, `${url}/`));
  await keep("medicines", await pictureOf(phone, `${url}/record/medicines`));
  await keep("vaccination", await pictureOf(phone, `${url}/vaccination`));
  const wide = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(wide, url);
  await keep("wide", await pictureOf(wide, `${url}/`));
}

const drawn = (svg: string, name: string) =>
  sharp(Buffer.from(svg))
    .png({ palette: true })
    .toFile(path.join(iconFolder, `${name}.png`));

async function drawIcons(): Promise<void> {
  for (const [name, icon] of [
    ["shortcut-booking", icons.ticket],
    ["shortcut-card", icons["emergency-card"]],
    ["shortcut-payment", icons.fees],
  ] as const) {
    const lines = icon.map(
      ([tag, attributes]) =>
        `<${tag} ${Object.entries(attributes)
          .map(([key, value]) => `${key}="${value}"`)
          .join(" ")}/>`,
    );
    await drawn(
      `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="-12 -12 48 48" fill="none" stroke="#fff"
        stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="M-12-12h48v48h-48z" fill="${ACCENT}" stroke="none"/>${lines.join("")}</svg>`,
      name,
    );
  }
  // The mark in lines alone: the phone gives them their colour.
  await drawn(
    `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="-10 -10 48 48" fill="none" stroke="#000" stroke-width="2">
      <path d="M4 2.5h20v23H4zM9.5 2.5v23"/><path stroke-width="1.75" d="M13 9h7.5M13 14h7.5M13 19h4.5"/></svg>`,
    "monochrome-512",
  );
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "book-picture-"));
const book = await startChildBook(await childBookEnvironment({ dataDir: folder, buildDir: ".next" }));
try {
  const { url } = await book.ready();
  const browser = await launch();
  await takeScreens(browser, url);
  await drawIcons();
  await browser.close();
  say("The pictures are taken: public/icons/.");
} finally {
  await book.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
