import type { Sql, TransactionSql } from "postgres";
import type { Day } from "#lib/platform/clock.ts";
import type { PlanException, PlanTemplate } from "./plan-rules.ts";

/** What the plan of a facility is made of: hours of its open rooms, and the days that are not as their week says. */
export type PlanInputs = {
  templates: (PlanTemplate & { templateId: string })[];
  exceptions: (PlanException & { exceptionId: string })[];
};

type TemplateRow = {
  template_id: string;
  room_id: string;
  practitioner_id: string | null;
  weekday: number;
  from_minute: number;
  until_minute: number;
  slot_minutes: number;
  capacity: number;
  reserve: number;
  valid_from: Day;
  valid_until: Day | null;
};
type ExceptionRow = {
  exception_id: string;
  room_id: string | null;
  practitioner_id: string | null;
  day: Day;
  kind: string;
  from_minute: number;
  until_minute: number;
  slot_minutes: number | null;
  capacity: number | null;
  reserve: number | null;
  reason: string;
  made_at: string | Date;
};

function exceptionOf(row: ExceptionRow): PlanInputs["exceptions"][number] {
  const when = {
    exceptionId: row.exception_id,
    day: row.day,
    fromMinute: row.from_minute,
    untilMinute: row.until_minute,
    reason: row.reason,
    madeAt: new Date(row.made_at),
  };
  // Hours that are open name their room and their times: day_exceptions_open.
  if (row.room_id && row.slot_minutes && row.capacity && row.reserve !== null)
    return {
      ...when,
      kind: "open",
      roomId: row.room_id,
      practitionerId: row.practitioner_id,
      slotMinutes: row.slot_minutes,
      capacity: row.capacity,
      reserve: row.reserve,
    };
  return { ...when, kind: "closed", roomId: row.room_id };
}

/** What a facility entered for its days from `from` on; of rooms and departments that are open. */
export async function planInputs(
  sql: Sql | TransactionSql,
  facilityCode: string,
  from: Day,
): Promise<PlanInputs> {
  const [templates, exceptions] = await Promise.all([
    sql<TemplateRow[]>`
      select t.template_id, t.room_id, p.practitioner_id, t.weekday, t.from_minute, t.until_minute, t.slot_minutes, t.capacity, t.reserve,
        t.valid_from::text, t.valid_until::text
      from app.weekly_templates t join app.rooms r on r.room_id = t.room_id and r.closed_at is null
      join app.departments d on d.department_id = r.department_id and d.closed_at is null
      left join app.practitioners p on p.practitioner_id = t.practitioner_id and p.closed_at is null
      where t.facility_code = ${facilityCode} and t.ended_at is null and (t.valid_until is null or t.valid_until >= ${from})`,
    sql<ExceptionRow[]>`
      select x.exception_id, x.room_id, p.practitioner_id, x.day::text, x.kind, x.from_minute, x.until_minute, x.slot_minutes, x.capacity, x.reserve, x.reason, x.made_at
      from app.day_exceptions x left join app.rooms r on r.room_id = x.room_id
      left join app.departments d on d.department_id = r.department_id
      left join app.practitioners p on p.practitioner_id = x.practitioner_id and p.closed_at is null
      where x.facility_code = ${facilityCode} and x.ended_at is null and x.day >= ${from}
        and (x.room_id is null or (r.closed_at is null and d.closed_at is null))`,
  ]);
  return {
    templates: templates.map((row) => ({
      templateId: row.template_id,
      roomId: row.room_id,
      practitionerId: row.practitioner_id,
      weekday: row.weekday,
      fromMinute: row.from_minute,
      untilMinute: row.until_minute,
      slotMinutes: row.slot_minutes,
      capacity: row.capacity,
      reserve: row.reserve,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    })),
    exceptions: exceptions.map(exceptionOf),
  };
}
