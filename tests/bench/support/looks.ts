import { chromium as playwright } from "@playwright/test";
import { chromium } from "../../../app/_commands/checks/chromium.ts";
import { freePort } from "../../../app/_commands/start/ports.ts";
import { median, short } from "./figures.ts";
import { type Lighthouse, openLighthouse, type Report } from "./lighthouse.ts";

const categories = ["performance", "accessibility", "best-practices"];

/** Lighthouse's own factors: what it asks the browser for, so that it comes out as that round trip and that rate. */
const ofRoundTrip = 3.75;
const ofRate = 0.9;

const slowed = (rttMs: number, throughputKbps: number, cpuSlowdownMultiplier: number) => ({
  rttMs,
  throughputKbps,
  cpuSlowdownMultiplier,
  requestLatencyMs: rttMs * ofRoundTrip,
  downloadThroughputKbps: throughputKbps * ofRate,
  uploadThroughputKbps: throughputKbps * ofRate,
});

/** The phone and its network: as Lighthouse has them by itself, and a cheap phone far from the mast. */
export const profiles = {
  default: { points: 3, throttling: slowed(150, 1638.4, 4) },
  slow: { points: 8, throttling: slowed(300, 700, 6) },
} as const;
export type Profile = keyof typeof profiles;

/**
 * Reckoned afterwards from a load at full speed, as Lighthouse does by itself, or with the browser really slowed down. The
 * reckoning is quick, but counts a script as needed for the first picture if it came before it, which on one computer is a
 * matter of a few milliseconds and makes a second of difference: it may find a page well, but what it misses is slowed down.
 */
export const ways = { reckoned: "simulate", slowed: "devtools" } as const;
export type Way = keyof typeof ways;

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

let opened: Promise<Lighthouse> | undefined;

/** One look at one page, in a browser of its own: the next finds nothing kept of it. */
export async function look(url: string, cookie: string, profile: Profile, way: Way): Promise<Report> {
  opened ??= openLighthouse();
  const lighthouse = await opened;
  const { port, close } = await steered();
  try {
    const headers = cookie ? { extraHeaders: { cookie } } : {};
    const flags = { port, logLevel: "error", output: "json", onlyCategories: categories, locale: "en" };
    const { throttling } = profiles[profile];
    const result = await lighthouse(url, {
      ...{ ...flags, ...headers, throttling, throttlingMethod: ways[way] },
    });
    if (!result || result.lhr.runtimeError)
      throw new Error(`${url}: ${result?.lhr.runtimeError?.message ?? "nothing came of it"}`);
    if (result.lhr.finalDisplayedUrl !== url)
      throw new Error(`${url} led to ${result.lhr.finalDisplayedUrl}`);
    return result.lhr;
  } finally {
    await close();
  }
}

const scoreOf = ({ categories }: Report, name: string) => Math.round((categories[name]?.score ?? 0) * 100);
const figureOf = ({ audits }: Report, id: string) => audits[id]?.numericValue ?? Number.NaN;

export function figuresOf(reports: readonly Report[]) {
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

export type Figures = ReturnType<typeof figuresOf>;

/** What of its aims a page misses, beside the floor of the same profile. */
export function missedBy(is: Figures, floor: Figures, profile: Profile): string[] {
  return [
    ...(floor.perf - is.perf > profiles[profile].points ? ["perf"] : []),
    ...(is["LCP s"] - floor["LCP s"] > 0.5 ? ["LCP"] : []),
    ...(is.CLS > 0 ? ["CLS"] : []),
    ...(is.accessibility < 100 ? ["accessibility"] : []),
    ...(is["best practices"] < 100 ? ["best practices"] : []),
  ];
}

/** The checks of accessibility and of good habits that a page did not pass. */
export function faultsOf({ audits, categories }: Report): string {
  const refs = ["accessibility", "best-practices"].flatMap((name) => categories[name]?.auditRefs ?? []);
  const failed = refs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1);
  return [...new Set(failed.map(({ id }) => id))].join(", ");
}

/** The element that was the largest paint, as the page writes it. */
export function largestOf({ audits }: Report): string {
  const found = /"snippet":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(audits["lcp-breakdown-insight"] ?? {}));
  return found
    ? String(JSON.parse(found[1] ?? '""'))
        .replace(/\s+/g, " ")
        .slice(0, 60)
    : "";
}
