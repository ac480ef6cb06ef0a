import { sendSms } from "#lib/gateways/sms/index.ts";
import type { Database } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { type Group, kindOf } from "./rules.ts";
import { tryToSend } from "./try-to-send.ts";

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
  const sms = { key: delivery_id, to: to_number, text: text({ language, group, urgent }) };
  const { outcome, next } = await tryToSend(() => sendSms(address, sms), attempt, now);
  if (outcome !== "sent") log("sms.not-sent", { delivery: delivery_id, attempt, outcome });
  await app.$client`
    select app.note_delivery(${now.toISOString()}::timestamptz, ${citizen_id}::uuid, ${delivery_id}::uuid, ${attempt}::int, ${outcome}, ${next.toISOString()}::timestamptz)`;
  return true;
}
