import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { makeBareCopies } from "./support/bare-copies.ts";
import { kilobytes, median, percentile, short } from "./support/figures.ts";
import type { Load, LoadResult } from "./support/load.ts";
import { longestVisit, signIn } from "./support/readers.ts";

const AT_ONCE = 32;
const SECONDS = 3;
const ROUNDS = 5;
const AIM = 0.6;
const program = fileURLToPath(new URL("./support/load.ts", import.meta.url));

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

/** The page of a visit, with everything that guards it, beside the same page whose rows come from one bare query. */
export default async function page(book: BenchBook): Promise<BenchRow[]> {
  await makeBareCopies(book);
  const { personalId, encounterId } = await longestVisit(book);
  const { cookies } = await signIn(book, personalId, AT_ONCE);
  const lines = [
    { what: "visit, rows from one bare query", path: `/bench/visit/${encounterId}`, cookies: [] as string[] },
    { what: "visit, as its reader gets it", path: `/record/encounters/${encounterId}`, cookies },
    { what: "one row", path: "/bench/row", cookies: [] as string[] },
  ].map((line) => ({ ...line, rounds: [] as LoadResult[] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { path, cookies, rounds } of lines) {
      const done = await ask({ url: book.url + path, cookies, atOnce: AT_ONCE, seconds: SECONDS });
      // The first round warms up.
      if (round > 0) rounds.push(done);
    }
  }
  const rates = lines.map(({ rounds }) => rounds.map((one) => one.answers / one.seconds));
  // Each round beside its neighbours of the same round, so that a busy moment hits both sides.
  const [bare = [], own = [], row = []] = rates;
  const beside = (floor: readonly number[]) =>
    short(median(own.map((rate, at) => rate / (floor[at] ?? Number.NaN))));
  const ratio = beside(bare);
  return lines.map(({ what, rounds }, at) => ({
    what,
    "per s": Math.round(median(rates[at] ?? [])),
    "p50 ms": short(median(rounds.flatMap((one) => one.milliseconds))),
    "p99 ms": short(
      percentile(
        rounds.flatMap((one) => one.milliseconds),
        0.99,
      ),
    ),
    "HTML kB": kilobytes(rounds[0]?.bytes ?? 0),
    "visit's rate beside it": at === 1 ? "" : beside(at === 0 ? bare : row),
    aim: at === 0 ? `at least ${AIM}, ${ratio >= AIM ? "met" : "missed"}` : "",
  }));
}
