import webPush from "web-push";
import type { PushAccess } from "#lib/platform/env.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { isPushAddress } from "./address.ts";
import { isPushKey } from "./key.ts";

export { isPushAddress } from "./address.ts";
export { isPushKey } from "./key.ts";

/** A browser as its push service knows it: where it is reached, its public key (65 bytes) and its secret (16 bytes). */
export type Subscription = { endpoint: string; p256dh: Buffer; auth: Buffer };
/** What is sent: `payload` is closed for this browser alone; under one `topic` a later one takes the place of the earlier. */
export type Push = {
  payload: string;
  topic: string;
  urgency: "high" | "normal" | "low";
  /** For how many seconds the service keeps trying. */
  lasts: number;
};
/** What became of it, in our words: `gone` is a browser that takes nothing any more, `refused` can never get there. */
export type PushOutcome = "sent" | "gone" | "refused";

const WAIT_MS = 10_000;

function outcomeOf(status: number): PushOutcome {
  if (status === 404 || status === 410) return "gone";
  if (status >= 200 && status < 300) return "sent";
  // Too many at once, or not now: asked again.
  if (status === 408 || status === 429 || status >= 500) throw new Error(`status ${status}`);
  return "refused";
}

/**
 * Gửi tin đẩy: hands one message to the push service of a browser (RFC 8030), encrypted for it (RFC 8291), signed as ours
 * (RFC 8292). Sent twice it shows once where the browser has not shown it yet. Throws GatewayUnavailable when it may go later.
 */
export async function sendPush(
  access: PushAccess,
  to: Subscription,
  { payload, topic, urgency, lasts }: Push,
  waitMs = WAIT_MS,
): Promise<PushOutcome> {
  if (!isPushAddress(to.endpoint, access.alsoAt)) return "refused";
  // Nobody ever reads what is sent there, and trying for ever would keep the others waiting.
  if (!isPushKey(to.p256dh)) return "gone";
  const keys = { p256dh: to.p256dh.toString("base64url"), auth: to.auth.toString("base64url") };
  const { endpoint, headers, body } = webPush.generateRequestDetails(
    { endpoint: to.endpoint, keys },
    payload,
    {
      vapidDetails: access,
      TTL: lasts,
      contentEncoding: "aes128gcm",
      urgency,
      topic,
    },
  );
  // fetch counts by itself.
  const { "Content-Length": _, ...own } = headers as Record<string, string>;
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: own,
      body: body as Uint8Array<ArrayBuffer> | null,
      signal: AbortSignal.timeout(waitMs),
      cache: "no-store",
      redirect: "error",
    });
    await answer.body?.cancel();
    return outcomeOf(answer.status);
  } catch (error) {
    throw new GatewayUnavailable("push", error);
  }
}
