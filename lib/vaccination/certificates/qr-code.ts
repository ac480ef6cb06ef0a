/**
 * A QR (ISO/IEC 18004) with a piece of text and digits after it, each in the mode that is its own, as SMART Health Cards ask:
 * the packages at hand write one text in one mode, which would need a third more dots. Least correction (L), since screens
 * and papers of the book are clean, and the code is large as it is.
 */
export type Dots = { size: number; dark: boolean[][] };

/** By version: bytes of correction in a block, and the number of blocks (table 9, level L). */
const CORRECTION = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30,
  30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
const BLOCKS = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18,
  19, 19, 20, 21, 22, 24, 25,
];
const LEVEL_L = 1;

const sizeOf = (version: number) => version * 4 + 17;

function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const places = [6];
  for (let at = sizeOf(version) - 7; places.length < count; at -= step) places.splice(1, 0, at);
  return places;
}

/** How many bytes a version holds, correction and all. */
function bytesIn(version: number): number {
  const count = alignments(version).length;
  const squares = version > 1 ? (count * count - 3) * 25 - (count - 2) * 10 : 0;
  const bits = sizeOf(version) ** 2 - 3 * 64 - 2 * 15 - 1 - 2 * (sizeOf(version) - 16) - squares;
  return Math.floor((bits - (version >= 7 ? 36 : 0)) / 8);
}

function bitsOf(version: number, prefix: string, digits: string): number[] {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i -= 1) bits.push((value >>> i) & 1);
  };
  put(4, 4);
  put(prefix.length, version < 10 ? 8 : 16);
  for (const letter of prefix) put(letter.charCodeAt(0), 8);
  put(1, 4);
  put(digits.length, version < 10 ? 10 : version < 27 ? 12 : 14);
  for (let i = 0; i < digits.length; i += 3) {
    const some = digits.slice(i, i + 3);
    put(Number(some), some.length * 3 + 1);
  }
  return bits;
}

/** Multiplies in the field of 256 over 0x11d. */
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> i) & 1) * a;
  }
  return product;
}

function generator(degree: number): number[] {
  const factors: number[] = [...Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1) {
      factors[j] = times(factors[j] ?? 0, root) ^ (j + 1 < degree ? (factors[j + 1] ?? 0) : 0);
    }
    root = times(root, 2);
  }
  return factors;
}

function correctionOf(block: readonly number[], factors: readonly number[]): number[] {
  const rest: number[] = Array(factors.length).fill(0);
  for (const byte of block) {
    const first = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [i, factor] of factors.entries()) rest[i] = (rest[i] ?? 0) ^ times(factor, first);
  }
  return rest;
}

/** The bytes as they lie in the picture: blocks interleaved, their correction after them. */
function interleaved(version: number, data: readonly number[]): number[] {
  const [blocks = 1, correction = 7] = [BLOCKS[version - 1], CORRECTION[version - 1]];
  const all = bytesIn(version);
  const short = blocks - (all % blocks);
  const length = Math.floor(all / blocks) - correction;
  const factors = generator(correction);
  let at = 0;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const block = data.slice(at, at + length + (i < short ? 0 : 1));
    at += block.length;
    return { block, rest: correctionOf(block, factors) };
  });
  const bytes: number[] = [];
  for (let i = 0; i <= length; i += 1)
    for (const { block } of parts) if (i < block.length) bytes.push(block[i] ?? 0);
  for (let i = 0; i < correction; i += 1) for (const { rest } of parts) bytes.push(rest[i] ?? 0);
  return bytes;
}

/** A picture while it is drawn: what is dark, and what is no data. */
class Drawing {
  readonly size: number;
  readonly dark: boolean[][];
  readonly fixed: boolean[][];

