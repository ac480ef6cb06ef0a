import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Urgency } from "./rules.ts";

/** One line of a call list: who, how urgent, since when, and who is calling now. */
export type CallLine = {
  callId: string;
  name: string;
  birthYear: string | null;
  urgency: Urgency;
  openedAt: Date;
  takenBy: string | null;
  mine: boolean;
};

type Row = {
  call_id: string;
  person_name: string;
  birth_year: string | null;
  urgency: Urgency;
  opened_at: string;
  taken_by_name: string | null;
  mine: boolean;
};

const lineOf = (row: Row): CallLine => ({
  callId: row.call_id,
  name: row.person_name,
  birthYear: row.birth_year,
  urgency: row.urgency,
  openedAt: new Date(row.opened_at),
  takenBy: row.taken_by_name,
  mine: row.mine,
});

/** Danh sách gọi of the desk that was opened: the urgent first, then the longest waiting. */
export async function listCalls(desk: Desk, most: number): Promise<CallLine[]> {
  const rows = await desk.readApp((tx) => tx.execute<Row>(sql`select * from app.list_calls(${most}::int)`));
  return rows.map(lineOf);
}

/** A line that was opened by itself. The number shows to whoever has taken it. */
export type CallToMake = CallLine & {
  takenUntil: Date | null;
  hasPhone: boolean;
  phone: string | null;
  phoneConfirmed: boolean;
  unread: number;
  closedAt: Date | null;
  closedBy: string | null;
  outcome: string | null;
};

/** One line of the list, at a desk that was opened for it; null when it stands on no list of this desk. */
export async function findCall(desk: Desk, callId: string): Promise<CallToMake | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<
      Row & {
        taken_until: string | null;
        has_phone: boolean;
        phone: string | null;
        phone_confirmed: boolean;
        unread: number;
        closed_at: string | null;
        closed_by_name: string | null;
        outcome: string | null;
      }
    >(sql`select * from app.find_call(${callId}::uuid)`),
  );
  if (!row) return null;
  const at = (moment: string | null) => (moment === null ? null : new Date(moment));
  return {
    ...lineOf(row),
    takenUntil: at(row.taken_until),
    hasPhone: row.has_phone,
    phone: row.phone,
    phoneConfirmed: row.phone_confirmed,
    unread: row.unread,
    closedAt: at(row.closed_at),
    closedBy: row.closed_by_name,
    outcome: row.outcome,
  };
}
