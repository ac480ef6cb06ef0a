import { Serializer } from "node:v8";
import { type MessagePort, parentPort } from "node:worker_threads";
import { type WrittenEncounter, writeEncounter } from "#lib/record/file-encounter.ts";
import { type Batch, batchesAs } from "./batches-of-file.ts";
import type { Claim } from "./formats/claim.ts";
import { type BrokenOff, type Unreadable, unreadableFrom } from "./formats/unreadable.ts";
import type { Dossier } from "./read-dossier.ts";

/** What the thread is told: a piece of the file and the time, its end, or that a batch was taken. */
export type Told = { now: number; piece: Uint8Array } | { ended: true } | { broken: BrokenOff } | "taken";
/** A claim whose lines are written for their tables already. */
export type LightClaim = Pick<Claim, "person" | "cards" | "encounter"> & { written: WrittenEncounter };
/** A dossier without its original. */
export type Light = Omit<Dossier, "original" | "claim" | "contentHash"> & {
  contentHash: string;
  claim: LightClaim | null;
};
/**
 * Dossiers as they are handed over, in two memories: what was read of each, serialised, and what it was read from, in
 * units of UTF-16. Each memory holds one dossier after the other; `sizes` are the bytes of both for each dossier.
 */
export type Packed = { sizes: number[]; read: ArrayBuffer; originals: ArrayBuffer };
/** What the thread answers: that it took a piece, a batch, the end, or that reading failed. */
export type Answered =
  | "took"
  | { batch: Omit<Batch, "broken" | "dossiers"> & { broken: BrokenOff | null }; packed: Packed }
  | "done"
  | { failed: string };

/** Batches that may wait to be taken while the next is read: what is taken waits elsewhere. */
const BATCHES_AHEAD = 1;

/** So many bytes are read at a time: the dossiers in them are soon packed, and what they were read into is free. */
const STRIDE = 32 * 1024;

const offAs = ({ code, message }: Unreadable): BrokenOff => ({ code, message });

const FIRST_ROOM = 1024 * 1024;
const MOST_ROOM = 16 * FIRST_ROOM;

/** Bytes that are put one behind the other, and taken together. */
class Memory {
  #bytes = Buffer.alloc(FIRST_ROOM);
  #at = 0;

  /** Room for so many bytes more, at the end of what is there. */
  more(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      const wider = Buffer.alloc(Math.max(2 * this.#bytes.length, end));
      this.#bytes.copy(wider, 0, 0, this.#at);
      this.#bytes = wider;
    }
    const room = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return room;
  }

  take(): ArrayBuffer {
    const all = new Uint8Array(this.#bytes.subarray(0, this.#at)).buffer;
    this.#at = 0;
    if (this.#bytes.length > MOST_ROOM) this.#bytes = Buffer.alloc(FIRST_ROOM);
    return all;
  }
}

/** Dossiers on their way out: nothing of them is held here but bytes, so that there is little to collect. */
class Packing {
  readonly #read = new Memory();
  readonly #originals = new Memory();
  #sizes: number[] = [];

  add({ original, contentHash, claim: read, ...dossier }: Dossier): void {
    const claim = read && {
      ...{ person: read.person, cards: read.cards, encounter: read.encounter },
      written: writeEncounter(read),
    };
    const light: Light = { ...dossier, contentHash: contentHash.toString("hex"), claim };
    const serializer = new Serializer();
    serializer.writeHeader();
    serializer.writeValue(light);
    const bytes = serializer.releaseBuffer();
    this.#read.more(bytes.length).set(bytes);
    // Units of UTF-16, whatever they hold: nothing of what was sent may be lost on the way.
    this.#originals.more(2 * original.length).write(original, "utf16le");
    this.#sizes.push(bytes.length, 2 * original.length);
  }

  take(): Packed {
    const packed = { sizes: this.#sizes, read: this.#read.take(), originals: this.#originals.take() };
    this.#sizes = [];
    return packed;
  }
}

class Session {
  readonly #port: MessagePort;
  readonly #told: Exclude<Told, "taken">[] = [];
  #wake = () => {};
  #ahead = 0;
  #now = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on("message", (told: Told) => {
      if (told === "taken") this.#ahead -= 1;
      else this.#told.push(told);
      this.#wake();
    });
  }

  #answer(answered: Answered, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(answered, transfer);
  }

  async #until(ready: () => boolean): Promise<void> {
    while (!ready()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      await this.#until(() => this.#told.length > 0);
      const told = this.#told.shift();
      if (!told || "ended" in told) return;
      if ("broken" in told) throw unreadableFrom(told.broken);
      this.#now = told.now;
      this.#answer("took");
      for (let at = 0; at < told.piece.length; at += STRIDE) yield told.piece.subarray(at, at + STRIDE);
    }
  }

  async run(): Promise<void> {
    const source = { name: "", read: () => this.#pieces() };
    const packing = new Packing();
    const keep = (dossier: Dossier) => packing.add(dossier);
    try {
      for await (const read of batchesAs(source, { clock: () => new Date(this.#now) }, keep)) {
        await this.#until(() => this.#ahead < BATCHES_AHEAD);
        this.#ahead += 1;
        const { dossiers: _, broken, ...batch } = read;
        const packed = packing.take();
        const answered = { batch: { ...batch, broken: broken && offAs(broken) }, packed };
        this.#answer(answered, [packed.read, packed.originals]);
      }
      this.#answer("done");
    } catch (error) {
      this.#answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

parentPort?.on("message", (port: MessagePort) => {
  const session = new Session(port);
  void session.run();
});
parentPort?.postMessage("up");
