import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type Kind, type Met, pageMet } from "../support/citizen-pages.ts";
import {
  type Figures,
  faultsOf,
  figuresOf,
  largestOf,
  look,
  missedBy,
  type Profile,
  profiles,
} from "../support/looks.ts";
import { folder, isFirst, leave, note } from "../support/onlooking.ts";

/** What the measurement tells its onlooker: the floor of each profile, and which pages alone it is to look at. */
export type Told = { floors: Record<Profile, Figures>; only: string[] };
export type Looked = { name: string; kind: Kind; profile: Profile } & (
  | { looks: number; figures: Figures; missed: string[]; faults: string; largest: string }
  | { why: string }
);

/** A page that misses an aim is looked at again, and the middle of all looks counts. */
const AGAIN = 2;

async function seenBy(profile: Profile, { url, cookies }: Met, floor: Figures) {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const first = await look(url, cookie, profile);
  const reports = [first];
  const missed = () => missedBy(figuresOf(reports), floor, profile);
  if (missed().length)
    for (let turn = 0; turn < AGAIN; turn += 1) reports.push(await look(url, cookie, profile));
  const said = { faults: faultsOf(first), largest: largestOf(first) };
  return { looks: reports.length, figures: figuresOf(reports), missed: missed(), ...said };
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
      note({ name, kind, profile, ...(await seenBy(profile, met, floors[profile])) } satisfies Looked);
    } catch (error) {
      note({ name, kind, profile, why: (error as Error).message } satisfies Looked);
      leave(what);
    }
  }
}
