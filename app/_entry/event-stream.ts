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

const held = globalThis as typeof globalThis & { bookStreams?: Map<string, number> };
const streams = () => (held.bookStreams ??= new Map());

/** Whether this request asks for a stream; anything else is answered once. */
export const asksForStream = (request: Request) =>
  request.headers.get("accept")?.includes("text/event-stream") ?? false;

/** Whether one more stream may be held for this session. */
function mayHold(session: string): boolean {
  let all = 0;
  for (const count of streams().values()) all += count;
  return all < OF_PROCESS && (streams().get(session) ?? 0) < OF_SESSION;
}

type Told = {
  /** Whose stream it is: the session's token. */
  session: string;
  /** Calls its argument whenever something moved, until what it answers is called. */
  follow: (moved: () => void) => () => void;
  /** Reads what is sent, under a grant of its own each time; null ends the stream, and so does a session that is over. */
  read: () => Promise<unknown>;
  request: Request;
};

/** A stream of server-sent events: what `read` answers, now and whenever something moved. In nobody's cache, and never for longer than minutes. */
export function eventStream({ session, follow, read, request }: Told): Response {
  if (!mayHold(session)) return new Response(null, { status: 429, headers: { "retry-after": "60" } });
  streams().set(session, (streams().get(session) ?? 0) + 1);
  const text = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let over = false;
      let reading = false;
      let again = false;
      const timers: ReturnType<typeof setTimeout>[] = [];
      let unfollow = () => {};
      const send = (line: string) => !over && controller.enqueue(text.encode(line));
      end = () => {
        if (over) return;
        over = true;
        unfollow();
        for (const timer of timers) clearTimeout(timer);
        const left = (streams().get(session) ?? 1) - 1;
        if (left > 0) streams().set(session, left);
        else streams().delete(session);
        try {
          controller.close();
        } catch {
          // The reader had closed it already.
        }
      };
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
          send(`data: ${JSON.stringify(view)}\n\n`);
        } catch (error) {
          // A database that is away for a moment is asked again at the next beat.
          if (error instanceof KnownError) return end();
          log("stream.failed", { error: summaryOf(error) });
        } finally {
          reading = false;
        }
        if (again) {
          again = false;
          timers.push(setTimeout(look, PAUSE));
        }
      };
      send("retry: 5000\n\n");
      unfollow = follow(() => void look());
      timers.push(
        setInterval(() => send(": here\n\n"), BEAT),
        setInterval(look, LOOK_AGAIN),
        setTimeout(end, LASTS),
      );
      request.signal.addEventListener("abort", end);
      void look();
    },
    cancel: () => end(),
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
