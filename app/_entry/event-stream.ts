import { KnownError } from "#lib/platform/errors.ts";
import { log, summaryOf } from "#lib/platform/log.ts";

/** How often a stream says that it is there, looks again by itself, and ends so that its reader asks anew. */
const BEAT = 20_000;
const LOOK_AGAIN = 60_000;
const LASTS = 5 * 60_000;
/** Moves that come together are looked at once. */
const PAUSE = 250;
/** How many streams one session may hold, and one process. Ours. */
const OF_SESSION = 4;
const OF_PROCESS = 2_000;

type Held = { session: string; end: () => void };
const ours = globalThis as typeof globalThis & { bookStreams?: Set<Held> };

/** The streams of this process. It ends them when it is told to go: it would wait for them otherwise. */
function streams(): Set<Held> {
  if (ours.bookStreams) return ours.bookStreams;
  const all = new Set<Held>();
  ours.bookStreams = all;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      for (const { end } of [...all]) end();
    });
  return all;
}

/** Whether this request asks for a stream; anything else is answered once. */
export const asksForStream = (request: Request) =>
  request.headers.get("accept")?.includes("text/event-stream") ?? false;

/** Whether one more stream may be held for this session. */
function mayHold(session: string): boolean {
  const theirs = [...streams()].filter((one) => one.session === session);
  return streams().size < OF_PROCESS && theirs.length < OF_SESSION;
}

type Told<View> = {
  /** Whose stream it is: the session's token. */
  session: string;
  /** Calls its argument whenever something moved, until what it answers is called. */
  follow: (moved: () => void) => () => void;
  /** Reads what is sent, by a right of its own each time; undefined is nothing new, null ends the stream, and so does a session that is over. */
  read: () => Promise<View | null | undefined>;
  /** The number under which a reader that comes back says what it saw last (Last-Event-ID). */
  numberOf?: (view: View) => number;
  /** How long moves that come together are waited for; 250 ms unless told. */
  pause?: number;
  /** How often it looks by itself; each minute unless told. */
  lookAgain?: number;
  request: Request;
};

/** What the reader of a stream saw last, by the number that it was given; 0 when it saw nothing. */
export function seenLast(request: Request): number {
  const seen = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  return Math.min(Math.max(0, Math.trunc(Number(seen)) || 0), Number.MAX_SAFE_INTEGER);
}

/** A stream of server-sent events: what `read` answers, now and whenever something moved. In nobody's cache, and never for longer than minutes. */
export function eventStream<View>(told: Told<View>): Response {
  const { session, follow, read, numberOf, pause = PAUSE, lookAgain = LOOK_AGAIN, request } = told;
  if (!mayHold(session)) return new Response(null, { status: 429, headers: { "retry-after": "60" } });
  const held: Held = { session, end: () => {} };
  streams().add(held);
  const text = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let over = false;
      let reading = false;
      let again = false;
      const timers: ReturnType<typeof setTimeout>[] = [];
      let unfollow = () => {};
      const send = (line: string) => !over && controller.enqueue(text.encode(line));
      const end = () => {
        if (over) return;
        over = true;
        unfollow();
        for (const timer of timers) clearTimeout(timer);
        streams().delete(held);
        try {
          controller.close();
        } catch {
          // The reader had closed it already.
        }
      };
      held.end = end;
      const look = async () => {
        if (over) return;
        if (reading) {
          again = true;
          return;
        }
        reading = true;
        try {
          const view = await read();
          if (view === null) return end();
          if (view !== undefined)
            send(`${numberOf ? `id: ${numberOf(view)}\n` : ""}data: ${JSON.stringify(view)}\n\n`);
        } catch (error) {
          // A database that is away for a moment is asked again at the next beat.
          if (error instanceof KnownError) return end();
          log("stream.failed", { error: summaryOf(error) });
        } finally {
          reading = false;
        }
        if (again) {
          again = false;
          timers.push(setTimeout(look, pause));
        }
      };
      send("retry: 5000\n\n");
      unfollow = follow(() => void look());
      timers.push(
        setInterval(() => send(": here\n\n"), BEAT),
        setInterval(look, lookAgain),
        setTimeout(end, LASTS),
      );
      request.signal.addEventListener("abort", end);
      void look();
    },
    cancel: () => held.end(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Without the second word a proxy, or we, would compress it and keep it back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
