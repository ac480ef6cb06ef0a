import { type MessagePort, parentPort } from "node:worker_threads";
import { type WrittenEncounter, writeEncounter } from "#lib/record/index.ts";
import { type Batch, batchesAs } from "./batches-of-file.ts";
import type { Claim } from "./formats/claim.ts";
import { type BrokenOff, type Unreadable, unreadableFrom } from "./formats/unreadable.ts";
import type { Dossier } from "./read-dossier.ts";

/** What the thread is told: a piece of the file and the time, its end, or that a batch was taken. */
export type Told = { now: number; piece: Uint8Array } | { ended: true } | { broken: BrokenOff } | "taken";
/** A claim whose lines are written for their tables already. */
export type LightClaim = Pick<Claim, "person" | "cards" | "encounter"> & { written: WrittenEncounter };
/** A dossier without its original: they lie one after the other in a memory of their own, which is handed over as it is. */
export type Light = Omit<Dossier, "original" | "claim"> & { claim: LightClaim | null; length: number };
/** What the thread answers: that it took a piece, a batch, the end, or that reading failed. */
export type Answered =
  | "took"
  | {
      batch: Omit<Batch, "broken" | "dossiers"> & { dossiers: Light[]; broken: BrokenOff | null };
      originals: ArrayBuffer;
    }
  | "done"
  | { failed: string };

/** Batches that may wait to be filed while the next is read. */
const BATCHES_AHEAD = 2;

const offAs = ({ code, message }: Unreadable): BrokenOff => ({ code, message });

const FIRST_ROOM = 1024 * 1024;
const MOST_ROOM = 16 * FIRST_ROOM;

/** Originals one after the other, as units of UTF-16, whatever they hold: nothing of what was sent may be lost on the way. */
class Originals {
  #bytes = Buffer.alloc(FIRST_ROOM);
  #at = 0;

  add(original: string): void {
    const end = this.#at + 2 * original.length;
    if (end > this.#bytes.length) {
      const wider = Buffer.alloc(Math.max(2 * this.#bytes.length, end));
      this.#bytes.copy(wider, 0, 0, this.#at);
      this.#bytes = wider;
    }
    this.#at += this.#bytes.write(original, this.#at, "utf16le");
  }

  /** All of them, as a memory of their own. */
  take(): ArrayBuffer {
    const all = new Uint8Array(this.#bytes.subarray(0, this.#at)).buffer;
    this.#at = 0;
    if (this.#bytes.length > MOST_ROOM) this.#bytes = Buffer.alloc(FIRST_ROOM);
    return all;
  }
}

function lightOf({ original, claim: read, ...dossier }: Dossier): Light {
  const claim = read && {
    ...{ person: read.person, cards: read.cards, encounter: read.encounter },
    written: writeEncounter(read),
  };
  return { ...dossier, claim, length: original.length };
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
      yield told.piece;
    }
  }

  async run(): Promise<void> {
    const source = { name: "", read: () => this.#pieces() };
    const originals = new Originals();
    // Written for its tables at once: what was read of a dossier is much more than that.
    const keep = (dossier: Dossier) => {
      originals.add(dossier.original);
      return lightOf(dossier);
    };
    try {
      for await (const batch of batchesAs(source, { clock: () => new Date(this.#now) }, keep)) {
        await this.#until(() => this.#ahead < BATCHES_AHEAD);
        this.#ahead += 1;
        const broken = batch.broken && offAs(batch.broken);
        const all = originals.take();
        this.#answer({ batch: { ...batch, broken }, originals: all }, [all]);
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
