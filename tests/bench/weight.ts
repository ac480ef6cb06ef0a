import { randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "@playwright/test";
import { cookieName } from "#lib/identity/realms.ts";
import { settleFromIpn } from "#lib/payment/index.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { cookieOf, openBrowser } from "./support/browser.ts";
import { openConversations } from "./support/conversations.ts";
import { makeNotes, noticeFor, terminalOf } from "./support/fee-notes.ts";
import { kilobytes } from "./support/figures.ts";
import { longBook } from "./support/long-books.ts";
import { budgets, type CitizenPage, pagesOfCitizens } from "./support/pages-of-citizens.ts";
import { openOwner, openWeb, signIn } from "./support/readers.ts";

/** The cover's HTML and CSS together, in kB: what the first packets of a connection carry is 14. */
const COVER_KB = 20;
/** Of the sample people, one whom a facility asks to pay. */
const OWES = "051075000001";

type Weight = { scripts: number; html: number; styles: number };
const kinds: Record<string, keyof Weight> = { Script: "scripts", Document: "html", Stylesheet: "styles" };

/** What one page sends to a browser that has nothing yet: bytes on the wire, headers of the answers included. */
async function weigh(browser: Browser, url: string, cookie: string | undefined): Promise<Weight> {
  const context = await browser.newContext({ serviceWorkers: "block", locale: "vi-VN" });
  try {
    if (cookie) await context.addCookies([cookieOf(cookie, url)]);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    const weight: Weight = { scripts: 0, html: 0, styles: 0 };
    const kindOf = new Map<string, keyof Weight>();
    network.on("Network.responseReceived", ({ requestId, type }) => {
      const kind = kinds[type];
      if (kind) kindOf.set(requestId, kind);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const kind = kindOf.get(requestId);
      if (kind) weight[kind] += encodedDataLength;
    });
    await network.send("Network.enable");
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    const answer = await page.goto(url, { waitUntil: "networkidle" });
    if (answer?.status() !== 200 || page.url() !== url)
      throw new Error(`${url} answered ${answer?.status()} and led to ${page.url()}`);
    if (!weight.html || !weight.scripts) throw new Error(`${url} was not seen on the wire`);
    return weight;
  } finally {
    await context.close();
  }
}

/** One payment that waits and one that succeeded: the pages about them, and where they are. */
async function paymentsOf(book: BenchBook, citizenId: string): Promise<[string, string][]> {
  const [waiting, paid] = await makeNotes(book, [{ citizenId }], 2, true);
  if (!waiting || !paid) throw new Error("no note was made");
  const web = openWeb(book, 1);
  try {
    const terminal = terminalOf(book);
    const notice = noticeFor(terminal, paid.reference, Date.now());
    await settleFromIpn(web.app, terminal, notice, "127.0.0.1");
  } finally {
    await web.close();
  }
  return [
    ["/waiting", `/payment/${waiting.noteId}/waiting/${waiting.reference}?look=stopped`],
    ["/paying", `/payment/${paid.noteId}/paying/${paid.reference}`],
    ["/receipt", `/payment/${paid.noteId}/receipt`],
  ];
}

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
async function repeatVisit(browser: Browser, book: BenchBook, { found }: CitizenPage) {
  const { url, counts, door } = await countingDoor(book);
  const context = await browser.newContext({ locale: "vi-VN" });
  try {
    const { address = "/", cookie } = found ?? {};
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

/** Addresses of pages to which no link of a sample book leads. */
async function unlinked(book: BenchBook) {
  const { citizenId, cookies: owing } = await signIn(book, OWES);
  const [cookie] = owing;
  const paid = (await paymentsOf(book, citizenId)).map(([, address]) => ({ address, cookie }));
  const long = await longBook(book, 30, 1);
  const own = [`/record/results/${long.test}`, `/record/documents/${long.paper}`, "/record?find=viem"];
  const read = own.map((address) => ({ address, cookie: long.cookies[0] }));
  const [talk] = await openConversations(book, 1);
  const token = randomBytes(32).toString("base64url");
  const owner = openOwner(book);
  await owner`insert into app.sessions (token_hash, realm, subject_id, assurance, ends_at, lasts_until)
    values (app.hash_of(${token}), 'citizen', ${talk?.person.id ?? ""}, 2, now() + interval '30 minutes', now() + interval '8 hours')`;
  await owner.end();
  const session = cookieName("citizen", "session", book.url.startsWith("https://"));
  const speaker = { cookie: `${session}=${token}` };
  const talks = ["", "/photo", "/cancel", "/share", "/report", "/judge", "/again", "/call"].map((step) => ({
    address: `/teleconsult/${talk?.caseId}${step}`,
    ...speaker,
  }));
  return [...paid, ...read, ...talks];
}

const within = (is: number, aim: number) => (is <= aim ? "met" : "missed");

/** What each page of a citizen weighs, beside a page of the same book with nothing on it; then what a second visit fetches. */
export default async function weight(book: BenchBook): Promise<BenchRow[]> {
  const pages = await pagesOfCitizens(book, await unlinked(book));
  const browser = await openBrowser();
  try {
    const floor = await weigh(browser, `${book.url}/bench/empty`, undefined);
    const rows: BenchRow[] = [];
    const add = (page: string, kind: string, aim: number, { scripts, html, styles }: Weight) => {
      const more = (scripts - floor.scripts) / 1000;
      rows.push({
        page,
        kind,
        "scripts kB": kilobytes(scripts),
        "more than empty": kilobytes(scripts - floor.scripts),
        aim: `at most +${aim}, ${within(more, aim)}`,
        "HTML kB": kilobytes(html),
        "CSS kB": kilobytes(styles),
      });
    };
    add("empty", "floor", 0, floor);
    add("/ (welcome)", "reading", budgets.reading, await weigh(browser, `${book.url}/`, undefined));
    for (const { pattern, kind, found } of pages) {
      try {
        if (!found) throw new Error("no sample book has one");
        const weighed = await weigh(browser, book.url + found.address, found.cookie);
        add(pattern, kind, budgets[kind], weighed);
      } catch (error) {
        rows.push({ page: pattern, kind, aim: `not measured: ${(error as Error).message}` });
      }
    }
    const cover = rows.find(({ page }) => page === "/");
    const carried = Number(cover?.["HTML kB"]) + Number(cover?.["CSS kB"]);
    rows.push({
      page: "/ HTML and CSS",
      "HTML kB": carried,
      aim: `at most ${COVER_KB}, ${within(carried, COVER_KB)}`,
    });
    for (const one of pages.filter(({ pattern }) => ["/", "/record", "/help"].includes(pattern))) {
      const { first, again } = await repeatVisit(browser, book, one);
      const what = `first ${kilobytes(first)} kB, again ${kilobytes(again)} kB`;
      rows.push({
        page: `${one.pattern} again`,
        kind: "under the worker",
        aim: `${what}: at most 0, ${within(again, 0)}`,
      });
    }
    return rows;
  } finally {
    await browser.close();
  }
}
