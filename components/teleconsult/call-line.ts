import type { Signal } from "#lib/conversation/inputs.ts";
import type { CallView, Seat, SeatOver } from "#lib/conversation/rules.ts";
import { Peer, type Picture } from "./peer.ts";

/** Why a call could not be entered, by the key of its sentence. */
export type JoinFault = "closed" | "not-taken" | "full" | "not-found" | "signed-out" | "failed";
type Told = {
  address: string;
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  /** Somebody came or went, a line broke or came back. */
  changed: () => void;
  over: (why: SeatOver | "not-found" | "signed-out") => void;
};

const ASK_AGAIN = 3_000;
/** A stream that has said nothing for so long is tried by a question: it may be dead without a word. */
const SILENT = 15_000;
const TRY_AGAIN = [500, 1_000, 2_000, 4_000, 8_000];
const json = { "content-type": "application/json", accept: "application/json" };

/** Gửi và nhận tín hiệu: one browser's seat in a call, and its connection with each of the others. */
export class CallLine {
  readonly seatId = crypto.randomUUID();
  seats: readonly Seat[] = [];
  /** Whether our own server is heard; the others may well be seen while it is not. */
  heard = false;
  readonly peers = new Map<string, Peer>();
  readonly #told: Told;
  #relays: RTCIceServer[] = [];
  #stream: EventSource | undefined;
  #asking: ReturnType<typeof setInterval> | undefined;
  #trying: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #last = 0;
  #no = 0;
  #queue: { to: string; no: number; body: Signal }[] = [];
  #sending = false;
  #over = false;
  #picture: Picture;
  readonly #tracks: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };

  constructor(told: Told) {
    this.#told = told;
    this.#tracks = { audio: told.audio, video: told.video };
    this.#picture = told.video ? "on" : "off";
    addEventListener("online", this.#online);
    addEventListener("offline", this.#offline);
  }

  /** Takes the seat; null when it is taken, else why not. */
  async join(): Promise<JoinFault | null> {
    const answer = await this.#post({ act: "join", seatId: this.seatId });
    if (!answer) return "failed";
    if (answer.status === 401) return "signed-out";
    if (answer.status === 404) return "not-found";
    const said = await answer.json().catch(() => null);
    if (!answer.ok) return said?.fault ?? "failed";
    this.#relays = said?.relays ?? [];
    this.#listen();
    return null;
  }

  /** Shows another picture to everybody, or none, and says why. */
  async show(track: MediaStreamTrack | null, picture: Picture): Promise<void> {
    this.#picture = picture;
    this.#tracks.video = track;
    for (const [seat, peer] of this.peers) {
      await peer.show(track);
      this.#send(seat, { picture });
    }
  }

  /** Sends another microphone's sound to everybody. */
  async sound(track: MediaStreamTrack): Promise<void> {
    this.#tracks.audio = track;
    for (const peer of this.peers.values()) await peer.sound(track);
  }

  /** Leaves: where two were, it ends for both. */
  async leave(): Promise<void> {
    this.end();
    await this.#post({ act: "leave", seatId: this.seatId });
  }

  /** Lets go of everything without a word: the seat is taken over, or the call is over. */
  end(): void {
    this.#over = true;
    this.#stream?.close();
    clearInterval(this.#asking);
    clearInterval(this.#trying);
    removeEventListener("online", this.#online);
    removeEventListener("offline", this.#offline);
    for (const peer of this.peers.values()) peer.close();
    this.peers.clear();
  }

  /** Another network: a new stream, and new ways to the others. */
  #online = () => {
    this.#listen();
    for (const peer of this.peers.values()) peer.restart();
  };

  #offline = () => this.#hears(false);

  #post(body: object): Promise<Response | null> {
    return fetch(this.#told.address, {
      method: "POST",
      headers: json,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null);
  }

  #since = () => `${this.#told.address}?seat=${this.seatId}&after=${this.#last}`;

  async #ask(): Promise<boolean> {
    const before = this.#last;
    const answer = await fetch(this.#since(), { headers: { accept: "application/json" } }).catch(() => null);
    if (this.#over) return false;
    if (answer?.ok) {
      await this.#hear(await answer.json());
      return this.#last > before;
    }
    this.#hears(false);
    if (answer?.status === 401 || answer?.status === 404) {
      this.end();
      this.#told.over(answer.status === 401 ? "signed-out" : "not-found");
    }
    return true;
  }

  #listen() {
    this.#stream?.close();
    const stream = new EventSource(this.#since());
    this.#stream = stream;
    stream.onmessage = ({ data }) => {
      clearInterval(this.#asking);
      this.#asking = undefined;
      void this.#hear(JSON.parse(data));
    };
    stream.onerror = () => {
      // It ends by itself every few minutes. Until the browser has it again we ask, which also tells whether we are heard.
      this.#asking ??= setInterval(() => void this.#ask(), ASK_AGAIN);
      void this.#ask();
    };
    clearInterval(this.#trying);
    this.#trying = setInterval(async () => {
      // One that was refused is opened by nobody but us.
      if (stream.readyState === EventSource.CLOSED) return this.#listen();
      if (this.#asking || Date.now() - this.#heardAt < SILENT) return;
      // What a question brings, the stream should have brought.
      if ((await this.#ask()) && !this.#over) this.#listen();
    }, SILENT);
  }

  #hears(heard: boolean) {
    if (this.heard === heard) return;
    this.heard = heard;
    if (heard) void this.#flush();
    this.#told.changed();
  }

  async #hear(view: CallView): Promise<void> {
    if (this.#over) return;
    this.#heardAt = Date.now();
    this.#hears(true);
    if (view.over) {
      this.end();
      return this.#told.over(view.over);
    }
    this.seats = view.seats;
    this.#meet();
    for (const { id, from, body } of view.signals) {
      if (id <= this.#last) continue;
      this.#last = id;
      void this.peers.get(from)?.take(body as Signal);
    }
    this.#told.changed();
  }

  /** Connects with whoever is here: nobody is shown before a doctor is. */
  #meet() {
    const others = this.seats.filter(({ own }) => !own);
    for (const [seat, peer] of this.peers) {
      if (others.some(({ id }) => id === seat)) continue;
      peer.close();
      this.peers.delete(seat);
    }
    if (!this.seats.some(({ side }) => side === "doctor")) return;
    for (const { id } of others) {
      if (this.peers.has(id)) continue;
      const { changed } = this.#told;
      const tracks = () => this.#tracks;
      const send = (body: Signal) => this.#send(id, body);
      const polite = this.seatId > id;
      this.peers.set(id, new Peer({ relays: this.#relays, tracks, polite, send, changed }));
      if (this.#picture !== "on") this.#send(id, { picture: this.#picture });
    }
  }

  #send(to: string, body: Signal) {
    this.#no += 1;
    this.#queue.push({ to, no: this.#no, body });
    void this.#flush();
  }

  /** One after another, in their order, until each has arrived; what is for a seat that is gone is dropped. */
  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    let tries = 0;
    for (let next = this.#queue[0]; next && !this.#over; next = this.#queue[0]) {
      const answer = await this.#post({ act: "signal", seatId: this.seatId, ...next });
      if (answer && answer.status < 500 && answer.status !== 429) {
        this.#queue.shift();
        tries = 0;
      } else {
        const pause = TRY_AGAIN[Math.min(tries, TRY_AGAIN.length - 1)];
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    this.#sending = false;
  }
}
