import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { makeBareCopies } from "./support/bare-copies.ts";
import { kilobytes, median, percentile, short } from "./support/figures.ts";
import type { Load, LoadResult } from "./support/load.ts";
import { type LongBook, longBook } from "./support/long-books.ts";
import { longestVisit, signIn } from "./support/readers.ts";

const AT_ONCE = 32;
const SECONDS = 2;
const ROUNDS = 5;
/** Of the rate of the same page from one bare query. */
const AIM = 0.6;
/** As much as a book of few visits pays, at most, for one of many. */
const MOST = 1.5;
const FEW = 30;
const MANY = 3000;
const program = fileURLToPath(new URL("./support/load.ts", import.meta.url));

type Line = { what: string; path: string; cookies: string[] };

/** Asks from a process of its own, and refuses anything but whole answers. */
async function ask(load: Load): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(load)], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const result: LoadResult = JSON.parse(stdout);
  if (result.wrong.length || !result.answers)
    throw new Error(
      `${load.url} answered otherwise ${result.wrong.length} times: ${result.wrong[0] ?? "never"}`,
    );
  return result;
}

/** Two pages in turns, so that a busy moment hits both alike; the first round warms up. */
async function compare(book: BenchBook, pair: [floor: Line, own: Line], aim: (ratio: number) => string) {
  const lines = pair.map((line) => ({ ...line, rounds: [] as LoadResult[] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { path, cookies, rounds } of lines) {
      const done = await ask({ url: book.url + path, cookies, atOnce: AT_ONCE, seconds: SECONDS });
      if (round > 0) rounds.push(done);
    }
  }
  const rates = lines.map(({ rounds }) => rounds.map((one) => one.answers / one.seconds));
  const [floor = [], own = []] = rates;
  const ratio = short(median(own.map((rate, at) => rate / (floor[at] ?? Number.NaN))));
  return lines.map(({ what, rounds }, at) => {
    const times = rounds.flatMap((one) => one.milliseconds);
    return {
      what,
      "per s": Math.round(median(rates[at] ?? [])),
      "p50 ms": short(median(times)),
      "p99 ms": short(percentile(times, 0.99)),
      "HTML kB": kilobytes(rounds[0]?.bytes ?? 0),
      "rate beside it": at === 1 ? ratio : "",
      aim: at === 1 ? aim(ratio) : "",
    };
  });
}

/** The pages of the record of one book: what they are called, their address, and the same page without a guard. */
const pagesOf = ({ citizenId, test, condition, substance, encounterId, paper }: LongBook) => [
  { name: "visits", path: "/record", bare: `/bench/record/timeline/${citizenId}` },
  { name: "conditions", path: "/record/conditions", bare: `/bench/record/conditions/${citizenId}` },
  { name: "medicines", path: "/record/medicines", bare: `/bench/record/medicines/${citizenId}` },
  { name: "results", path: "/record/results", bare: `/bench/record/results/${citizenId}` },
  { name: "a test", path: `/record/results/${test}`, bare: `/bench/record/test/${citizenId}` },
  { name: "papers", path: "/record/documents", bare: `/bench/record/documents/${citizenId}` },
  {
    name: "what is missing",
    path: "/record/completeness",
    bare: `/bench/record/completeness/${citizenId}`,
  },
  { name: "a condition", path: `/record/conditions/${condition}`, bare: null },
  { name: "a medicine", path: `/record/medicines/${substance}`, bare: null },
  { name: "private visits", path: "/record/private", bare: null },
  { name: "a paper", path: `/record/documents/${paper}`, bare: null },
  { name: "search", path: "/record?find=viem+phoi", bare: null },
  { name: "search for what is not there", path: "/record?find=khong+co", bare: null },
  { name: "a visit of many", path: `/record/encounters/${encounterId}`, bare: null },
];

/** Every page of the record beside the same page from one bare query, and a book of many visits beside one of few. */
export default async function page(book: BenchBook): Promise<BenchRow[]> {
  const [few, many] = [await longBook(book, FEW, AT_ONCE), await longBook(book, MANY, AT_ONCE)];
  await makeBareCopies(book);
  const { personalId, encounterId } = await longestVisit(book);
  const { cookies } = await signIn(book, personalId, AT_ONCE);
  const atLeast = (ratio: number) => `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}`;
  const atMost = (ratio: number) => `at least ${short(1 / MOST)}, ${ratio >= 1 / MOST ? "met" : "missed"}`;
  const rows = await compare(
    book,
    [
      { what: "visit, rows from one bare query", path: `/bench/visit/${encounterId}`, cookies: [] },
      { what: "visit, as its reader gets it", path: `/record/encounters/${encounterId}`, cookies },
    ],
    atLeast,
  );
  for (const { name, path, bare } of pagesOf(few)) {
    if (!bare) continue;
    const floor = { what: `${name}, rows from one bare query`, path: bare, cookies: [] };
    const own = { what: `${name}, as its reader gets it`, path, cookies: few.cookies };
    rows.push(...(await compare(book, [floor, own], atLeast)));
  }
  const [ofFew, ofMany] = [pagesOf(few), pagesOf(many)];
  for (const [at, { name, path }] of ofFew.entries()) {
    const own = ofMany[at];
    if (!own) continue;
    rows.push(
      ...(await compare(
        book,
        [
          { what: `${name}, ${FEW} visits`, path, cookies: few.cookies },
          { what: `${name}, ${MANY} visits`, path: own.path, cookies: many.cookies },
        ],
        atMost,
      )),
    );
  }
  return rows;
}
