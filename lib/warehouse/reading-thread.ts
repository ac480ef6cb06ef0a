import { type MessagePort, parentPort } from "node:worker_threads";
import { type WrittenEncounter, writeEncounter } from "#lib/record/index.ts";
import { type Batch, batchesOf } from "./batches-of-file.ts";
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

/** Units of UTF-16, whatever they hold: nothing of what was sent may be lost on the way. */
function apart(dossiers: readonly Dossier[]): { light: Light[]; originals: ArrayBuffer } {
  const all = dossiers.reduce((sum, { original }) => sum + original.length, 0);
  const originals = new ArrayBuffer(2 * all);
  const bytes = Buffer.from(originals);
  let at = 0;
  const light = dossiers.map(({ original, claim: read, ...dossier }): Light => {
    at += bytes.write(original, at, "utf16le");
    const claim = read && {
      ...{ person: read.person, cards: read.cards, encounter: read.encounter },
      written: writeEncounter(read),
    };
    return { ...dossier, claim, length: original.length };
  });
  return { light, originals };
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
    try {
      for await (const batch of batchesOf(source, { clock: () => new Date(this.#now) })) {
        await this.#until(() => this.#ahead < BATCHES_AHEAD);
        this.#ahead += 1;
        const { light, originals } = apart(batch.dossiers);
        const broken = batch.broken && offAs(batch.broken);
        this.#answer({ batch: { ...batch, dossiers: light, broken }, originals }, [originals]);
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
