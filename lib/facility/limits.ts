import type { Database } from "#lib/platform/db.ts";
import type { Sender } from "./admit-sender.ts";
import { SENDER_LIMITS } from "./rules.ts";

async function within(app: Database, key: string, most: number): Promise<boolean> {
  const [row] = await app.$client<{ ok: boolean }[]>`select app.count_attempt(${key}, 60, ${most}) as ok`;
  return row?.ok ?? false;
}

/** Counts a file that this key sends; false when it must wait for the next minute. */
export function maySend(app: Database, { keyId }: Sender): Promise<boolean> {
  return within(app, `sender ${keyId}`, SENDER_LIMITS.filesPerMinute);
}

/** Counts a question for a result by this key. */
export function mayAsk(app: Database, { keyId }: Sender): Promise<boolean> {
  return within(app, `sender asks ${keyId}`, SENDER_LIMITS.questionsPerMinute);
}

/** Counts a wrong key from an address; false when it has tried too many to be told any more. */
export function mayTryKeys(app: Database, address: string): Promise<boolean> {
  return within(app, `wrong key ${address}`, SENDER_LIMITS.wrongKeysPerMinute);
}
