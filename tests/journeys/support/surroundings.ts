import fs from "node:fs";
import type { Ready } from "../../../app/_commands/start/ready.ts";

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The journeys need ${name}; npm test gives it.`);
  return value;
}

/** The address of the book that runs. */
export const bookUrl = new URL(process.env.BOOK_URL ?? "http://localhost:3000").origin;

/** Its data folder. */
export const dataDir = () => given("DATA_DIR");

let ready: Ready | undefined;

/** The address of a simulator. */
export function simulatorAddress(system: "vneid" | "staff" | "bhxh" | "population" | "sms"): string {
  ready ??= JSON.parse(fs.readFileSync(given("READY_FILE"), "utf8")) as Ready;
  const address = ready.simulators[system];
  if (!address) throw new Error(`The book runs without a simulator of ${system}.`);
  return address;
}
