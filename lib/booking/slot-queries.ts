import { sql } from "drizzle-orm";
import type { Databases } from "#lib/platform/context.ts";

type Reach = Pick<Databases, "app">;

/** A time at which a department receives people. `free` counts what can be booked now, `bookable` what could ever be. */
export type Slot = {
  slotId: string;
  facilityCode: string;
  departmentId: string;
  roomId: string;
  roomName: string;
  roomPlace: string | null;
  practitionerName: string | null;
  day: string;
  startsAt: Date;
  endsAt: Date;
  free: number;
  bookable: number;
};

type SlotRow = {
  slot_id: string;
  facility_code: string;
  department_id: string;
  room_id: string;
  room_name: string;
  room_place: string | null;
  practitioner_name: string | null;
  day: string;
  starts_at: string | Date;
  ends_at: string | Date;
  free: number;
  bookable: number;
};

const slotOf = (row: SlotRow): Slot => ({
  slotId: row.slot_id,
  facilityCode: row.facility_code,
  departmentId: row.department_id,
  roomId: row.room_id,
  roomName: row.room_name,
  roomPlace: row.room_place,
  practitionerName: row.practitioner_name,
  day: row.day,
  startsAt: new Date(row.starts_at),
  endsAt: new Date(row.ends_at),
  free: row.free,
  bookable: row.bookable,
});

const shown = sql`s.slot_id, s.facility_code, s.department_id, s.room_id, r.name as room_name, r.place as room_place, p.name as practitioner_name,
  s.day::text, s.starts_at, s.ends_at, s.capacity - s.reserve as bookable,
  (select count(*)::int from app.places x where x.slot_id = s.slot_id and not x.taken and not x.reserved and not x.closed) as free`;
const from = sql`app.slots s join app.rooms r on r.room_id = s.room_id left join app.practitioners p on p.practitioner_id = s.practitioner_id`;

/** Giờ khám của một khoa trên một ngày, full ones too; those that can still be booked at `now`, which allows for the lead. */
export async function listSlotsOfDay(
  o: Reach,
  asked: { departmentId: string; day: string; from: Date },
): Promise<Slot[]> {
  const rows = await o.app.execute<SlotRow>(sql`
    select ${shown} from ${from}
    where s.department_id = ${asked.departmentId}::uuid and s.closed_at is null and s.day = ${asked.day}::date
      and s.starts_at > ${asked.from.toISOString()}::timestamptz
    order by s.starts_at, r.name`);
  return rows.map(slotOf);
}

/** Ngày nào còn chỗ: for each day of a department, its free places and what could ever be booked. */
export async function listDays(
  o: Reach,
  asked: { departmentId: string; from: Date; until: string },
): Promise<{ day: string; free: number; bookable: number }[]> {
  return o.app.execute<{ day: string; free: number; bookable: number }>(sql`
    select s.day::text, sum(coalesce(f.free, 0))::int as free, sum(s.capacity - s.reserve)::int as bookable
    from app.slots s left join lateral (select count(*) as free from app.places x
      where x.slot_id = s.slot_id and not x.taken and not x.reserved and not x.closed) f on true
    where s.department_id = ${asked.departmentId}::uuid and s.closed_at is null
      and s.starts_at > ${asked.from.toISOString()}::timestamptz and s.day <= ${asked.until}::date
    group by s.day order by s.day`);
}

/** Giờ trống đầu tiên of each department, among those asked for; a department without one is not in the answer. */
export async function firstFree(
  o: Reach,
  asked: { departmentIds: readonly string[]; from: Date },
): Promise<Map<string, Date>> {
  if (asked.departmentIds.length === 0) return new Map();
  const rows = await o.app.execute<{ department_id: string; starts_at: string | Date }>(sql`
    select d.id as department_id, s.starts_at from unnest(${`{${asked.departmentIds.join()}}`}::uuid[]) d (id)
    cross join lateral (select s.starts_at from app.slots s where s.department_id = d.id and s.closed_at is null
      and s.starts_at > ${asked.from.toISOString()}::timestamptz
      and exists (select from app.places x where x.slot_id = s.slot_id and not x.taken and not x.reserved and not x.closed)
      order by s.starts_at limit 1) s`);
  return new Map(rows.map((row) => [row.department_id, new Date(row.starts_at)]));
}

/** One time, also one that the facility gave up. */
export async function findSlot(o: Reach, slotId: string): Promise<(Slot & { closed: boolean }) | null> {
  const [row] = await o.app.execute<SlotRow & { closed: boolean }>(sql`
    select ${shown}, s.closed_at is not null as closed from ${from} where s.slot_id = ${slotId}::uuid`);
  return row ? { ...slotOf(row), closed: row.closed } : null;
}
