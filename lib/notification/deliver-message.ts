import { sendSms } from "#lib/gateways/sms/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { GatewayUnavailable } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { type Group, kindOf, pauseAfter } from "./rules.ts";

/** What an SMS says: that a message waits, in whose language, about what kind of thing. Never what it tells. */
export type SmsText = (o: { language: string; group: Group; urgent: boolean }) => string;

type Claimed = {
  citizen_id: string;
  delivery_id: string;
  attempt: number;
  kind: string;
  urgent: boolean;
  to_number: string;
  language: string;
};

/**
 * Gửi một SMS đang chờ: takes the one that has waited longest, hands it to the network and notes what became of it.
 * Answers false when none waits. Whoever dies between the two leaves it to be asked about again, with the same key.
 */
export async function deliverMessage(
  app: Database,
  address: string,
  text: SmsText,
  now = new Date(),
): Promise<boolean> {
  const [claimed] = await app.$client<
    Claimed[]
  >`select * from app.claim_delivery(${now.toISOString()}::timestamptz)`;
  if (!claimed) return false;
  const { citizen_id, delivery_id, attempt, kind, urgent, to_number, language } = claimed;
  const group = kindOf(kind)?.group ?? "safety";
  const outcome = await sendSms(address, {
    key: delivery_id,
    to: to_number,
    text: text({ language, group, urgent }),
  }).catch((error: unknown) => {
    if (!(error instanceof GatewayUnavailable)) throw error;
    return "unknown" as const;
  });
  const pause = outcome === "unknown" ? pauseAfter(attempt) : 0;
  const said = pause === null ? "given-up" : outcome;
  if (said !== "sent") log("sms.not-sent", { delivery: delivery_id, attempt, outcome: said });
  const next = new Date(now.getTime() + (pause ?? 0) * 60_000);
  await app.$client`
    select app.note_delivery(${now.toISOString()}::timestamptz, ${citizen_id}::uuid, ${delivery_id}::uuid, ${attempt}::int, ${said}, ${next.toISOString()}::timestamptz)`;
  return true;
}
