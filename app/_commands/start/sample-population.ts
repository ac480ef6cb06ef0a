import fs from "node:fs";
import path from "node:path";
import type { Person } from "../../../drizzle/seed/population/people.ts";
import { type Day, dayOf } from "../../../lib/platform/clock.ts";
import type { Env } from "../../../lib/platform/env.ts";

/** Apart from the seed that `npm run population` takes by itself. */
const SEED = "dan-so-mau";
const YEARS = 2;

/** The folder of the sample population's claim files, and in it a list of who can sign in. */
export const samplePopulationFolder = (dataDir: string): string => path.join(dataDir, "sample-population");
export const listOfPeople = (dataDir: string): string =>
  path.join(samplePopulationFolder(dataDir), "people.txt");

/** Who represents whom among them, for the simulated population database. */
export const listOfFamilies = (dataDir: string): string =>
  path.join(samplePopulationFolder(dataDir), "families.json");

const isoDay = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

function represented(person: Person, day: (number: number) => string) {
  const { personalId, name, sex, bornOn, mother, father } = person;
  const by = [
    { personalId: mother?.personalId, as: "me" },
    { personalId: father?.personalId, as: "cha" },
  ].filter((one) => one.personalId);
  return personalId && by.length > 0 ? [{ personalId, name, sex, birthDate: isoDay(day(bornOn)), by }] : [];
}

const line = ({ personalId, name, bornOn }: Person, day: (number: number) => string) =>
  `${personalId}\t${name}\t${day(bornOn)}\n`;

/**
 * Dân số mẫu: writes the files of claims and doses of some hundred invented people, once. The folder gets its name when it is whole,
 * so that a start cut short begins anew. No visit lies after today.
 */
export async function inventSamplePopulation(env: Env, today: Day = dayOf(new Date())): Promise<void> {
  const folder = samplePopulationFolder(env.DATA_DIR);
  if (env.SAMPLE_CITIZENS === 0 || fs.existsSync(folder)) return;
  const { DOSE_COLUMNS, dosesOf } = await import("../../../drizzle/seed/population/doses.ts");
  const { writePopulation } = await import("../../../drizzle/seed/population/write-population.ts");
  const { dayFrom, ymd } = await import("../../../drizzle/seed/population/calendar.ts");
  const { DEFAULT_UNTIL } = await import("../../../drizzle/seed/population/wish.ts");
  const until = dayFrom(today < DEFAULT_UNTIL ? today : DEFAULT_UNTIL);
  if (until === null) throw new Error(`${today} is no day`);
  const making = `${folder}.new`;
  fs.rmSync(making, { recursive: true, force: true });
  let people = "";
  const doses = [DOSE_COLUMNS];
  const families: ReturnType<typeof represented> = [];
  const wish = { citizens: env.SAMPLE_CITIZENS, seed: SEED, years: YEARS, until, folder: making };
  writePopulation(
    { ...wish, numbers: "sample" },
    {
      household(members) {
        for (const person of members) if (person.toldIn >= 0) people += line(person, ymd);
        for (const person of members) doses.push(...dosesOf(person, SEED, until));
        families.push(...members.flatMap((person) => represented(person, ymd)));
      },
    },
  );
  if (doses.length > 1) fs.writeFileSync(path.join(making, "doses.csv"), `${doses.join("\n")}\n`);
  fs.writeFileSync(path.join(making, "people.txt"), people);
  fs.writeFileSync(path.join(making, "families.json"), JSON.stringify(families));
  fs.renameSync(making, folder);
}
