import fs from "node:fs";
import { type DayNumber, yearsLater } from "./calendar.ts";
import { ClaimFiles, type Span } from "./claim-files.ts";
import { makeHousehold } from "./households.ts";
import { liveOn } from "./life.ts";
import type { NumberRange } from "./numbers.ts";
import type { Person } from "./people.ts";
import { Random } from "./random.ts";
import { Registrar } from "./registrar.ts";
import { Sender, type Sent } from "./sender.ts";

/** What is wished for; `until` is the last day that is told. */
export type Wish = {
  citizens: number;
  seed: string;
  years: number;
  until: DayNumber;
  folder: string;
  numbers?: NumberRange;
  /** The same lives under other numbers, so that one book can take them twice. */
  copy?: string;
  /** How many times the usual rates of mistakes. */
  clumsiness?: number;
};

/** Hears of each dossier as it is sent, and of each household when its years are told. */
export type Listener = { sent?(dossier: Sent): void; household?(people: readonly Person[]): void };

/** What was written. */
export type Written = {
  citizens: number;
  born: number;
  encounters: number;
  dossiers: number;
  rows: number;
  files: number;
  bytes: number;
};

/** The more people, the shorter the time that a file holds: none grows past the 100 MB that the portal takes. */
const spanFor = (citizens: number): Span => (citizens < 20_000 ? "month" : citizens < 250_000 ? 7 : 1);

/**
 * Viết hồ sơ của một dân số giả: the claim files of an invented population, household by household, so that no more than
 * one is held at a time. The same wish gives the same bytes.
 */
export function writePopulation(wish: Wish, listener: Listener = {}): Written {
  const { citizens, seed, years, until, folder, numbers, copy = "", clumsiness = 1 } = wish;
  const start = yearsLater(until, -years) + 1;
  fs.mkdirSync(folder, { recursive: true });
  const registrar = new Registrar(new Random(`${seed} numbers${copy}`), start, numbers);
  const files = new ClaimFiles(folder, spanFor(citizens), start, until);
  const mark = String(new Random(`${seed} ${years} ${until} mark${copy}`).int(10_000, 99_999));
  const sender = new Sender(files, { until, mark, clumsiness }, (dossier) => listener.sent?.(dossier));
  let born = 0;
  for (let place = 0; registrar.count - born < citizens; place += 1) {
    const random = new Random(`${seed} household ${place}`);
    const people = registrar.enter(random, makeHousehold(random), citizens - (registrar.count - born));
    const before = people.length;
    const encounters = liveOn(random, people, registrar, start, until);
    born += people.length - before;
    for (const encounter of encounters) sender.send(random, encounter, people);
    listener.household?.(people);
  }
  files.close();
  const { encounters, dossiers, rows } = sender;
  return { citizens, born, encounters, dossiers, rows, files: files.count, bytes: files.bytes };
}
