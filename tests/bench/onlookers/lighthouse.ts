import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Kind, type Met, pageMet } from "../support/citizen-pages.ts";
import type { Report } from "../support/lighthouse.ts";
import {
  type Figures,
  faultsOf,
  figuresOf,
  largestOf,
  look,
  missedBy,
  type Profile,
  profiles,
  type Way,
} from "../support/looks.ts";
import { folder, isFirst, leave, note } from "../support/onlooking.ts";

export type Floors = Record<Profile, Record<Way, Figures>>;
/** What the measurement tells its onlooker: the floor of each profile and way, and which pages alone it is to look at. */
export type Told = { floors: Floors; only: string[] };
export type Looked = { name: string; kind: Kind; profile: Profile } & (
  | { way: Way; looks: number; figures: Figures; missed: string[]; faults: string; largest: string }
  | { why: string }
);

/** Of so many looks the middle counts, where the first with a slowed browser misses an aim too. */
export const LOOKS = 3;

async function seenBy(profile: Profile, { url, cookies }: Met, floors: Floors) {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const result = (way: Way, reports: readonly [Report, ...Report[]]) => {
    const figures = figuresOf(reports);
    const said = { faults: faultsOf(reports[0]), largest: largestOf(reports[0]) };
    return {
      way,
      looks: reports.length,
      figures,
      missed: missedBy(figures, floors[profile][way], profile),
      ...said,
    };
  };
  const quick = result("reckoned", [await look(url, cookie, profile, "reckoned")]);
  if (!quick.missed.length) return quick;
  const reports: [Report, ...Report[]] = [await look(url, cookie, profile, "slowed")];
  if (result("slowed", reports).missed.length)
    while (reports.length < LOOKS) reports.push(await look(url, cookie, profile, "slowed"));
  return result("slowed", reports);
}

/** Lets Lighthouse look at a page of citizens when the first journey comes to it. */
export default async function lookAtThis(page: Page): Promise<void> {
  const met = await pageMet(page);
  const { floors, only } = JSON.parse(fs.readFileSync(path.join(folder, "told.json"), "utf8")) as Told;
  if (!met || (only.length && !only.includes(met.name))) return;
  const { name, kind } = met;
  for (const profile of Object.keys(profiles) as Profile[]) {
    const what = `${name} ${profile}`;
    if (!isFirst(what)) continue;
    try {
      note({ name, kind, profile, ...(await seenBy(profile, met, floors)) } satisfies Looked);
    } catch (error) {
      note({ name, kind, profile, why: (error as Error).message } satisfies Looked);
      leave(what);
    }
  }
}
