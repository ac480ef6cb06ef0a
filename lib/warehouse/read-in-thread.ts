import { join } from "node:path";
import { Deserializer } from "node:v8";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Batch, Reading } from "./batches-of-file.ts";
import type { ClaimSource } from "./claim-source.ts";
import type { Claim } from "./formats/claim.ts";
import { bytesAsSent, readKeptDossier, saidBeside } from "./formats/kept.ts";
import { Unreadable, unreadableFrom } from "./formats/unreadable.ts";
import { knownCodes } from "./known-codes.ts";
import { type Dossier, readDossier } from "./read-dossier.ts";
import type { Answered, Light, LightClaim, Packed, Told } from "./reading-thread.ts";

/** Pieces of a file that are on their way to the thread: the next is there before it asks. */
const PIECES_AHEAD = 4;

/** The thread's own share of what the process may take. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

let thread: Worker | null = null;
let isUp = false;

/** The one thread that reads, begun when it is first needed; it keeps no process alive. */
function readingThread(): Worker {
  if (thread) return thread;
  // Joined by hand: a bundler that follows `new URL` would take the thread for a page's.
  const program = join(import.meta.dirname, "reading-thread.ts");
  const made = new Worker(program, {
    execArgv: ["--conditions=react-server"],
    resourceLimits: LIMITS,
  });
  isUp = false;
  made
    .once("message", () => {
      isUp = true;
    })
    .once("error", () => {})
    .once("exit", () => {
      if (thread === made) thread = null;
    })
    .unref();
  thread = made;
  return made;
}

/** Whether the thread is there already, which takes as long as reading some megabytes; it is begun where it is not. */
export function isThreadUp(): boolean {
  readingThread();
  return isUp;
}

/** A claim whose lines are read once more should anybody ask for them: a supplement does, and few claims have one. */
function withLines(claim: LightClaim, again: () => Claim | null): Claim {
  const lines = () => {
    const read = again();
    if (!read) throw new Error("a claim that was read cannot be read again");
    return read;
  };
  return {
    ...claim,
    get conditions() {
      return lines().conditions;
    },
    get medicines() {
      return lines().medicines;
    },
    get services() {
      return lines().services;
    },
    get results() {
      return lines().results;
    },
    get notes() {
      return lines().notes;
    },
    get papers() {
      return lines().papers;
    },
  };
}

function whole({ contentHash, claim, ...rest }: Light, own: Buffer): Dossier {
  const { facilityCode, madeOn, place } = rest;
  const again = () => {
    const raw = { ...readKeptDossier(bytesAsSent(dossier), saidBeside(dossier.encoding)), place };
    return readDossier(raw, { facilityCode, madeOn }, knownCodes, new Date()).claim;
  };
  const dossier: Dossier = {
    ...rest,
    contentHash: Buffer.from(contentHash, "hex"),
    claim: claim && withLines(claim, again),
    get original() {
      return own.toString("utf16le");
    },
  };
  return dossier;
}

function unpacked(read: Buffer): Light {
  const deserializer = new Deserializer(read);
  deserializer.readHeader();
  return deserializer.readValue();
}

/** Dossiers whose originals stay where they are until somebody asks for one: most are filed, and nobody does. */
function together({ sizes, read, originals }: Packed): Dossier[] {
  const dossiers: Dossier[] = [];
  let [from, at] = [0, 0];
  for (let i = 0; i < sizes.length; i += 2) {
    const [length = 0, own = 0] = [sizes[i], sizes[i + 1]];
    dossiers.push(whole(unpacked(Buffer.from(read, from, length)), Buffer.from(originals, at, own)));
    from += length;
    at += own;
  }
  return dossiers;
}

/** A batch whose dossiers stay packed until somebody wants them. */
function batchOf({
  batch: { broken, ...batch },
  packed,
}: Exclude<Answered, string | { failed: string }>): Batch {
  let dossiers: Dossier[] | null = null;
  return {
    ...batch,
    broken: broken && unreadableFrom(broken),
    get dossiers() {
      dossiers ??= together(packed);
      return dossiers;
    },
  };
}

/** Answers as they come; ends with an error when the thread ends before it is done. */
class Conversation {
  readonly #channel = new MessageChannel();
  readonly #batches: (Batch | Error | "done")[] = [];
  readonly #worker: Worker;
  #onPiece = () => {};
  #onBatch = () => {};
  #ahead = 0;
  #over = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#channel.port1.on("message", (answered: Answered) => this.#hear(answered));
    worker.on("exit", this.#gone);
    worker.postMessage(this.#channel.port2, [this.#channel.port2]);
  }

  readonly #gone = () => this.#add(new Error("the reading thread ended before the file was read"));

  #add(item: Batch | Error | "done"): void {
    this.#batches.push(item);
    this.#onBatch();
  }

  #hear(answered: Answered): void {
    if (answered === "took") {
      this.#ahead -= 1;
      this.#onPiece();
    } else if (answered === "done") this.#add("done");
    else if ("failed" in answered) this.#add(new Error(answered.failed));
    else this.#add(batchOf(answered));
  }

  #tell(told: Told, transfer: ArrayBuffer[] = []): void {
    this.#channel.port1.postMessage(told, transfer);
  }

  /** Hands the file over, piece by piece, as fast as the thread takes it. */
  async feed(source: ClaimSource, { clock, progress }: Reading): Promise<void> {
    try {
      for await (const piece of source.read()) {
        if (this.#over) return;
        progress?.(piece.length);
        // It may be a view of something much larger, or somebody else's.
        const own = new Uint8Array(piece);
        this.#ahead += 1;
        this.#tell({ now: clock().getTime(), piece: own }, [own.buffer]);
        while (this.#ahead >= PIECES_AHEAD && !this.#over) {
          await new Promise<void>((resolve) => {
            this.#onPiece = resolve;
          });
        }
      }
      this.#tell({ ended: true });
    } catch (error) {
      if (error instanceof Unreadable) this.#tell({ broken: { code: error.code, message: error.message } });
      else this.#add(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async next(): Promise<Batch | "done"> {
    while (this.#batches.length === 0) {
      await new Promise<void>((resolve) => {
        this.#onBatch = resolve;
      });
    }
    const item = this.#batches.shift();
    if (item instanceof Error) throw item;
    if (item !== "done") this.#tell("taken");
    return item ?? "done";
  }

  end(): void {
    this.#over = true;
    this.#onPiece();
    this.#worker.off("exit", this.#gone);
    this.#channel.port1.close();
  }
}

/** As `batchesOf`, in a thread of its own: while some dossiers are filed the next are read and checked. */
export async function* batchesInThread(
  source: ClaimSource,
  reading: Reading,
): AsyncGenerator<Batch, void, undefined> {
  const conversation = new Conversation(readingThread());
  const fed = conversation.feed(source, reading);
  try {
    for (;;) {
      const batch = await conversation.next();
      if (batch === "done") return;
      yield batch;
      if (batch.broken) return;
    }
  } finally {
    conversation.end();
    await fed;
  }
}