  constructor(version: number) {
    this.size = sizeOf(version);
    const empty = () => Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.dark = empty();
    this.fixed = empty();
    for (let i = 0; i < this.size; i += 1) {
      this.fix(6, i, i % 2 === 0);
      this.fix(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [this.size - 4, 3],
      [3, this.size - 4],
    ] as const)
      this.square(x, y, 4);
    const places = alignments(version);
    const last = places.length - 1;
    for (const [i, x] of places.entries())
      for (const [j, y] of places.entries())
        if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0))) this.square(x, y, 2);
    this.format(0);
    if (version >= 7) this.version(version);
  }

  fix(x: number, y: number, dark: boolean): void {
    const [row, marks] = [this.dark[y], this.fixed[y]];
    if (!row || !marks || x < 0 || x >= this.size) return;
    row[x] = dark;
    marks[x] = true;
  }

  /** Squares in each other: of reach 4 with a light edge those of the corners, of reach 2 those that align. */
  private square(x: number, y: number, reach: number): void {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        this.fix(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
  }

  format(mask: number): void {
    const data = (LEVEL_L << 3) | mask;
    let rest = data;
    for (let i = 0; i < 10; i += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (i: number) => ((bits >>> i) & 1) !== 0;
    for (let i = 0; i <= 5; i += 1) this.fix(8, i, bit(i));
    this.fix(8, 7, bit(6));
    this.fix(8, 8, bit(7));
    this.fix(7, 8, bit(8));
    for (let i = 9; i < 15; i += 1) this.fix(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i += 1) this.fix(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i += 1) this.fix(8, this.size - 15 + i, bit(i));
    this.fix(8, this.size - 8, true);
  }

  private version(version: number): void {
    let rest = version;
    for (let i = 0; i < 12; i += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i += 1) {
      const [a, b] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.fix(a, b, ((bits >>> i) & 1) !== 0);
      this.fix(b, a, ((bits >>> i) & 1) !== 0);
    }
  }

  fill(bytes: readonly number[]): void {
    let i = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step += 1) {
        const y = ((right + 1) & 2) === 0 ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          const row = this.dark[y];
          if (!row || this.fixed[y]?.[x] || i >= bytes.length * 8) continue;
          row[x] = (((bytes[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1) !== 0;
          i += 1;
        }
      }
    }
  }

  mask(kind: number): void {
    const turns = masks[kind] ?? (() => false);
    for (const [y, row] of this.dark.entries())
      for (const [x, dark] of row.entries()) if (!this.fixed[y]?.[x] && turns(x, y)) row[x] = !dark;
  }
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** What looks like a corner, or is hard to tell apart, counts against a mask (7.8.3). */
function penalty(dark: readonly boolean[][]): number {
  const size = dark.length;
  const columns = dark.map((_, x) => dark.map((row) => row[x] ?? false));
  let sum = 0;
  for (const line of [...dark, ...columns]) {
    const text = line.map((one) => (one ? "1" : "0")).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    const padded = `0000${text}0000`;
    for (let i = 0; i + 11 <= padded.length; i += 1) {
      const some = padded.slice(i, i + 11);
      if (some === "10111010000" || some === "00001011101") sum += 40;
    }
  }
  for (let y = 0; y + 1 < size; y += 1)
    for (let x = 0; x + 1 < size; x += 1) {
      const four = [dark[y]?.[x], dark[y]?.[x + 1], dark[y + 1]?.[x], dark[y + 1]?.[x + 1]];
      if (four.every((one) => one === four[0])) sum += 3;
    }
  const share = dark.flat().filter(Boolean).length / (size * size);
  return sum + Math.floor(Math.abs(share * 20 - 10)) * 10;
}

/** Draws it in the smallest version that holds it; throws RangeError for what no QR holds. */
export function qrOf(prefix: string, digits: string): Dots {
  for (let version = 1; version <= 40; version += 1) {
    const room = bytesIn(version) - (CORRECTION[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
    const bits = bitsOf(version, prefix, digits);
    if (bits.length > room * 8) continue;
    bits.push(...Array(Math.min(4, room * 8 - bits.length)).fill(0));
    bits.push(...Array((8 - (bits.length % 8)) % 8).fill(0));
    const data = Array.from({ length: bits.length / 8 }, (_, i) =>
      bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
    );
    for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad);
    const bytes = interleaved(version, data);
    const drawn = masks.map((_, kind) => {
      const drawing = new Drawing(version);
      drawing.fill(bytes);
      drawing.mask(kind);
      drawing.format(kind);
      return { dark: drawing.dark, size: drawing.size, cost: penalty(drawing.dark) };
    });
    const best = drawn.reduce((a, b) => (b.cost < a.cost ? b : a));
    return { size: best.size, dark: best.dark };
  }
  throw new RangeError("a QR holds no more than some seven thousand digits");
}
