/**
 * Chance that comes out the same everywhere: sfc32 over 32-bit integers, seeded by a hash of words. No function of Math
 * that may round differently from one machine to another is used.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: string) {
    let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
    for (let i = 0; i < seed.length; i += 1) {
      const code = seed.charCodeAt(i);
      a = Math.imul(a ^ code, 597399067);
      b = Math.imul(b ^ code, 2869860233) ^ (a >>> 15);
      c = Math.imul(c ^ code, 951274213) ^ (b >>> 13);
    }
    [this.#a, this.#b, this.#c] = [a | 0, b | 0, c | 0];
    for (let i = 0; i < 12; i += 1) this.next();
  }

  /** From 0 up to, but never, 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A whole number that is more often in the middle than at the ends. */
  middling(from: number, to: number): number {
    return from + Math.floor(((this.next() + this.next() + this.next()) / 3) * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(list: readonly Item[]): Item {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** One of a list, each as often as its weight says. */
  weighted<Item>(list: readonly Item[], weight: (item: Item) => number): Item {
    let all = 0;
    for (const item of list) all += weight(item);
    let left = this.next() * all;
    for (const item of list) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return this.pick(list);
  }
}
