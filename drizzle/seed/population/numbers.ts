import { type DayNumber, yearOf } from "./calendar.ts";
import type { Sex } from "./names.ts";
import type { Random } from "./random.ts";

/** Numbers under 1000 are the named sample people's, those under 10,000 the sample population's. */
const ranges = { sample: [1000, 10_000], other: [10_000, null] } as const;

/** Whose numbers are given out: no population shares one with the sample's. */
export type NumberRange = keyof typeof ranges;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The numbers of a range, each once, in an order that looks like none. */
function shuffled(random: Random, range: NumberRange, size: number): (place: number) => number {
  const [from, to] = ranges[range];
  const free = (to ?? size) - from;
  let step = random.int(Math.floor(free / 3), Math.floor(free / 2));
  while (gcd(step, free) !== 1) step += 1;
  const offset = random.int(0, free - 1);
  // BigInt, because the product may pass what a number holds exactly.
  return (place) => from + Number((BigInt(place) * BigInt(step) + BigInt(offset)) % BigInt(free));
}

/** Gives out numbers that nobody else of the population has. */
export class NumberOffice {
  readonly #serial: (place: number) => number;
  readonly #insurance: (place: number) => number;
  readonly #random: Random;
  readonly #given = new Map<string, number>();

  constructor(random: Random, range: NumberRange) {
    this.#random = random;
    this.#serial = shuffled(random, range, 1_000_000);
    this.#insurance = shuffled(random, range, 100_000_000);
  }

  /** Số định danh cá nhân: province of birth registration, century and sex, year, six digits. */
  personalId(province: string, sex: Sex, bornOn: DayNumber): string {
    const year = yearOf(bornOn);
    const century = 2 * (Math.floor(year / 100) - 19) + (sex === "male" ? 0 : 1);
    const head = `${province}${century}${String(year % 100).padStart(2, "0")}`;
    const place = this.#given.get(head) ?? this.#random.int(0, 900_000);
    this.#given.set(head, place + 1);
    return head + String(this.#serial(place)).padStart(6, "0");
  }

  /** Mã số BHXH: the province of issue and eight digits. */
  insuranceNumber(index: number): string {
    return `51${String(this.#insurance(index)).padStart(8, "0")}`;
  }
}
