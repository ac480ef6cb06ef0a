import fs from "node:fs";
import path from "node:path";
import { type DayNumber, dayAt, monthOf, yearOf, ymd } from "./calendar.ts";
import type { Facility } from "./places.data.ts";
import { checkInsEnvelope, claimsEnvelope, countXml } from "./wire/packing.ts";

/** How long a file waits in memory before it is written on, and all files together. */
const PENDING_PER_FILE = 64 * 1024;
const PENDING_ALTOGETHER = 64 * 1024 * 1024;

export type Kind = "claims" | "check-ins";
/** One file for each facility and month, or some days. */
export type Span = "month" | 7 | 1;

type Open = {
  file: string;
  pending: string[];
  size: number;
  count: number;
  countAt: number | null;
  tail: string;
};

/** Writes dossiers into the files of their facility and time, many files side by side in bounded memory. */
export class ClaimFiles {
  readonly #folder: string;
  readonly #span: Span;
  readonly #start: DayNumber;
  readonly #until: DayNumber;
  readonly #open = new Map<string, Open>();
  #pending = 0;
  bytes = 0;

  constructor(folder: string, span: Span, start: DayNumber, until: DayNumber) {
    this.#folder = folder;
    this.#span = span;
    this.#start = start;
    this.#until = until;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Which file period a day belongs to, from 0. */
  periodOf(day: DayNumber): number {
    if (this.#span !== "month") return Math.floor((day - this.#start) / this.#span);
    return (yearOf(day) - yearOf(this.#start)) * 12 + monthOf(day) - monthOf(this.#start);
  }

  get lastPeriod(): number {
    return this.periodOf(this.#until);
  }

  #monthOf(period: number): { year: number; month: number } {
    const months = monthOf(this.#start) - 1 + period;
    return { year: yearOf(this.#start) + Math.floor(months / 12), month: (months % 12) + 1 };
  }

  /** NGAYLAP of a period: its last day that has come. */
  #madeOn(period: number): DayNumber {
    if (this.#span !== "month") return Math.min(this.#start + (period + 1) * this.#span - 1, this.#until);
    const { year, month } = this.#monthOf(period);
    const next = month === 12 ? dayAt(year + 1, 1, 1) : dayAt(year, month + 1, 1);
    return Math.min(next - 1, this.#until);
  }

  /** Named so that files in the order of names are files in the order of time, check-ins before claims. */
  #name(facility: Facility, period: number, kind: Kind): string {
    const day = ymd(this.#madeOn(period));
    const time =
      this.#span !== "month"
        ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
        : `${day.slice(0, 4)}-${day.slice(4, 6)}`;
    return `${time}-${facility.code}${kind === "claims" ? "" : "-tiepdon"}.xml`;
  }

  /** Adds a dossier, or a row of check-in, to the file of that period. */
  add(facility: Facility, period: number, kind: Kind, xml: string): void {
    const name = this.#name(facility, period, kind);
    let open = this.#open.get(name);
    if (!open) {
      const { head, countAt, tail } =
        kind === "claims" ? claimsEnvelope(facility, this.#madeOn(period)) : checkInsEnvelope;
      open = {
        file: path.join(this.#folder, name),
        pending: [head],
        size: head.length,
        count: 0,
        countAt,
        tail,
      };
      this.#open.set(name, open);
    }
    open.pending.push(xml);
    open.size += xml.length;
    open.count += 1;
    this.#pending += xml.length;
    if (open.size > PENDING_PER_FILE) this.#write(open);
    if (this.#pending > PENDING_ALTOGETHER) for (const one of this.#open.values()) this.#write(one);
  }

  #write(open: Open): void {
    if (open.pending.length === 0) return;
    const bytes = Buffer.from(open.pending.join(""));
    fs.appendFileSync(open.file, bytes);
    this.bytes += bytes.length;
    this.#pending = Math.max(0, this.#pending - open.size);
    open.pending = [];
    open.size = 0;
  }

  /** Writes what is left and says in each file how many dossiers it has. */
  close(): void {
    for (const open of this.#open.values()) {
      open.pending.push(open.tail);
      this.#write(open);
      if (open.countAt === null) continue;
      const descriptor = fs.openSync(open.file, "r+");
      fs.writeSync(descriptor, countXml(open.count), open.countAt);
      fs.closeSync(descriptor);
    }
  }
}
