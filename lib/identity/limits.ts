import type { Database } from "#lib/platform/db.ts";
import { SIGN_IN_LIMITS } from "./rules.ts";

async function within(app: Database, key: string, most: number): Promise<boolean> {
  const [row] = await app.$client<{ ok: boolean }[]>`select app.count_attempt(${key}, 60, ${most}) as ok`;
  return row?.ok ?? false;
}

/** Counts the start of a sign-in from `address`; false when it must wait a minute. */
export async function mayStartSignIn(app: Database, address: string): Promise<boolean> {
  if (!(await within(app, `start ${address}`, SIGN_IN_LIMITS.startsPerMinute))) return false;
  // Only what the address may do counts for everybody: else one machine would use up the starts of the whole commune.
  return within(app, "start", SIGN_IN_LIMITS.everybodyPerMinute);
}

/** Counts a failed answer at the callback; false when this address has failed too often to be listened to. */
export function mayFailAgain(app: Database, address: string): Promise<boolean> {
  return within(app, `failure ${address}`, SIGN_IN_LIMITS.failuresPerMinute);
}
