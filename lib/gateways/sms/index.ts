import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { KEY_HEADER, SmsReply, type SmsRequest } from "./wire.ts";

/** What became of an SMS, in our words: `sent` is in the network's hands, `refused` can never get there. */
export type SmsOutcome = "sent" | "refused";

const WAIT_MS = 5_000;

/** Credentials that stand in the address go into a header: fetch refuses them there. */
function addressOf(given: string): { url: string; headers: Record<string, string> } {
  const url = new URL(`${given.replace(/\/+$/, "")}/messages`);
  const { username, password } = url;
  if (!username && !password) return { url: url.href, headers: {} };
  url.username = "";
  url.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    url: url.href,
    headers: { Authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` },
  };
}

/**
 * Gửi SMS: hands one SMS to the network. `key` names it for ever: the same key is sent once, however often it is asked.
 * Throws GatewayUnavailable when nobody knows what became of it: ask again with the same key.
 */
export async function sendSms(
  address: string,
  sms: { key: string; to: string; text: string },
  waitMs = WAIT_MS,
): Promise<SmsOutcome> {
  try {
    const { url, headers } = addressOf(address);
    const request: SmsRequest = { to: sms.to, text: sms.text };
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json", [KEY_HEADER]: sms.key },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(waitMs),
      cache: "no-store",
      redirect: "error",
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { status } = SmsReply.parse(await response.json());
    return status === "rejected" ? "refused" : "sent";
  } catch (error) {
    throw new GatewayUnavailable("sms", error);
  }
}
