import type { Database } from "#lib/platform/db.ts";
import { stepsOfKinds, type Urgency } from "./rules.ts";

/** Who is to be called, as the warehouse knows them. `stations` are codes of facilities, the likeliest first. */
export type PersonToCall = {
  name: string;
  birthDate: string;
  wardCode: string | null;
  phone: string | null;
  stations: string[];
};

const MOST = 200;

/**
 * Lên bậc: plans the SMS of messages that stayed unread, and puts on a call list those whose turn that is. `whoIs` tells
 * of a person what the warehouse knows; null when it knows nobody. Answers how many lines were opened. Safe to run anywhere, at any time.
 */
export async function climbLadder(
  app: Database,
  whoIs: (citizenId: string) => Promise<PersonToCall | null>,
  now = new Date(),
): Promise<number> {
  const due = await app.$client<{ citizen_id: string; message_id: string; urgency: Urgency }[]>`
    select * from app.climb_ladder(${now.toISOString()}::timestamptz, ${JSON.stringify(stepsOfKinds())}::text::jsonb, ${MOST})`;
  let opened = 0;
  for (const { citizen_id, message_id, urgency } of due) {
    const who = await whoIs(citizen_id);
    const [row] = await app.$client<{ call: string | null }[]>`
      select app.open_call(${now.toISOString()}::timestamptz, ${citizen_id}::uuid, ${message_id}::bigint, ${urgency}, ${who?.name ?? ""},
        ${who?.birthDate.slice(0, 4) ?? null}, ${`{${(who?.stations ?? []).join()}}`}::text[], ${who?.wardCode ?? null}, ${who?.phone ?? null}) as call`;
    if (row?.call) opened += 1;
  }
  return opened;
}

/** Dọn mã SMS: forgets codes that have ended. For the worker. */
export async function sweepCodes(app: Database): Promise<number> {
  const [row] = await app.$client<{ swept: number }[]>`select app.sweep_codes() as swept`;
  return row?.swept ?? 0;
}
