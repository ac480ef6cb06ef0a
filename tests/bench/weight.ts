import type { Browser } from "@playwright/test";
import { settleFromIpn } from "#lib/payment/index.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { cookieOf, openBrowser } from "./support/browser.ts";
import { makeNotes, noticeFor, terminalOf } from "./support/fee-notes.ts";
import { kilobytes } from "./support/figures.ts";
import { longBook } from "./support/long-books.ts";
import { longestVisit, openWeb, signIn } from "./support/readers.ts";

const AIM_KB = 8;
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

/** What each page of a citizen weighs, beside a page of the same book with nothing on it. */
export default async function weight(book: BenchBook): Promise<BenchRow[]> {
  const { personalId, encounterId } = await longestVisit(book);
  const { cookies } = await signIn(book, personalId);
  const [cookie] = cookies;
  const signedOut = ["/", "/sign-in", "/status", "/help", "/verify"];
  const signedIn = [
    "/",
    "/record",
    "/record?find=viem",
    `/record/encounters/${encounterId}`,
    "/record/conditions",
    "/record/medicines",
    "/record/results",
    "/record/documents",
    "/record/completeness",
    "/record/private",
    "/record/history",
    "/insurance",
    "/payment",
    "/booking",
    "/consent/access-log",
    "/me",
    "/me/identity",
    "/me/offline",
  ];
  const browser = await openBrowser();
  try {
    const floor = await weigh(browser, `${book.url}/bench/empty`, undefined);
    const rows: BenchRow[] = [];
    const add = (page: string, { scripts, html, styles }: Weight) => {
      const more = scripts - floor.scripts;
      rows.push({
        page,
        "scripts kB": kilobytes(scripts),
        "more than empty": kilobytes(more),
        times: Math.round((scripts / floor.scripts) * 1000) / 1000,
        aim: page === "empty" ? "" : `at most +${AIM_KB}, ${more <= AIM_KB * 1000 ? "met" : "missed"}`,
        "HTML kB": kilobytes(html),
        "CSS kB": kilobytes(styles),
      });
    };
    add("empty", floor);
    for (const path of signedOut)
      add(path === "/" ? "/ (welcome)" : path, await weigh(browser, book.url + path, undefined));
    for (const path of signedIn)
      add(`${path.replace(encounterId, "…")} (signed in)`, await weigh(browser, book.url + path, cookie));
    const { citizenId, cookies: owing } = await signIn(book, OWES);
    const [payer] = owing;
    const fees = await (await fetch(`${book.url}/payment`, { headers: { cookie: payer ?? "" } })).text();
    const [note] = /\/payment\/[0-9a-f-]{36}/.exec(fees) ?? [];
    if (!note) throw new Error("nobody owes anything");
    add("/payment/… (signed in)", await weigh(browser, book.url + note, payer));
    for (const [path, at] of await paymentsOf(book, citizenId))
      add(`/payment/…${path} (signed in)`, await weigh(browser, book.url + at, payer));
    const long = await longBook(book, 30, 1);
    for (const path of [`/record/results/${long.test}`, `/record/documents/${long.paper}`])
      add(
        `${path.replace(long.test, "…").replace(long.paper, "…")} (signed in)`,
        await weigh(browser, book.url + path, long.cookies[0]),
      );
    return rows;
  } finally {
    await browser.close();
  }
}
