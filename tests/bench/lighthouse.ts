import fs from "node:fs";
import path from "node:path";
import type { BenchBook, BenchRow } from "../../app/_commands/bench.ts";
import { type Floors, LOOKS, type Looked, type Told } from "./onlookers/lighthouse.ts";
import { citizenPages, kindOfAll } from "./support/citizen-pages.ts";
import type { Report } from "./support/lighthouse.ts";
import { type Figures, figuresOf, look, type Profile, profiles, type Way, ways } from "./support/looks.ts";
import { notesOf, withJourneys } from "./support/walks.ts";

const known = Object.keys(profiles) as Profile[];
const knownWays = Object.keys(ways) as Way[];

async function floorOf(book: string, profile: Profile, way: Way): Promise<Figures> {
  const reports: Report[] = [];
  while (reports.length < LOOKS) reports.push(await look(`${book}/bench/words`, "", profile, way));
  return figuresOf(reports);
}

async function floorsOf(book: string): Promise<Floors> {
  const floors: Partial<Record<Profile, Record<Way, Figures>>> = {};
  for (const profile of known)
    floors[profile] = {
      reckoned: await floorOf(book, profile, "reckoned"),
      slowed: await floorOf(book, profile, "slowed"),
    };
  return floors as Floors;
}

/** The pages that alone are to be looked at, by their folders; all if none is named. */
function asked(): string[] {
  const names = (process.env.LIGHTHOUSE_PAGES ?? "").split(",").flatMap((name) => name.trim() || []);
  const strange = names.filter((name) => !citizenPages().includes(name));
  if (strange.length) throw new Error(`No page of citizens is called ${strange.join(", ")}.`);
  return names;
}

/** What Lighthouse says of every page of citizens, beside the least page that Next can show. */
export default async function lighthouse(book: BenchBook): Promise<BenchRow[]> {
  const only = asked();
  const { floors, looked, failed } = await withJourneys(book, "lighthouse", async (walk) => {
    const floors = await floorsOf(walk.url);
    fs.writeFileSync(path.join(walk.folder, "told.json"), JSON.stringify({ floors, only } satisfies Told));
    // One journey at a time: two would hold each other up while Lighthouse takes the time.
    const failed = await walk.walk(["phone", "desk"], 1);
    return { floors, looked: notesOf<Looked>(walk), failed };
  });
  const rows: BenchRow[] = known.flatMap((profile) =>
    knownWays.map((way) => ({
      ...{ profile, page: "/bench/words", kind: "floor", way, looks: LOOKS, ...floors[profile][way] },
      aim: "the floor",
    })),
  );
  for (const profile of known) {
    for (const page of only.length ? only : citizenPages()) {
      const met = looked.filter((one) => one.name === page && one.profile === profile);
      const seen = met.find((one) => "figures" in one);
      if (seen) {
        const { way, looks, figures, missed, faults, largest } = seen;
        const aim = missed.length ? `missed: ${missed.join(", ")}` : "met";
        rows.push({ profile, page, kind: kindOfAll(met), way, looks, ...figures, aim, faults, largest });
      } else {
        const why = met.map((one) => "why" in one && one.why)[0] || "no journey comes to it";
        rows.push({ profile, page, aim: `not measured: ${why}` });
      }
    }
  }
  return [...rows, { page: "journeys that did not come to their end", aim: failed.join("; ") || "none" }];
}
