import type { Sql } from "postgres";
import type { Batch } from "./batches-of-file.ts";
import type { FileOfDossier } from "./file-claims.ts";
import { fileDossiers, type Result } from "./file-dossiers.ts";
import { heldUnder } from "./hold-dossier.ts";
import { keyOfPlace } from "./lock-claims.ts";

/** So many characters of dossiers, as they came, may wait to be filed while the next are read. */
const MOST_WAITING = 6 * 1024 * 1024;

/** Batches are filed together up to this size: a file of few dossiers costs hardly less than one of many. */
const MOST_TOGETHER = { characters: 4 * 1024 * 1024, dossiers: 500 };

type Waiting = {
  batch: Batch;
  file: Promise<FileOfDossier>;
  done: (results: Result[]) => void;
  failed: (error: unknown) => void;
};

/**
 * Lượt ghi: batches are filed in the order in which they were read, those that wait together in one transaction, also of
 * several files. Behind one that failed nothing is filed.
 */
export class FilingQueue {
  readonly #sql: Sql;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #failure: { error: unknown } | null = null;
  #taken = Promise.withResolvers<void>();
  /** Bytes of the files that came this way. */
  bytes = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Takes a batch once there is room for it; `done` says what became of its dossiers. */
  async add(batch: Batch, file: Promise<FileOfDossier>): Promise<{ done: Promise<Result[]> }> {
    while (this.#waiting.length > 0 && this.#size() + batch.size > MOST_WAITING) await this.#taken.promise;
    if (this.#failure) throw this.#failure.error;
    const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
    // Looked at by whoever waits for it; an error that comes before is not lost.
    promise.catch(() => {});
    this.#waiting.push({ batch, file, done: resolve, failed: reject });
    this.#running ??= this.#run();
    return { done: promise };
  }

  /** Takes no more; answers when nothing is under way, whatever became of it. */
  async end(): Promise<void> {
    this.#failure ??= { error: new Error("nothing more is filed") };
    await this.#running;
  }

  #size(): number {
    return this.#waiting.reduce((sum, { batch }) => sum + batch.size, 0);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#take();
      try {
        await this.#file(group);
      } catch (error) {
        this.#failure = { error };
        for (const { failed } of [...group, ...this.#waiting]) failed(error);
        this.#waiting = [];
        this.#letIn();
      }
    }
    this.#running = null;
  }

  async #file(group: readonly Waiting[]): Promise<void> {
    const files = await Promise.all(group.map(({ file }) => file));
    const items = group.flatMap(({ batch }, i) => {
      const file = files[i];
      return file ? batch.dossiers.map((dossier) => ({ dossier, file })) : [];
    });
    const results = await fileDossiers(this.#sql, items);
    let at = 0;
    for (const { batch, done } of group) {
      done(results.slice(at, at + batch.count));
      at += batch.count;
    }
  }

  /** The first of those that wait, and what may go with it: of different claims, so that each finds the one before it. */
  #take(): Waiting[] {
    const places = new Set<string>();
    let [characters, dossiers] = [0, 0];
    const last = this.#waiting.findIndex(({ batch }, i) => {
      [characters, dossiers] = [characters + batch.size, dossiers + batch.count];
      const tooMany = characters > MOST_TOGETHER.characters || dossiers > MOST_TOGETHER.dossiers;
      if (i > 0 && tooMany) return true;
      const own = batch.dossiers.map((dossier) => keyOfPlace(heldUnder(dossier)));
      if (i > 0 && own.some((place) => places.has(place))) return true;
      for (const place of own) places.add(place);
      return false;
    });
    const group = this.#waiting.splice(0, last === -1 ? this.#waiting.length : last);
    this.#letIn();
    return group;
  }

  #letIn(): void {
    this.#taken.resolve();
    this.#taken = Promise.withResolvers<void>();
  }
}
