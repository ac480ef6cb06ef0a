import { createHmac } from "node:crypto";
import type { RelayAccess } from "#lib/platform/env.ts";

/** A relay as a browser is told of it (RTCIceServer, in W3C's words), with a name and a password that end by themselves. */
export type Relay = { urls: string[]; username: string; credential: string };

/** How long a browser may ask for a relay. Ours: longer than any call, shorter than a working day. */
const LASTS_SECONDS = 4 * 60 * 60;

/** The password that a relay expects of that name: base64 of HMAC-SHA1, as the draft of the TURN REST API lays down. */
export const relayPassword = (username: string, secret: string): string =>
  createHmac("sha1", secret).update(username).digest("base64");

/** Trạm chuyển tiếp cuộc gọi: the relays for one browser. `who` names the place in a call, never a person. */
export function relaysFor({ urls, secret }: RelayAccess, who: string, now: Date): Relay[] {
  const username = `${Math.floor(now.getTime() / 1000) + LASTS_SECONDS}:${who}`;
  return [{ urls: [...urls], username, credential: relayPassword(username, secret) }];
}
