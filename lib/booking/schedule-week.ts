import { sql } from "drizzle-orm";
import type { Day } from "#lib/platform/clock.ts";
import type { Databases } from "#lib/platform/context.ts";
import { type PlanInputs, planInputs } from "./plan-inputs.ts";
import { type Closure, closuresOf } from "./plan-rules.ts";
import { addDays } from "./rules.ts";

type Reach = Pick<Databases, "app">;

/** Times of a room that follow each other without a break and are alike: "7:00 đến 11:20, 13 khung, 26 chỗ". */
export type Sitting = {
  roomId: string;
  day: Day;
  startsAt: Date;
  endsAt: Date;
  practitionerName: string | null;
  times: number;
  places: number;
  taken: number;
};

/** Lịch một tuần: what is laid in every room of a facility from a day on, and why hours are closed. */
export async function weekOf(
  o: Reach,
  facilityCode: string,
  from: Day,
): Promise<{ sittings: Sitting[]; closures: Map<Day, Closure[]> }> {
  const until = addDays(from, 6);
  const [rows, { exceptions }] = await Promise.all([
    o.app.execute<{
      room_id: string;
      day: Day;
      starts_at: string | Date;
      ends_at: string | Date;
      practitioner_name: string | null;
      times: number;
      places: number;
      taken: number;
    }>(sql`
      select room_id, day::text, min(starts_at) as starts_at, max(ends_at) as ends_at, practitioner_name, count(*)::int as times,
        sum(places)::int as places, sum(taken)::int as taken
      from (select x.*, sum(fresh) over (partition by room_id, day order by starts_at) as sitting from (
        select s.*, p.name as practitioner_name, c.places, c.taken,
          (s.starts_at is distinct from lag(s.ends_at) over w or s.practitioner_id is distinct from lag(s.practitioner_id) over w)::int as fresh
        from app.slots s left join app.practitioners p on p.practitioner_id = s.practitioner_id
        cross join lateral (select count(*) filter (where not q.closed) as places, count(*) filter (where q.taken) as taken
          from app.places q where q.slot_id = s.slot_id) c
        where s.facility_code = ${facilityCode} and s.closed_at is null and s.day between ${from}::date and ${until}::date
        window w as (partition by s.room_id, s.day order by s.starts_at)) x) y
      group by room_id, day, sitting, practitioner_name order by day, min(starts_at)`),
    planInputs(o.app.$client, facilityCode, from),
  ]);
  const days = Array.from({ length: 7 }, (_, place) => addDays(from, place));
  return {
    sittings: rows.map((row) => ({
      roomId: row.room_id,
      day: row.day,
      startsAt: new Date(row.starts_at),
      endsAt: new Date(row.ends_at),
      practitionerName: row.practitioner_name,
      times: row.times,
      places: row.places,
      taken: row.taken,
    })),
    closures: new Map(days.map((day) => [day, closuresOf(day, exceptions)])),
  };
}

/** What a facility entered for its weeks and days from today on. */
export const enteredSchedule = (o: Reach, facilityCode: string, today: Day): Promise<PlanInputs> =>
  planInputs(o.app.$client, facilityCode, today);
