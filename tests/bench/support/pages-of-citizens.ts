import fs from "node:fs";
import path from "node:path";
import type { BenchBook } from "../../../app/_commands/bench.ts";
import { root } from "../../../app/_commands/start/root.ts";
import { longBook } from "./long-books.ts";
import { signIn } from "./readers.ts";

/** What a page is for says how much script it may bring beside an empty one, in kB. */
export const budgets = { reading: 8, form: 30, call: 60 } as const;
type Kind = keyof typeof budgets;

/** A page of the tree, as its folders name it, and one real address of it with whose cookie; none where nobody's book has one. */
export type CitizenPage = { pattern: string; kind: Kind; found: Found | null };
/** One real address, and with whose cookie. */
export type Found = { address: string; cookie?: string };
type Note = (pattern: string, one: Found) => void;

const forEverybody = ["help", "sign-in", "status", "verify"];
/** Steps that ask something, and pages that are there to be filled in. */
const asks =
  /\/(new|invite|declare|settings|open-code|delete|add|appeal|withdraw|cancel|late|move|reminders|reaction|revoke|judge|again|share|photo|report|pregnancy|check|growth|other-book|\[question\])(\/|$)|^\/(sign-in|verify|teleconsult\/\[id\])$/;

function kindOf(pattern: string): Kind {
  if (pattern.endsWith("/call")) return "call";
  return asks.test(pattern) ? "form" : "reading";
}

/** The address pattern of every page that a citizen may come to, read from the tree: a new page is seen without being named here. */
export function patternsOfTree(): string[] {
  const app = path.join(root, "app");
  const files = fs.readdirSync(app, { recursive: true, encoding: "utf8" });
  const folders = files.filter((file) => path.basename(file) === "page.tsx").map(path.dirname);
  return folders
    .filter((folder) => folder.startsWith("(citizen)") || forEverybody.includes(folder.split("/")[0] ?? ""))
    .map((folder) => `/${folder.replace(/^\(citizen\)\/?/, "")}`)
    .toSorted();
}

/** Whether that address is one of that page; a folder that is named comes before one that is not. */
function patternOf(address: string, patterns: readonly string[]): string | undefined {
  const { pathname } = new URL(address, "http://book");
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/\[\w+\]/g, "[^/]+")}$`).test(pathname);
  return patterns.filter(fits).toSorted((a, b) => a.split("[").length - b.split("[").length)[0];
}

const linksOf = (html: string): string[] =>
  [...html.matchAll(/<(?:a|form)[^>]*\s(?:href|action)="(\/[^"#]*)/g)].map(([, to = ""]) =>
    to.replaceAll("&amp;", "&"),
  );

/** Of many pages alike the second may lead to what the first does not; the others are left. */
const OF_ONE_KIND = 2;

/** Follows the links of one book, and notes the first address of each page. */
async function walk(book: BenchBook, cookie: string | undefined, patterns: readonly string[], note: Note) {
  const waiting = ["/", ...patterns.filter((pattern) => !pattern.includes("["))];
  const known = new Set(waiting);
  const asked = new Map<string, number>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const pattern = patternOf(address, patterns) ?? "";
    const often = asked.get(pattern) ?? 0;
    if (often >= OF_ONE_KIND) continue;
    asked.set(pattern, often + 1);
    const answer = await fetch(book.url + address, { headers: cookie ? { cookie } : {}, redirect: "manual" });
    if (answer.status !== 200 || !answer.headers.get("content-type")?.includes("text/html")) continue;
    note(pattern, { address, cookie });
    for (const link of linksOf(await answer.text())) {
      if (known.has(link) || /^\/(api|design|clinic|authority|_next)/.test(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
}

/** Every page of citizens with an address of it, found by following the links of several books. */
export async function pagesOfCitizens(book: BenchBook, more: readonly Found[] = []) {
  const patterns = patternsOfTree();
  const found = new Map<string, Found>();
  const note: Note = (pattern, one) => {
    if (!found.has(pattern)) found.set(pattern, one);
  };
  for (const one of more) note(patternOf(one.address, patterns) ?? "", one);
  const long = await longBook(book, 30, 1);
  await walk(book, long.cookies[0], patterns, note);
  const list = fs.readFileSync(path.join(book.dataDir, "sample-population/people.txt"), "utf8");
  const residents = list
    .split("\n")
    .slice(0, 6)
    .map((line) => line.split("\t")[0] ?? "");
  for (const personalId of [...book.people.map((one) => one.personalId), ...residents]) {
    const { cookies } = await signIn(book, personalId);
    await walk(book, cookies[0], patterns, note);
  }
  await walk(book, undefined, patterns, note);
  return patterns.map(
    (pattern): CitizenPage => ({ pattern, kind: kindOf(pattern), found: found.get(pattern) ?? null }),
  );
}
