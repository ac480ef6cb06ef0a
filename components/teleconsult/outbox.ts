import type { Unkept } from "#components/device/sealed-store.ts";
import { dropUnsent, keepUnsent, listUnsent, type Unsent } from "./unsent.ts";

/** A line that is not there yet, and why, if it was refused. */
export type Waiting = {
  id: string;
  said: string;
  isPhoto: boolean;
  fault: string | null;
  /** Whether the network was away when it was tried. */
  held: boolean;
  /** Why the phone cannot keep it, so that it is lost with the page. */
  unkept: Unkept | null;
};

type Line = Unsent & { fault: string | null; unkept: Unkept | null };

type Told = {
  box: string;
  address: string;
  /** What every form of this page says beside the line: whose book it was made for. */
  fields: readonly (readonly [string, string])[];
  changed: (waiting: Waiting[]) => void;
  sent: (line: Unsent, answer: { no: number; at: string }) => void;
};

const TRY_AGAIN = [2_000, 4_000, 8_000, 15_000, 30_000];
const LONGEST = 60_000;

/**
 * Lines on their way: kept on the phone until the server has them, sent one after another in the order they were written,
 * again and again while the network is away. Each has an id of its own, so that sent twice it is there once.
 */
export class Outbox {
  readonly #told: Told;
  #lines: Line[] = [];
  #busy = false;
  #tries = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(told: Told) {
    this.#told = told;
    addEventListener("online", this.#now);
  }

  /** Takes up what waited on the phone; answers what was being written. */
  async open(): Promise<string> {
    const { lines, draft } = await listUnsent(this.#told.box);
    const known = new Set(this.#lines.map(({ id }) => id));
    this.#lines = [
      ...lines.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, fault: null, unkept: null })),
      ...this.#lines,
    ];
    this.#tell();
    void this.#send();
    return draft;
  }

  /** Takes a line, and sends it as soon as it can. */
  async take(said: string, photo: Blob | null): Promise<void> {
    // Later than the one before it, though the phone's clock be set back: they go in this order, also after a reload.
    const at = Math.max(Date.now(), (this.#lines.at(-1)?.at ?? 0) + 1);
    const line = { id: crypto.randomUUID(), box: this.#told.box, said, photo, at };
    const own: Line = { ...line, fault: null, unkept: null };
    this.#lines.push(own);
    this.#tell();
    own.unkept = await keepUnsent(line);
    void this.#send();
  }

  /** Gives up a line that was refused; answers its words. */
  async giveUp(id: string): Promise<string> {
    const said = this.#lines.find((one) => one.id === id)?.said ?? "";
    await this.#drop(id);
    return said;
  }

  /** Tries at once, where it was waiting for its time. */
  hurry(): void {
    if (this.#again !== undefined) this.#now();
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#again);
    removeEventListener("online", this.#now);
  }

  #now = () => {
    this.#tries = 0;
    void this.#send();
  };

  #tell() {
    this.#told.changed(
      this.#lines.map(({ id, said, photo, fault, unkept }) => ({
        id,
        said,
        isPhoto: photo !== null,
        fault,
        held: this.#tries > 0,
        unkept,
      })),
    );
  }

  async #drop(id: string) {
    this.#lines = this.#lines.filter((one) => one.id !== id);
    this.#tell();
    await dropUnsent(id);
  }

  async #send(): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    if (this.#busy || this.#over) return;
    this.#busy = true;
    try {
      // One that was refused stays where it is, and holds up nobody.
      for (let next = this.#next(); next; next = this.#next()) if (!(await this.#sendOne(next))) return;
    } finally {
      this.#busy = false;
    }
  }

  #next = () => this.#lines.find(({ fault }) => fault === null);

  async #sendOne(line: Line): Promise<boolean> {
    const form = new FormData();
    for (const [name, value] of this.#told.fields) form.set(name, value);
    form.set("lineId", line.id);
    form.set("said", line.said);
    if (line.photo) form.set("photo", line.photo, "photo.jpg");
    const answer = await fetch(this.#told.address, {
      method: "POST",
      body: form,
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(LONGEST),
    }).catch(() => null);
    const said: { no?: number; at?: string; fault?: string } | undefined = await answer
      ?.json()
      .catch(() => undefined);
    if (answer?.ok && said?.no && said.at) {
      this.#tries = 0;
      this.#told.sent(line, { no: said.no, at: said.at });
      await this.#drop(line.id);
      return true;
    }
    // Nobody knows whether it arrived: the same line goes again, later.
    if (!answer || !said?.fault || answer.status >= 500 || answer.status === 429) {
      this.#later();
      return false;
    }
    line.fault = said.fault;
    this.#tell();
    // Signed out, everything waits for whoever signs in again.
    return answer.status !== 401;
  }

  #later() {
    const pause = TRY_AGAIN[Math.min(this.#tries, TRY_AGAIN.length - 1)];
    this.#tries += 1;
    this.#tell();
    this.#again = setTimeout(() => void this.#send(), pause);
  }
}
