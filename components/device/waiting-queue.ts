import { drop, keep, listKept, type Unkept } from "./sealed-store.ts";
import { type Line, type Outcome, outcomeOf, sendInOrder, sortOut, type Written } from "./waiting.ts";

/** A form that waits, and what became of it when it was last tried; null while it is on its way. */
export type Shown = Line & { came: Outcome | null };

type Told = {
  /** Where forms of this kind are sent; also the shelf on which they are kept. */
  address: string;
  box: string;
  /** The field that says for which book this page was made. */
  mark: readonly [name: string, value: string];
  changed: (lines: Shown[]) => void;
  sent: (line: Line, to: string) => void;
};

const AGAIN_MS = 30_000;
const LONGEST = 20_000;

/**
 * Forms on their way: kept on the phone until the server has them, sent in the order in which they were written. The store
 * is read anew before each round, so that what was given up in another tab does not go from this one.
 */
export class WaitingQueue {
  readonly #told: Told;
  #lines: Shown[] = [];
  #busy = false;
  #over = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(told: Told) {
    this.#told = told;
    addEventListener("online", this.send);
    void this.send();
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#again);
    removeEventListener("online", this.send);
  }

  /** Sends fields at once; never throws. */
  async post(fields: Record<string, string>): Promise<Outcome> {
    const [name, value] = this.#told.mark;
    const answer = await fetch(this.#told.address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...fields, [name]: value }),
      signal: AbortSignal.timeout(LONGEST),
    }).catch(() => null);
    return outcomeOf(answer?.status ?? 0, await answer?.json().catch(() => null));
  }

  /** Keeps a form that could not be sent; answers why the phone cannot. */
  async take(id: string, words: Written, at: number, came: Outcome): Promise<Unkept | null> {
    const line: Line = { id, box: this.#told.box, at, words, file: null };
    const unkept = await keep(this.#told.address, line);
    if (unkept) return unkept;
    this.#lines = [...this.#lines.filter((one) => one.id !== id), { ...line, came }];
    this.#tell();
    return null;
  }

  async drop(id: string): Promise<void> {
    this.#lines = this.#lines.filter((one) => one.id !== id);
    this.#tell();
    await drop(id);
  }

  send = async (): Promise<void> => {
    clearTimeout(this.#again);
    if (this.#busy || this.#over) return;
    this.#busy = true;
    try {
      await this.#round();
    } finally {
      this.#busy = false;
    }
  };

  async #round(): Promise<void> {
    const { address, box } = this.#told;
    const { own, gone } = sortOut(await listKept<Written>(address), box, Date.now());
    for (const { id } of gone) await drop(id);
    const refused = this.#lines.filter(({ came }) => came?.kind === "refused");
    this.#lines = own.map((line) => refused.find(({ id }) => id === line.id) ?? { ...line, came: null });
    this.#tell();
    const next = this.#lines.filter(({ came }) => came === null);
    await sendInOrder(
      next,
      ({ words }) => this.post(words.fields),
      (line, came) => this.#came(line, came),
    );
  }

  async #came(line: Line, came: Outcome): Promise<void> {
    if (came.kind === "there") {
      await this.drop(line.id);
      this.#told.sent(line, came.to);
      return;
    }
    // What stops one stops all that come after it.
    const stops = came.kind !== "refused";
    this.#lines = this.#lines.map((one) =>
      one.id === line.id || (stops && one.came === null) ? { ...one, came } : one,
    );
    this.#tell();
  }

  #tell(): void {
    if (this.#over) return;
    clearTimeout(this.#again);
    if (this.#lines.some(({ came }) => came?.kind === "away")) this.#again = setTimeout(this.send, AGAIN_MS);
    this.#told.changed(this.#lines);
  }
}
