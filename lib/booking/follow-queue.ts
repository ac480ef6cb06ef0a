import { Channel } from "#lib/platform/channel.ts";
import { webDatabases } from "#lib/platform/db.ts";
import { webEnv } from "#lib/platform/env.ts";

const held = globalThis as typeof globalThis & { bookQueues?: Channel };

/** Calls `moved` whenever the queue of a room moved today, until the returned function is called. One connection serves the whole process. */
export function followQueue(roomId: string, moved: () => void): () => void {
  held.bookQueues ??= new Channel(
    webEnv().listenUrl,
    "queue",
    (name, payload) => webDatabases().app.$client`select pg_notify(${name}, ${payload})`,
  );
  return held.bookQueues.follow(roomId, moved);
}
