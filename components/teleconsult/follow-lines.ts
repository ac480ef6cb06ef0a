import type { Heard } from "#lib/conversation/rules.ts";

/** How the conversation reaches this page: told at once, asked for now and then, not at all; or it is over for whoever reads it, with their session or without. */
export type Line = "live" | "asking" | "away" | "signed-out" | "not-found";

/** How often it is asked where no stream comes through, and after how long a stream without a word is taken for none. */
const ASK_AGAIN = 10_000;
const SILENT = 8_000;
/** A stream that was silent for so long is tried by a question: it may be dead without a word. */
const TRY = 30_000;

type Told = { heard: (heard: Heard) => void; line: (line: Line) => void; after: () => number };

/**
 * Follows a conversation while the page is looked at, after the last line it has. A stream where one comes through, else it
 * is asked again and again; what was missed meanwhile comes with the first answer.
 */
export function followLines(address: string, { heard, line, after }: Told): () => void {
  let stream: EventSource | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let trying: ReturnType<typeof setInterval> | undefined;
  let toldAt = 0;
  const since = () => `${address}?after=${after()}`;

  const ask = async () => {
    const answer = await fetch(since(), { headers: { accept: "application/json" } }).catch(() => null);
    if (answer?.status === 401 || answer?.status === 404) {
      stop();
      return line(answer.status === 401 ? "signed-out" : "not-found");
    }
    if (!answer?.ok) return line("away");
    const told: Heard = await answer.json();
    // What a question brings, a stream should have brought: that one is dead.
    if (told.lines.length > 0 && !asking) begin();
    else if (asking) line("asking");
    heard(told);
  };
  const askOnAndOn = () => {
    clearInterval(asking);
    asking = setInterval(ask, ASK_AGAIN);
    void ask();
  };
  const stop = () => {
    stream?.close();
    clearInterval(asking);
    clearInterval(trying);
    clearTimeout(silence);
    asking = undefined;
  };
  const begin = () => {
    stop();
    stream = new EventSource(since());
    // Something between us may keep a stream back for as long as it lasts.
    silence = setTimeout(askOnAndOn, SILENT);
    trying = setInterval(() => {
      // One that was refused is opened by nobody but us.
      if (stream?.readyState === EventSource.CLOSED) begin();
      else if (!asking && Date.now() - toldAt > TRY) void ask();
    }, TRY);
    stream.onmessage = ({ data }) => {
      toldAt = Date.now();
      clearTimeout(silence);
      clearInterval(asking);
      asking = undefined;
      line("live");
      heard(JSON.parse(data));
    };
    stream.onerror = () => {
      // It ends by itself every few minutes, and the browser opens it again unless it was refused. A question tells how it stands.
      if (stream?.readyState === EventSource.CLOSED) askOnAndOn();
      else void ask();
    };
  };
  // A page that nobody looks at keeps no session alive.
  const look = () => (document.visibilityState === "visible" ? begin() : stop());
  look();
  document.addEventListener("visibilitychange", look);
  const lost = () => line("away");
  addEventListener("online", look);
  addEventListener("offline", lost);
  return () => {
    document.removeEventListener("visibilitychange", look);
    removeEventListener("online", look);
    removeEventListener("offline", lost);
    stop();
  };
}
