import postgres from "postgres";

/** Sent by ourselves, to know that the line is alive; no topic is called so. */
const ALIVE = "alive";
/** How often the line is tried, and after how long a silence it is taken for dead. */
const BEAT = 15_000;
const SILENCE = 40_000;

type Heard = () => void;

/**
 * One LISTEN connection for a whole process, shared by all who follow a topic of one channel. A line that went dead is
 * opened anew, and then everybody is told once: something may have been missed. Without followers there is no line.
 */
export class Channel {
  readonly #url: string;
  readonly #name: string;
  readonly #knock: (name: string, payload: string) => Promise<unknown>;
  readonly #followers: Record<string, readonly Heard[]> = {};
  #line: postgres.Sql | null = null;
  #heardAt = 0;
  #beat: ReturnType<typeof setInterval> | null = null;

  /** `knock` notifies the channel over any other connection: where ours is dead, nothing comes back. */
  constructor(url: string, name: string, knock: (name: string, payload: string) => Promise<unknown>) {
    this.#url = url;
    this.#name = name;
    this.#knock = knock;
  }

  /** Calls `heard` whenever the topic is notified, until the returned function is called. */
  follow(topic: string, heard: Heard): () => void {
    // One that is its own, though somebody follows with the same function twice.
    const own = () => heard();
    this.#followers[topic] = [...(this.#followers[topic] ?? []), own];
    if (!this.#line) this.#open();
    return () => {
      const others = this.#followers[topic]?.filter((one) => one !== own) ?? [];
      this.#followers[topic] = others;
      if (others.length === 0) delete this.#followers[topic];
      if (Object.keys(this.#followers).length === 0) this.#close();
    };
  }

  #tell(payload: string) {
    this.#heardAt = Date.now();
    for (const heard of this.#followers[payload] ?? []) heard();
  }

  #tellAll() {
    this.#heardAt = Date.now();
    for (const theirs of Object.values(this.#followers)) for (const heard of theirs) heard();
  }

  #open() {
    this.#heardAt = Date.now();
    const line = postgres(this.#url, {
      max: 1,
      fetch_types: false,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "book-listen" },
    });
    this.#line = line;
    const ours = () => this.#line === line;
    line
      .listen(
        this.#name,
        (payload) => ours() && this.#tell(payload),
        () => ours() && this.#tellAll(),
      )
      // A line that could not be opened is silent; the beat opens another.
      .catch(() => {});
    this.#beat ??= setInterval(() => this.#tryLine(), BEAT);
    this.#beat.unref?.();
  }

  #tryLine() {
    if (Date.now() - this.#heardAt > SILENCE) {
      this.#drop();
      this.#open();
    } else this.#knock(this.#name, ALIVE).catch(() => {});
  }

  #drop() {
    this.#line?.end({ timeout: 1 }).catch(() => {});
    this.#line = null;
  }

  #close() {
    if (this.#beat) clearInterval(this.#beat);
    this.#beat = null;
    this.#drop();
  }
}
