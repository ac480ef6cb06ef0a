import { ageOn, type DayNumber, dayOf, type Minute, yearOf } from "./calendar.ts";
import { type Chronic, chronicIllnesses, sensitiveIllnesses } from "./chronic.data.ts";
import { bornOnFor, type Household, type Member } from "./households.ts";
import { personName, type Sex } from "./names.ts";
import { NumberOffice, type NumberRange } from "./numbers.ts";
import type { Person, Standing } from "./people.ts";
import { healthCentre, provincialHospital } from "./places.data.ts";
import type { Random } from "./random.ts";

/** Provinces where people who live here were registered at birth. */
const provinces = [
  ["051", 93],
  ["052", 1.5],
  ["049", 1.5],
  ["048", 1],
  ["062", 1],
  ["079", 0.8],
  ["038", 0.6],
  ["040", 0.6],
] as const;

const occupations = ["61", "61", "62", "63", "71", "75", "81", "92", "93", "52"] as const;

/** Two months after which a birth is registered at the latest, mostly. */
const UNTIL_NUMBERED = [20, 60] as const;

function standingOf(random: Random, age: number, household: Standing["household"]): Standing {
  const shortCard = random.chance(0.12);
  const roll = random.next();
  const group = ((): Standing["group"] => {
    if (age >= 80)
      return roll < 0.5 ? "BT" : roll < 0.62 ? "CK" : roll < 0.72 ? "HT" : roll < 0.75 ? "CC" : "GD";
    if (age >= 60)
      return roll < 0.16 ? "HT" : roll < 0.22 ? "CK" : roll < 0.27 ? "CB" : roll < 0.95 ? "GD" : "none";
    if (age >= 23) return roll < 0.34 ? "DN" : roll < 0.41 ? "HC" : roll < 0.91 ? "GD" : "none";
    if (age >= 18) return roll < 0.45 ? "SV" : roll < 0.7 ? "DN" : roll < 0.92 ? "GD" : "none";
    return "GD";
  })();
  return { household, group, shortCard };
}

function occupationOf(random: Random, age: number, group: Standing["group"]): string {
  if (age < 18 || group === "SV" || age >= 70) return "00";
  if (group === "DN") return random.pick(["75", "81", "82", "72", "93"]);
  if (group === "HC") return random.pick(["23", "23", "36", "41", "22", "14"]);
  return age >= 62 ? random.pick(["00", "63"]) : random.pick(occupations);
}

function chronicOf(random: Random, age: number): Chronic[] {
  const at = age < 40 ? 0 : age < 60 ? 1 : age < 75 ? 2 : 3;
  if (age < 5) return [];
  // A tenth of those under 40 are children: what they have is told by the same shares, of asthma and epilepsy only.
  const all =
    age < 18 ? chronicIllnesses.filter(({ code }) => code === "J45.9" || code === "G40.9") : chronicIllnesses;
  const found = all.filter(({ share }) => random.chance(share[at])).slice(0, 3);
  const { hiv, tuberculosis } = sensitiveIllnesses;
  if (age >= 18 && random.chance(hiv.share[at])) return [hiv];
  return age >= 18 && random.chance(tuberculosis.share[at]) ? [tuberculosis] : found;
}

/** Gives people names, numbers, cards and what they live with. */
export class Registrar {
  readonly #numbers: NumberOffice;
  readonly #start: DayNumber;
  #count = 0;

  constructor(random: Random, start: DayNumber, range: NumberRange = "other") {
    this.#numbers = new NumberOffice(random, range);
    this.#start = start;
  }

  /** How many people have been registered. */
  get count(): number {
    return this.#count;
  }

  /** The people of a household, as many as `most`. */
  enter(random: Random, household: Household, most: number): Person[] {
    const roll = random.next();
    const wealth = roll < 0.05 ? "poor" : roll < 0.1 ? "near-poor" : "other";
    const shared = random.chance(0.7) ? this.#phone(random) : null;
    const people = household.members.slice(0, most).map((member) => {
      const bornOn = bornOnFor(random, member.age, this.#start);
      const born = { bornOn, bornAt: null, numberedFrom: bornOn, wealth, shared } as const;
      return this.#enterOne(random, household, member, born);
    });
    for (const [i, member] of household.members.slice(0, most).entries()) {
      const person = people[i];
      if (!person) continue;
      person.mother = member.mother === null ? null : (people[member.mother] ?? null);
      person.father = member.father === null ? null : (people[member.father] ?? null);
    }
    return people;
  }

  /** A child born in the years that are told: it has its father's family name. */
  enterNewborn(
    random: Random,
    parents: { mother: Person; father: Person },
    bornAt: Minute,
    sex: Sex,
  ): Person {
    const { mother, father } = parents;
    const { ward, ethnicGroup, address, phone, standing } = mother;
    const family = father.name.split(" ")[0] ?? "";
    const bornOn = dayOf(bornAt);
    const numberedFrom = bornOn + random.int(...UNTIL_NUMBERED);
    const born = { bornOn, bornAt, numberedFrom, wealth: standing.household, shared: phone } as const;
    const member: Member = { sex, age: 0, family, mother: null, father: null };
    const household: Household = { ward, ethnicGroup, address, members: [] };
    return { ...this.#enterOne(random, household, member, born), mother, father };
  }

  #phone(random: Random): string {
    // The numbers of the named sample people begin alike: nobody is called by a number made up here.
    return `0900000${String(random.int(1, 999)).padStart(3, "0")}`;
  }

  #enterOne(
    random: Random,
    { ward, ethnicGroup, address }: Household,
    { sex, family }: Member,
    born: {
      bornOn: DayNumber;
      bornAt: Minute | null;
      numberedFrom: DayNumber;
      wealth: Standing["household"];
      shared: string | null;
    },
  ): Person {
    const { bornOn, bornAt, numberedFrom } = born;
    const index = this.#count;
    this.#count += 1;
    const age = ageOn(bornOn, this.#start);
    const standing = standingOf(random, age, born.wealth);
    const unnumbered = age < 6 ? 0.03 : age >= 80 ? 0.04 : 0.003;
    const province = random.weighted(provinces, ([, weight]) => weight)[0];
    const personalId = this.#numbers.personalId(province, sex, bornOn);
    const place = random.next();
    const registered = place < 0.5 ? ward.station : place < 0.94 ? healthCentre : provincialHospital;
    return {
      index,
      name: personName(random, family, { sex, bornIn: yearOf(bornOn), ethnicGroup }),
      ...{ sex, bornOn, bornAt, ethnicGroup, ward, address, numberedFrom, standing },
      yearOnly: yearOf(bornOn) < 1962 && random.chance(0.1),
      personalId: random.chance(unnumbered) ? null : personalId,
      insuranceNumber: this.#numbers.insuranceNumber(index),
      occupation: occupationOf(random, age, standing.group),
      phone: age >= 16 && random.chance(0.5) ? this.#phone(random) : born.shared,
      bloodGroup: random.chance(0.12) ? random.pick(["O+", "O+", "A+", "B+", "B+", "AB+"]) : null,
      registered: age < 6 && registered === provincialHospital ? healthCentre : registered,
      chronic: chronicOf(random, age),
      ...{ mother: null, father: null, diedOn: null, toldIn: -1 },
    };
  }
}
