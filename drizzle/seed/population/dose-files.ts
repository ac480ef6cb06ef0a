import fs from "node:fs";
import path from "node:path";
import type { DayNumber } from "./calendar.ts";
import { DOSE_COLUMNS, dosesOf } from "./doses.ts";
import type { Person } from "./people.ts";

/** Doses of one file: some megabytes, far from the 32 MB that the portal takes. */
const PER_FILE = 50_000;

/** Writes the doses of people into files of the export that `app/api/README.md` describes, in bounded memory. */
export class DoseFiles {
  readonly #folder: string;
  readonly #seed: string;
  readonly #until: DayNumber;
  #lines: string[] = [];
  files = 0;
  doses = 0;
  bytes = 0;

  constructor(folder: string, seed: string, until: DayNumber) {
    this.#folder = folder;
    this.#seed = seed;
    this.#until = until;
  }

  add(people: readonly Person[]): void {
    for (const person of people) {
      for (const line of dosesOf(person, this.#seed, this.#until)) {
        this.#lines.push(line);
        if (this.#lines.length === PER_FILE) this.#write();
      }
    }
  }

  close(): void {
    if (this.#lines.length > 0) this.#write();
  }

  #write(): void {
    this.files += 1;
    const text = `${DOSE_COLUMNS}\n${this.#lines.join("\n")}\n`;
    const name = `mui-tiem-${String(this.files).padStart(4, "0")}.csv`;
    fs.writeFileSync(path.join(this.#folder, name), text);
    this.doses += this.#lines.length;
    this.bytes += Buffer.byteLength(text);
    this.#lines = [];
  }
}
