import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** What an onlooker was given by its measurement: it runs in the processes of the journeys. */
export const folder = process.env.ONLOOKER_FOLDER ?? ".";

/** Writes down a line for the measurement. */
export function note(line: object): void {
  fs.appendFileSync(path.join(folder, "notes.jsonl"), `${JSON.stringify(line)}\n`);
}

const seenAt = (what: string) => {
  const at = path.join(folder, "seen");
  fs.mkdirSync(at, { recursive: true });
  return path.join(at, createHash("sha256").update(what).digest("hex"));
};

/** Whether this is the first to ask for it, of all journeys that walk beside each other. */
export function isFirst(what: string): boolean {
  try {
    fs.closeSync(fs.openSync(seenAt(what), "wx"));
    return true;
  } catch {
    return false;
  }
}

/** Leaves it to the next: nothing came of it this time. */
export const leave = (what: string) => fs.rmSync(seenAt(what));
