import { type Push, sendPush } from "#lib/gateways/web-push/index.ts";
import type { Database } from "#lib/platform/db.ts";
import type { PushAccess } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { type Group, kindOf, type Urgency } from "./rules.ts";
import { tryToSend } from "./try-to-send.ts";

/** What a lock screen shows: that a message waits, about what kind of thing. Never what it tells, nor of whom. */
export type PushText = (o: { language: string; group: Group; urgent: boolean }) => {
  title: string;
  body: string;
};

type Claimed = {
  citizen_id: string;
  delivery_id: string;
  attempt: number;
  kind: string;
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
  language: string;
};

const urgencyOf: Record<Urgency, Push["urgency"]> = { urgent: "high", soon: "normal", calm: "low" };
/** For how long a push service keeps it for a browser that is switched off: the SMS comes after a day (`ladder`). */
const LASTS_S = 24 * 3600;

/**
 * Đẩy một tin đang chờ: takes the one that has waited longest, hands it to the browser's push service and notes what became
 * of it. Answers false when none waits. A browser that is gone is forgotten. One of a group takes the place of the one
 * before on the lock screen, so that whatever goes twice shows once.
 */
export async function deliverPush(
  app: Database,
  access: PushAccess,
  text: PushText,
  now = new Date(),
): Promise<boolean> {
  const [claimed] = await app.$client<
    Claimed[]
  >`select * from app.claim_push(${now.toISOString()}::timestamptz)`;
  if (!claimed) return false;
  const { citizen_id, delivery_id, attempt, kind, language, ...to } = claimed;
  const { group = "safety", urgency = "urgent" } = kindOf(kind) ?? {};
  const payload = JSON.stringify({
    ...text({ language, group, urgent: urgency === "urgent" }),
    group,
    lang: language,
  });
  const push = { payload, topic: group, urgency: urgencyOf[urgency], lasts: LASTS_S };
  const { outcome, next } = await tryToSend(() => sendPush(access, to, push), attempt, now);
  if (outcome !== "sent") log("push.not-sent", { delivery: delivery_id, attempt, outcome });
  await app.$client`
    select app.note_push(${now.toISOString()}::timestamptz, ${citizen_id}::uuid, ${delivery_id}::uuid, ${attempt}::int, ${outcome}, ${next.toISOString()}::timestamptz)`;
  return true;
}

/** Dọn máy nhận tin in which nobody signs in any more. For the worker. */
export async function sweepPush(app: Database, now: Date): Promise<number> {
  const [row] = await app.$client<
    { swept: number }[]
  >`select app.sweep_push(${now.toISOString()}::timestamptz) as swept`;
  return row?.swept ?? 0;
}
