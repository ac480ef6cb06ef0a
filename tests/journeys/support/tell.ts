import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import type { Person } from "./people.ts";
import { dataDir, simulatorAddress } from "./surroundings.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

type Telling = {
  kind?: string;
  openedBy?: string;
  values?: Record<string, string>;
  link?: string;
  daysAgo?: number;
};

/** Tells somebody something, as the functions of the database do; or has a member of staff open their book. */
export function tellPerson(person: Person, ...tellings: Telling[]): void {
  const given = JSON.stringify(tellings.map((one) => ({ ...one, personalId: person.personalId })));
  const command = ["--conditions=react-server", "tests/support/tell-in-book.ts", given];
  const env = { ...process.env, DATA_DIR: dataDir(), NODE_OPTIONS: "", npm_lifecycle_event: "" };
  const run = spawnSync(process.execPath, command, { cwd: root, env, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

/** The texts of the SMS that reached a number, the latest first. */
export async function smsOf(number: string): Promise<string[]> {
  const answer = await fetch(`${simulatorAddress("sms")}/sent?to=${number}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { text: string }[]).map(({ text }) => text);
}
