import fs from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext } from "@playwright/test";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { cookieOf, openBrowser } from "./support/browser.ts";
import { longestVisit, signIn } from "./support/readers.ts";

/** One way of looking at a page. */
type Look = {
  lang: "vi" | "en";
  theme: "light" | "dark";
  text: "normal" | "large" | "200%";
  width: 360 | 320;
};
/** One page in one state. */
type State = { name: string; path: string; cookie?: string; status?: number };

const looks: Look[] = (["vi", "en"] as const).flatMap((lang) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["normal", "large", "200%"] as const).flatMap((text) =>
      ([360, 320] as const).map((width) => ({ lang, theme, text, width })),
    ),
  ),
);

const nameOf = ({ lang, theme, text, width }: Look) => `${lang} ${theme} ${text} ${width}`;

async function statesOf(book: BenchBook): Promise<State[]> {
  const { personalId, encounterId } = await longestVisit(book);
  const reader = await signIn(book, personalId);
  // Nobody has sent anything about this number, so that its book is empty.
  const empty = await signIn(book, "079099000000");
  const states: State[] = [
    { name: "welcome", path: "/" },
    { name: "sign-in", path: "/sign-in" },
    ...["denied", "assurance", "claims", "busy", "unavailable", "failed", "ended"].map((error) => ({
      name: `sign-in ${error}`,
      path: `/sign-in?error=${error}`,
    })),
    { name: "staff sign-in", path: "/sign-in/staff" },
    { name: "status", path: "/status" },
    { name: "help", path: "/help" },
    { name: "offline", path: "/offline" },
    { name: "verify", path: "/verify" },
    { name: "verify unreadable", path: "/verify?text=abc" },
    { name: "verify offline", path: "/verify-offline" },
    { name: "not found", path: "/nowhere", status: 404 },
    {
      name: "visit of nobody",
      path: `/record/encounters/${crypto.randomUUID()}`,
      cookie: reader.cookies[0],
      status: 404,
    },
  ];
  const own = [
    "/",
    "/record",
    "/record?find=viem",
    "/record/conditions",
    "/record/medicines",
    "/record/medicines?by=visit",
    "/record/results",
    "/record/documents",
    "/payment",
    "/booking",
    "/consent/access-log",
    "/me",
    "/me?done=ended",
    "/me?done=not-there",
    "/me/identity",
  ];
  for (const address of own) {
    const name = address === "/" ? "cover" : address.slice(1).replaceAll("/", " ");
    states.push({ name, path: address, cookie: reader.cookies[0] });
    states.push({ name: `${name} (empty book)`, path: address, cookie: empty.cookies[0] });
  }
  // Every sample person's own states: what differs, who has only a year of birth, whose names are very long.
  for (const one of book.people) {
    const person = await signIn(book, one.personalId);
    states.push({ name: `cover ${one.personalId}`, path: "/", cookie: person.cookies[0] });
    states.push({ name: `identity ${one.personalId}`, path: "/me/identity", cookie: person.cookies[0] });
    for (const [at, visit] of person.visits.entries()) {
      const longest = visit === encounterId ? " (longest)" : "";
      states.push({
        name: `visit ${at + 1} ${one.personalId}${longest}`,
        path: `/record/encounters/${visit}`,
        cookie: person.cookies[0],
      });
    }
  }
  return states;
}

function contextFor(browser: Browser, { theme, width }: Look): Promise<BrowserContext> {
  return browser.newContext({
    serviceWorkers: "block",
    viewport: { width, height: 740 },
    deviceScaleFactor: 1,
    colorScheme: theme,
    timezoneId: "Asia/Ho_Chi_Minh",
  });
}

/** Looks at one page in one way, leaves its picture in `folder`, and says what is wrong with it. */
async function lookAt(browser: Browser, book: BenchBook, state: State, look: Look, folder: string) {
  const context = await contextFor(browser, look);
  try {
    const choices = [
      `lang=${look.lang}`,
      `theme=${look.theme}`,
      ...(look.text === "large" ? ["text=large"] : []),
    ];
    const cookies = [...choices, ...(state.cookie ? [state.cookie] : [])];
    await context.addCookies(cookies.map((one) => cookieOf(one, book.url)));
    const page = await context.newPage();
    const wrong: string[] = [];
    const answer = await page.goto(book.url + state.path);
    if (answer?.status() !== (state.status ?? 200)) wrong.push(`status ${answer?.status()}`);
    // A browser's own large type: the root's letters grow, the window does not.
    if (look.text === "200%")
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    if (page.url() !== book.url + state.path) wrong.push(`leads to ${page.url().slice(book.url.length)}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) wrong.push("scrolls sideways");
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    if (!passes.length) wrong.push("axe looked at nothing");
    wrong.push(...violations.map(({ id, help }) => `${id}: ${help}`));
    const file = `${state.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.jpg`;
    await page.screenshot({ path: path.join(folder, file), fullPage: true, type: "jpeg", quality: 60 });
    return wrong;
  } finally {
    await context.close();
  }
}

/** Every page in every state, looked at in every way: what is not accessible, what scrolls sideways, and a picture. */
export default async function pages(book: BenchBook): Promise<BenchRow[]> {
  const pictures = path.join(path.dirname(book.dataDir), "pages");
  fs.rmSync(pictures, { recursive: true, force: true });
  const states = await statesOf(book);
  const browser = await openBrowser();
  const found = new Map<string, { what: string; on: Set<string>; looks: Set<string> }>();
  const note = (what: string, state: State, look: Look) => {
    const line = found.get(what) ?? { what, on: new Set<string>(), looks: new Set<string>() };
    line.on.add(state.name);
    line.looks.add(nameOf(look));
    found.set(what, line);
  };
  try {
    for (const look of looks) {
      const folder = path.join(pictures, nameOf(look).replaceAll(" ", "-").replace("%", ""));
      fs.mkdirSync(folder, { recursive: true });
      const left = [...states];
      const eye = async () => {
        for (let state = left.shift(); state; state = left.shift()) {
          for (const what of await lookAt(browser, book, state, look, folder)) note(what, state, look);
        }
      };
      await Promise.all([eye(), eye()]);
    }
  } finally {
    await browser.close();
  }
  const lines = [...found.values()].map(({ what, on, looks }) => ({
    what,
    pages: on.size,
    "first pages": [...on].slice(0, 3).join(", "),
    looks: looks.size,
    "first look": [...looks][0] ?? "",
  }));
  const summary = {
    what: `${states.length} pages and states × ${looks.length} looks`,
    pages: states.length,
    looks: looks.length,
  };
  return [summary, ...lines];
}
