import { createHash } from "node:crypto";
import { openBook } from "#lib/consent/index.ts";
import { parts } from "#lib/consent/rules.ts";
import { findEncounter } from "#lib/record/index.ts";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { bareVisit } from "../../app/bench/_parts/bare-rows.bench.ts";
import { makeBareCopies } from "./support/bare-copies.ts";
import { gatherCrowd, type Opener } from "./support/crowd.ts";
import { median, percentile, short } from "./support/figures.ts";
import { contextOf, openWeb, type WebDatabases } from "./support/readers.ts";

const CITIZENS = 600;
/** Short passes that take turns, so that whatever else this computer does hits every way alike. */
const TURN = 100;
const AT_ONCE = 8;
const AIM = 3;

type Way = (web: WebDatabases, one: Opener, part: (typeof parts)[number]) => Promise<boolean>;

/** The product's own way: the row of the log is committed, a grant is earned, the visit is read under it. */
const guarded: Way = async (web, { citizenId, encounterId, token }, part) => {
  const book = await openBook(contextOf(web, citizenId, token), citizenId, "own-reading", part);
  return (await findEncounter(book, encounterId)) !== null;
};

/** The same visit by one statement, and one committed row of the same size, both of tables that nobody guards. */
const bare: Way = async (web, { citizenId, encounterId, token }, part) => {
  const hash = createHash("sha256").update(token).digest();
  await web.app.$client`
    insert into bench.log (citizen_id, actor_kind, actor_id, actor_name, session_hash, purpose, part, previous_hash, hash)
    values (${citizenId}, 'citizen', ${citizenId}, 'Nguyễn Thị Bình Sơn', ${hash}, 'own-reading', ${part}, ${hash}, ${hash})`;
  return (await bareVisit(web.warehouse, encounterId)) !== null;
};

async function pass(way: Way, web: WebDatabases, crowd: readonly Opener[], part: (typeof parts)[number]) {
  const each: number[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    for (let one = crowd[next++]; one; one = crowd[next++]) {
      const from = performance.now();
      if (!(await way(web, one, part))) throw new Error("a visit was not found");
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { perSecond: (crowd.length / (performance.now() - started)) * 1000, each };
}

/** What opening a book and reading a visit costs, beside the same rows with nobody at the door. */
export default async function door(book: BenchBook): Promise<BenchRow[]> {
  const crowd = await gatherCrowd(book, CITIZENS);
  await makeBareCopies(book);
  const web = openWeb(book, AT_ONCE);
  const lines = [
    { what: "bare read and bare committed row", way: bare, passes: [] as Awaited<ReturnType<typeof pass>>[] },
    {
      what: "opening with a new row of the log",
      way: guarded,
      passes: [] as Awaited<ReturnType<typeof pass>>[],
    },
    { what: "opening whose row is there", way: guarded, passes: [] as Awaited<ReturnType<typeof pass>>[] },
  ];
  try {
    for (const part of parts) {
      for (let from = 0; from < crowd.length; from += TURN) {
        const group = crowd.slice(from, from + TURN);
        // A part is opened for the first time by the second line, and again by the third.
        for (const line of lines) {
          const done = await pass(line.way, web, group, part);
          // The first part warms up.
          if (part !== parts[0]) line.passes.push(done);
        }
      }
    }
  } finally {
    await web.close();
  }
  const rates = lines.map(({ passes }) => median(passes.map((one) => one.perSecond)));
  return lines.map(({ what, passes }, at) => {
    const each = passes.flatMap((one) => one.each);
    const times = (rates[0] ?? Number.NaN) / (rates[at] ?? Number.NaN);
    return {
      what,
      "per s": Math.round(rates[at] ?? 0),
      "p50 ms": short(median(each)),
      "p99 ms": short(percentile(each, 0.99)),
      "times the floor": short(times),
      aim: at === 1 ? `at most ${AIM}, ${times <= AIM ? "met" : "missed"}` : "",
    };
  });
}
