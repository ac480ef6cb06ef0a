import { type DayNumber, dayOf, yearOf, ymd } from "./calendar.ts";
import type { ClaimFiles } from "./claim-files.ts";
import type { Encounter } from "./encounter.ts";
import { type Mistake, mistakeIn, mistakenFor } from "./mistakes.ts";
import type { Person } from "./people.ts";
import type { Random } from "./random.ts";
import { checkInRows } from "./wire/check-in.ts";
import { partsOf, type Refs, resultsAgain, type Sending } from "./wire/dossier.ts";
import type { WirePart } from "./wire/elements.ts";
import { type Generation, generationFor } from "./wire/generation.ts";
import { numberFor } from "./wire/identity.ts";
import { checkInXml, dossierXml } from "./wire/packing.ts";

/** A dossier as it was sent, for whoever wants to compare it with what became of it. */
export type Sent = {
  facility: string;
  claimRef: string;
  kind: "claim" | "again" | "check-in";
  generation: Generation;
  mistake: Mistake | null;
  /** Whether it carries a personal id, which newborns and claims of QĐ 4210 do not have of their own. */
  numbered: boolean;
};

/** Share of visits that a check-in announces. */
const CHECKED_IN = 0.12;

/** How a population's visits are sent: until when, under which mark, how often something goes wrong. */
export type Manner = { until: DayNumber; mark: string; clumsiness: number };

/** The office that numbers visits and sends them. */
export class Sender {
  readonly files: ClaimFiles;
  readonly #manner: Manner;
  readonly #tell: (sent: Sent) => void;
  readonly #counts = new Map<string, number>();
  encounters = 0;
  dossiers = 0;
  rows = 0;

  constructor(files: ClaimFiles, manner: Manner, tell: (sent: Sent) => void) {
    this.files = files;
    this.#manner = manner;
    this.#tell = tell;
  }

  #next(key: string): string {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return String(count);
  }

  #refsOf({ facility, arrivedAt, person }: Encounter): Refs {
    const day = dayOf(arrivedAt);
    const record = this.#next(`${facility.code}/${yearOf(day)}`).padStart(6, "0");
    const place = this.#next(`${facility.code} ${day}`).padStart(4, "0");
    return {
      // The mark keeps claims of two populations in one book apart.
      claimRef: `${facility.code}${ymd(day)}${this.#manner.mark}${place}`,
      patientRef: `${facility.prefix}${String(person.index + 1).padStart(7, "0")}`,
      recordRef: `${ymd(day).slice(2, 4)}.${record}`,
    };
  }

  #send({ facility }: Encounter, parts: WirePart[], generation: Generation, period: number): void {
    this.files.add(facility, period, "claims", dossierXml(parts, generation, facility));
    this.dossiers += 1;
    for (const part of parts) this.rows += part.rows.length;
  }

  #checkIn(encounter: Encounter, refs: Refs): void {
    const period = this.files.periodOf(dayOf(encounter.arrivedAt));
    for (const row of checkInRows(encounter, refs)) {
      this.files.add(encounter.facility, period, "check-ins", checkInXml(row));
      this.rows += 1;
    }
    this.dossiers += 1;
  }

  /** Gửi hồ sơ một lần khám, with what goes wrong, and sends it again where that happens. */
  send(random: Random, encounter: Encounter, household: readonly Person[]): void {
    const { person, facility, category, underMother, paidAt } = encounter;
    const generation = generationFor(encounter);
    const old = generation === "4210";
    // QĐ 4210 was for claims on the insurance only.
    if (old && category === "9") return;
    this.encounters += 1;
    const refs = this.#refsOf(encounter);
    const own = numberFor(encounter, null, null);
    const told = {
      facility: facility.code,
      claimRef: refs.claimRef,
      generation,
      numbered: own !== "" && !underMother && !old,
    };

    const sentOn = dayOf(paidAt) + (random.chance(0.85) ? 0 : random.int(1, 5));
    const stillHere = sentOn > this.#manner.until;
    const mayCheckIn = facility.kind !== "station" && category !== "2" && !underMother && !old;
    if (mayCheckIn && (stillHere || random.chance(CHECKED_IN))) {
      this.#checkIn(encounter, refs);
      this.#tell({ ...told, kind: "check-in", mistake: null });
    }
    if (stillHere) return;

    const period = this.files.periodOf(sentOn);
    const last = this.files.lastPeriod;
    const mistake = mistakeIn(random, encounter, household, { period, last, old }, this.#manner.clumsiness);
    const other = mistake === "wrong-number" ? mistakenFor(person, household, period) : null;
    const first: Sending = {
      mistake: mistake === "corrected" ? "sum-dropped" : mistake,
      other,
      corrected: false,
    };
    this.#send(encounter, partsOf(encounter, refs, generation, first), generation, period);
    this.#tell({ ...told, kind: "claim", mistake });
    const ownNumber = told.numbered && mistake !== "wrong-number" && mistake !== "number-left-out";
    if (ownNumber && person.toldIn < 0) person.toldIn = period;

    if (mistake !== "sent-again" && mistake !== "corrected" && mistake !== "part-again") return;
    const again: Sending = { mistake: null, other: null, corrected: mistake === "corrected" };
    const parts =
      mistake === "part-again"
        ? resultsAgain(encounter, refs, generation)
        : partsOf(encounter, refs, generation, again);
    this.#send(encounter, parts, generation, period + random.int(1, Math.min(3, last - period)));
    this.#tell({ ...told, kind: "again", mistake });
  }
}
