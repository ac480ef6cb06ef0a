import fs from "node:fs";
import path from "node:path";
import type { Cookie, Page } from "@playwright/test";
import { cookieName } from "#lib/identity/realms.ts";
import { root } from "../../../app/_commands/start/root.ts";

/** What a page is for says how much script it may bring beside an empty one, in kB. */
export const budgets = { reading: 8, form: 30, call: 60 } as const;
export type Kind = keyof typeof budgets;

const forEverybody = ["help", "sign-in", "status", "verify"];
/** The cover's address as nobody sees it who has signed in. */
const WELCOME = "/ (welcome)";

/** Every page that a citizen may come to, named by its folders as the tree has them: a new page is seen without being named here. */
export function citizenPages(): string[] {
  const app = path.join(root, "app");
  const files = fs.readdirSync(app, { recursive: true, encoding: "utf8" });
  const folders = files.filter((file) => path.basename(file) === "page.tsx").map(path.dirname);
  const patterns = folders
    .filter((folder) => folder.startsWith("(citizen)") || forEverybody.includes(folder.split("/")[0] ?? ""))
    .map((folder) => `/${folder.replace(/^\(citizen\)\/?/, "")}`);
  return [WELCOME, ...patterns].toSorted();
}

const patterns = citizenPages();

/** Which page of the tree has that address; a folder that is named comes before one that is not. */
function patternOf(pathname: string): string | undefined {
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/\[\w+\]/g, "[^/]+")}$`).test(pathname);
  return patterns.filter(fits).toSorted((a, b) => a.split("[").length - b.split("[").length)[0];
}

/** What is not for citizens: the desks, and pages of other systems. */
const others = /^\/(clinic|authority|design|bench)(\/|$)/;

/** Whether an address is of the book and for citizens, be it a page of the tree or the words that stand where none is. */
export const isForCitizens = (url: string, book: string) =>
  new URL(url).origin === book && !others.test(new URL(url).pathname);

/** A page of citizens that a journey has come to: which, what for, where, and with what cookies it can be opened again. */
export type Met = { name: string; kind: Kind; url: string; cookies: Cookie[] };

/** What a page is for, by what stands on it: whatever is there to be filled in makes it a form, but for a search. */
async function kindOf(page: Page): Promise<Kind> {
  if (new URL(page.url()).pathname.endsWith("/call")) return "call";
  const fields = ":is(input:not([type=hidden]), select, textarea):not(form:has([type=search]) *)";
  return (await page.getByRole("main").locator(fields).count()) ? "form" : "reading";
}

/** What a page is for that was met so often: a form where it was one once. */
export function kindOfAll(met: readonly { kind: Kind }[]): Kind {
  const found = (["call", "form"] as const).find((kind) => met.some((one) => one.kind === kind));
  return found ?? "reading";
}

/** How the book answered for the page that a browser shows. */
export const answeredWith = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON().responseStatus as number);

/** The page of citizens that a browser shows now; none where it is another's, or is not there. */
export async function pageMet(page: Page): Promise<Met | undefined> {
  const url = page.url();
  if ((await answeredWith(page)) >= 400) return undefined;
  const pattern = patternOf(new URL(url).pathname);
  if (!pattern) return undefined;
  const cookies = await page.context().cookies(url);
  const session = cookieName("citizen", "session", url.startsWith("https://"));
  const signedIn = cookies.some(({ name }) => name === session);
  const name = pattern === "/" && !signedIn ? WELCOME : pattern;
  return { name, kind: await kindOf(page), url, cookies };
}
