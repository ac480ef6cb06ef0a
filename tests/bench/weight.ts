import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "@playwright/test";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import type { Weighed } from "./onlookers/weight.ts";
import { cookieOf, openBrowser } from "./support/browser.ts";
import { budgets, citizenPages, kindOfAll } from "./support/citizen-pages.ts";
import { kilobytes } from "./support/figures.ts";
import { longBook } from "./support/long-books.ts";
import { notesOf, withJourneys } from "./support/walks.ts";
import { type Weight, weigh } from "./support/weighing.ts";

/** The cover's HTML and CSS together, in kB: what the first packets of a connection carry is 14. */
const COVER_KB = 20;

/** Stands before the book and counts what goes over the wire, whoever in the browser asks for it: a page or its worker. */
async function countingDoor(book: BenchBook) {
  const counts = { static: 0, other: 0 };
  const door = http.createServer((request, answer) => {
    const { method, headers, url } = request;
    const to = http.request(new URL(url ?? "/", book.url), { method, headers }, (from) => {
      from.on("data", (piece: Buffer) => {
        counts[url?.startsWith("/_next/static/") ? "static" : "other"] += piece.length;
      });
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    to.on("error", () => answer.destroy());
    request.pipe(to);
  });
  await new Promise<void>((listening) => door.listen(0, "localhost", listening));
  return { url: `http://localhost:${(door.address() as AddressInfo).port}`, counts, door };
}

/** Scripts, styles and letters that come over the wire when a page is opened for the first time, and again under the worker. */
async function repeatVisit(browser: Browser, book: BenchBook, address: string, cookie?: string) {
  const { url, counts, door } = await countingDoor(book);
  const context = await browser.newContext({ locale: "vi-VN" });
  try {
    if (cookie) await context.addCookies([cookieOf(cookie, url)]);
    const page = await context.newPage();
    await page.goto(url + address, { waitUntil: "networkidle" });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((again) => setTimeout(again, 50));
    });
    const first = counts.static;
    // The memory of the browser itself would answer too: what is looked at is the worker's.
    const network = await context.newCDPSession(page);
    await network.send("Network.clearBrowserCache");
    Object.assign(counts, { static: 0, other: 0 });
    await page.goto(url + address, { waitUntil: "networkidle" });
    return { first, again: counts.static };
  } finally {
    await context.close();
    door.close();
  }
}

const within = (is: number, aim: number) => (is <= aim ? "met" : "missed");

/** What one page weighs at most, of all that the journeys came to, or why nothing of it was weighed. */
function heaviest(met: readonly Weighed[]): Weight | string {
  const weights = met.flatMap((one) => ("weight" in one ? [one.weight] : []));
  const most = (of: keyof Weight) => Math.max(...weights.map((weight) => weight[of]));
  if (weights.length) return { scripts: most("scripts"), html: most("html"), styles: most("styles") };
  return met.map((one) => ("why" in one ? one.why : ""))[0] ?? "no journey comes to it";
}

/** What each page of a citizen weighs, beside a page of the same book with nothing on it; then what a second visit fetches. */
export default async function weight(book: BenchBook): Promise<BenchRow[]> {
  const browser = await openBrowser();
  try {
    const floor = await weigh(browser, `${book.url}/bench/empty`);
    const { weighed, failed } = await withJourneys(book, "weight", async (walk) => {
      const failed = await walk.walk(["phone", "desk"], 2);
      return { weighed: notesOf<Weighed>(walk), failed };
    });
    const rowOf = (page: string, kind: string, aim: number, { scripts, html, styles }: Weight): BenchRow => {
      const more = (scripts - floor.scripts) / 1000;
      return {
        page,
        kind,
        "scripts kB": kilobytes(scripts),
        "more than empty": kilobytes(scripts - floor.scripts),
        aim: `at most +${aim}, ${within(more, aim)}`,
        "HTML kB": kilobytes(html),
        "CSS kB": kilobytes(styles),
      };
    };
    const rows = [rowOf("empty", "floor", 0, floor)];
    for (const page of citizenPages()) {
      const met = weighed.filter(({ name }) => name === page);
      const kind = kindOfAll(met);
      const found = heaviest(met);
      if (typeof found === "string") rows.push({ page, aim: `not measured: ${found}` });
      else rows.push(rowOf(page, kind, budgets[kind], found));
    }
    const cover = rows.find(({ page }) => page === "/");
    const carried = Number(cover?.["HTML kB"]) + Number(cover?.["CSS kB"]);
    rows.push({
      page: "/ HTML and CSS",
      "HTML kB": carried,
      aim: `at most ${COVER_KB}, ${within(carried, COVER_KB)}`,
    });
    const { cookies } = await longBook(book, 30, 1);
    for (const page of ["/", "/record", "/help"]) {
      const { first, again } = await repeatVisit(browser, book, page, cookies[0]);
      const what = `first ${kilobytes(first)} kB, again ${kilobytes(again)} kB`;
      rows.push({
        page: `${page} again`,
        kind: "under the worker",
        aim: `${what}: at most 0, ${within(again, 0)}`,
      });
    }
    rows.push({ page: "journeys that did not come to their end", aim: failed.join("; ") || "none" });
    return rows;
  } finally {
    await browser.close();
  }
}
