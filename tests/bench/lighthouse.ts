import { chromium as playwright } from "@playwright/test";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { chromium } from "../../app/_commands/checks/chromium.ts";
import { freePort } from "../../app/_commands/start/ports.ts";
import { median, short } from "./support/figures.ts";
import { type Lighthouse, openLighthouse, type Report } from "./support/lighthouse.ts";
import { longBook } from "./support/long-books.ts";

const TURNS = 3;
const categories = ["performance", "accessibility", "best-practices"];

/** How the phone and its network are pretended: as Lighthouse does by itself, and a cheap phone far from the mast. */
const profiles = {
  default: { points: 3, throttling: {} },
  slow: {
    points: 8,
    throttling: {
      throttling: { rttMs: 300, throughputKbps: 700, cpuSlowdownMultiplier: 6, requestLatencyMs: 0 },
    },
  },
} as const;

const chromeFlags = [
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split(" "),
  ..."--disable-component-update --disable-sync --disable-dev-shm-usage".split(" "),
];

/** A browser that Lighthouse may steer. */
async function steered(): Promise<{ port: number; close: () => Promise<void> }> {
  const { program, libraries } = await chromium();
  const port = await freePort();
  const own = Object.entries(process.env).filter((one): one is [string, string] => one[1] !== undefined);
  const browser = await playwright.launch({
    executablePath: program,
    args: [...chromeFlags, `--remote-debugging-port=${port}`],
    env: { ...Object.fromEntries(own), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
  });
  return { port, close: () => browser.close() };
}

type Page = { name: string; url: string; cookie?: string };

/** One look at one page, in a browser of its own: the next finds nothing kept of it. */
async function look(lighthouse: Lighthouse, { url, cookie }: Page, throttling: object): Promise<Report> {
  const { port, close } = await steered();
  try {
    const headers = cookie ? { extraHeaders: { cookie } } : {};
    const flags = { port, logLevel: "error", output: "json", onlyCategories: categories, locale: "en" };
    const result = await lighthouse(url, { ...flags, ...headers, ...throttling });
    if (!result || result.lhr.runtimeError)
      throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "nothing came of it"}`);
    return result.lhr;
  } finally {
    await close();
  }
}

const scoreOf = ({ categories }: Report, name: string) => Math.round((categories[name]?.score ?? 0) * 100);
const figureOf = ({ audits }: Report, id: string) => audits[id]?.numericValue ?? Number.NaN;

/** What keeps accessibility or best practices from being whole. */
function faultsOf(report: Report): string {
  const refs = ["accessibility", "best-practices"].flatMap((one) => report.categories[one]?.auditRefs ?? []);
  const failed = refs.filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 1);
  return [...new Set(failed.map(({ id }) => id))].join(", ");
}

function figuresOf(reports: readonly Report[]) {
  const middle = (of: (report: Report) => number) => median(reports.map(of));
  return {
    perf: middle((one) => scoreOf(one, "performance")),
    "LCP s": short(middle((one) => figureOf(one, "largest-contentful-paint")) / 1000),
    "TBT ms": Math.round(middle((one) => figureOf(one, "total-blocking-time"))),
    CLS: short(middle((one) => figureOf(one, "cumulative-layout-shift"))),
    "TTI s": short(middle((one) => figureOf(one, "interactive")) / 1000),
    accessibility: middle((one) => scoreOf(one, "accessibility")),
    "best practices": middle((one) => scoreOf(one, "best-practices")),
  };
}

type Figures = ReturnType<typeof figuresOf>;

function missedBy(is: Figures, floor: Figures, points: number): string {
  const wrong = [
    ...(floor.perf - is.perf > points ? ["perf"] : []),
    ...(is["LCP s"] - floor["LCP s"] > 0.5 ? ["LCP"] : []),
    ...(is.CLS > 0 ? ["CLS"] : []),
    ...(is.accessibility < 100 ? ["accessibility"] : []),
    ...(is["best practices"] < 100 ? ["best practices"] : []),
  ];
  return wrong.length ? `missed: ${wrong.join(", ")}` : "met";
}

/** What Lighthouse says of the pages that are opened most, beside the least page that Next can show. */
export default async function lighthouse(book: BenchBook): Promise<BenchRow[]> {
  const run = await openLighthouse();
  const long = await longBook(book, 30, 1);
  const at = (address: string, cookie?: string): Page => ({ name: address, url: book.url + address, cookie });
  const own = [
    "/",
    "/record",
    `/record/encounters/${long.encounterId}`,
    "/vaccination",
    "/booking",
    "/messages",
  ];
  const pages = [
    at("/bench/words"),
    { ...at("/"), name: "/ (welcome)" },
    at("/sign-in"),
    ...own.map((address) => at(address, long.cookies[0])),
  ];
  const rows: BenchRow[] = [];
  for (const [profile, { points, throttling }] of Object.entries(profiles)) {
    let floor: Figures | undefined;
    for (const page of pages) {
      const reports: Report[] = [];
      for (let turn = 0; turn < TURNS; turn += 1) reports.push(await look(run, page, throttling));
      const figures = figuresOf(reports);
      floor ??= figures;
      rows.push({
        ...{ profile, page: page.name.replace(long.encounterId, "…"), ...figures },
        aim: floor === figures ? "the floor" : missedBy(figures, floor, points),
        faults: floor === figures ? "" : faultsOf(reports[0] as Report),
      });
    }
  }
  return rows;
}
