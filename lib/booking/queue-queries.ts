import { sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { type QueueView, queueView, statuses } from "./rules.ts";

type Row = {
  status: string;
  number: number;
  room_id: string;
  day: string;
  turn_at: string;
  last_called: number | null;
  waiting_before: number;
  expected_before: number;
  inside: number;
  visits: number;
  quick_seconds: number | null;
  slow_seconds: number | null;
  plan_seconds: number | null;
};

/**
 * Hàng chờ lúc này, for one visit of this book: last number called, how many wait before, when it may be their turn. Tells
 * nothing of anybody else. `roomId` and `day` say which moves of a queue concern it. Null when this book has no such visit.
 */
export async function queueOf(
  book: Book,
  appointmentId: string,
  now: Date,
): Promise<{ roomId: string; day: string; view: QueueView } | null> {
  const [row] = await book.readApp((tx) =>
    tx.execute<Row>(sql`
      select status, number, room_id, day::text, turn_at, last_called, waiting_before, expected_before, inside, visits,
        quick_seconds, slow_seconds, plan_seconds
      from app.queue_of(${appointmentId}::uuid)`),
  );
  if (!row) return null;
  const facts = {
    status: statuses.find((one) => one === row.status) ?? "booked",
    number: row.number,
    turnAt: new Date(row.turn_at),
    lastCalled: row.last_called,
    waitingBefore: row.waiting_before,
    expectedBefore: row.expected_before,
    inside: row.inside,
    visits: row.visits,
    quickSeconds: row.quick_seconds,
    slowSeconds: row.slow_seconds,
    planSeconds: row.plan_seconds,
  };
  return { roomId: row.room_id, day: row.day, view: queueView(facts, now) };
}
