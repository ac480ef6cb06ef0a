import fs from "node:fs";
import path from "node:path";
import type { Env } from "../../../lib/platform/env.ts";
import { listOfPeople } from "./sample-population.ts";
import type { Simulator } from "./simulators.ts";

/** A sample person who can sign in. */
export type SamplePerson = { personalId: string; name: string; note: string };
/** A sample member of staff. */
export type SampleStaff = { username: string; name: string; role: string; facility: string };

/** What others may know of a book that runs. */
export type Ready = {
  url: string;
  mode: Env["BOOK_MODE"];
  people: SamplePerson[];
  staff: SampleStaff[];
  facilityKeys: Record<string, string>;
  simulators: Record<string, string>;
};

const fileOf = (dataDir: string) => path.join(dataDir, "ready.json");

async function peopleOf<T>(simulators: readonly Simulator[], system: string): Promise<T[]> {
  const simulator = simulators.find((one) => one.system === system);
  if (!simulator) return [];
  const answer = await fetch(`${simulator.url}/people`);
  return (await answer.json()) as T[];
}

/** Writes down that the book is ready, for scripts and checks. */
export async function writeReady(
  env: Env,
  simulators: readonly Simulator[],
  facilityKeys: Record<string, string>,
): Promise<Ready> {
  const ready: Ready = {
    url: env.PUBLIC_URL,
    mode: env.BOOK_MODE,
    people: await peopleOf<SamplePerson>(simulators, "vneid"),
    staff: await peopleOf<SampleStaff>(simulators, "staff"),
    facilityKeys,
    simulators: Object.fromEntries(simulators.map(({ system, url }) => [system, url])),
  };
  const file = fileOf(env.DATA_DIR);
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return ready;
}

/** What the book of that folder wrote, while it is ready. */
export function readReady(dataDir: string): Ready | undefined {
  try {
    return JSON.parse(fs.readFileSync(fileOf(dataDir), "utf8"));
  } catch {
    return undefined;
  }
}

/** Takes it back. */
export function removeReady(dataDir: string): void {
  fs.rmSync(fileOf(dataDir), { force: true });
}

/** The greeting for whoever started the book. */
export function greeting(ready: Ready, dataDir: string): string {
  const others = listOfPeople(dataDir);
  const people = ready.people.map((one) => `  ${one.personalId}  ${one.name}${one.note && ` – ${one.note}`}`);
  const staff = ready.staff.map(
    (one) => `  ${one.username.padEnd(14)}${one.name} (${one.role} ${one.facility})`,
  );
  const keys = Object.entries(ready.facilityKeys).map(([code, key]) => `  ${code}  ${key}`);
  return [
    `\nSổ sức khỏe Bình Sơn: ${ready.url}`,
    ...(people.length ? ["\nSample people (sign in with VNeID):", ...people] : []),
    ...(people.length && fs.existsSync(others) ? [`  and everybody in ${others}`] : []),
    ...(staff.length ? ["\nSample staff (sign in at /clinic or /authority):", ...staff] : []),
    ...(keys.length ? ["\nSample keys of facilities (POST /api/warehouse/claims):", ...keys] : []),
    "\nCtrl-C stops the book.\n",
  ].join("\n");
}
