import type { Status } from "./rules.ts";

/** What is known of a room's queue for one visit: numbers and times, nothing of anybody else. */
export type QueueFacts = {
  status: Status;
  number: number;
  /** Since when it is their turn, or from when it will be. */
  turnAt: Date;
  lastCalled: number | null;
  /** Who is there and comes before; who is expected before; who was called or is being seen. */
  waitingBefore: number;
  expectedBefore: number;
  inside: number;
  /** How many visits of today say how long one takes, and what they say: the quick quarter and the slow one, in seconds. */
  visits: number;
  quickSeconds: number | null;
  slowSeconds: number | null;
  /** What the times of the room say of one visit. */
  planSeconds: number | null;
};

/** So many visits of the day have to be over before their lengths are believed. Ours. */
const ENOUGH_VISITS = 3;
/** How far a plan is believed, until the day tells: from three quarters to one and a half of it. Ours. */
const PLAN = { quick: 0.75, slow: 1.5 };
const FIVE_MINUTES = 300_000;

/** When it may be one's turn, from and until, and what that is counted from. Always an estimate. */
export type Estimate = { from: Date; until: Date; by: "visits" | "plan" };

/** Before how many a person is told that their number is near; the database counts the same (`app.tell_near`). */
export const NEAR = 3;

function lengthsOf(facts: QueueFacts): { quick: number; slow: number; by: Estimate["by"] } | null {
  const { visits, quickSeconds, slowSeconds, planSeconds } = facts;
  if (visits >= ENOUGH_VISITS && quickSeconds !== null && slowSeconds !== null)
    return { quick: quickSeconds * 1000, slow: slowSeconds * 1000, by: "visits" };
  if (planSeconds === null) return null;
  return { quick: planSeconds * 1000 * PLAN.quick, slow: planSeconds * 1000 * PLAN.slow, by: "plan" };
}

/**
 * When it may be this person's turn: at the earliest when all who wait before them were quick, at the latest when all who
 * are expected come too and are slow; never before their own time. Null when there is nothing to say it from, or to say.
 */
export function estimateOf(facts: QueueFacts, now: Date): Estimate | null {
  const lengths = lengthsOf(facts);
  if (!lengths || !["booked", "checked-in"].includes(facts.status)) return null;
  const turn = Math.max(now.getTime(), facts.turnAt.getTime());
  const { quick, slow, by } = lengths;
  const inside = facts.inside > 0 ? 1 : 0;
  const from = Math.max(turn, now.getTime() + facts.waitingBefore * quick);
  const ahead = facts.waitingBefore + facts.expectedBefore + inside;
  const until = Math.max(from + slow, now.getTime() + ahead * slow);
  return {
    // Rounded down, and never to a moment that is over.
    from: new Date(
      Math.max(Math.floor(from / FIVE_MINUTES) * FIVE_MINUTES, Math.floor(now.getTime() / 60_000) * 60_000),
    ),
    until: new Date(Math.ceil(until / FIVE_MINUTES) * FIVE_MINUTES),
    by,
  };
}

/** The queue as a page shows it and as it travels: `from` and `until` as moments in ISO 8601. */
export type QueueView = {
  status: Status;
  number: number;
  lastCalled: number | null;
  before: number;
  estimate: { from: string; until: string; by: "visits" | "plan" } | null;
  at: string;
};

/** What of it a person is shown. */
export function queueView(facts: QueueFacts, now: Date): QueueView {
  const estimate = estimateOf(facts, now);
  return {
    status: facts.status,
    number: facts.number,
    lastCalled: facts.lastCalled,
    before: facts.waitingBefore,
    estimate: estimate && {
      from: estimate.from.toISOString(),
      until: estimate.until.toISOString(),
      by: estimate.by,
    },
    at: now.toISOString(),
  };
}
