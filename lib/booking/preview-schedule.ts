import { sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import { clientOf } from "#lib/platform/db.ts";
import { afterChange, type Change, effectOf } from "./change-rules.ts";
import { planInputs } from "./plan-inputs.ts";
import { holidayOn, momentAt, planDay } from "./plan-rules.ts";
import { addDays } from "./rules.ts";

/** Somebody booked, as the desk that plans may know them. */
export type BookedPerson = {
  appointmentId: string;
  name: string;
  number: number;
  startsAt: Date;
  roomName: string;
  slotId: string;
  bookedAt: Date;
};

/** What a change will do: times given up and new ones on how many days, and who is left without a time. */
export type Preview = { days: number; fewer: number; more: number; stranded: BookedPerson[] };

type SlotRow = {
  slot_id: string;
  room_id: string;
  day: Day;
  starts_at: string | Date;
  ends_at: string | Date;
  capacity: number;
  reserve: number;
};
type PersonRow = {
  appointment_id: string;
  citizen_name: string;
  number: number;
  starts_at: string | Date;
  room_name: string;
  slot_id: string;
  booked_at: string | Date;
};

const personOf = (row: PersonRow): BookedPerson => ({
  appointmentId: row.appointment_id,
  name: row.citizen_name,
  number: row.number,
  startsAt: new Date(row.starts_at),
  roomName: row.room_name,
  slotId: row.slot_id,
  bookedAt: new Date(row.booked_at),
});

/** Trước khi lưu: what a change of the schedule does to the days that are laid, and to whom. */
export async function previewSchedule(
  desk: Desk,
  o: { facilityCode: string; today: Day; until: Day; change: Change; now: Date },
): Promise<Preview> {
  const { facilityCode, today, change, now } = o;
  const [before, slots, people] = await Promise.all([
    desk.readApp((tx) => planInputs(clientOf(tx), facilityCode, today)),
    desk.readApp((tx) =>
      tx.execute<SlotRow>(sql`
        select slot_id, room_id, day::text, starts_at, ends_at, capacity, reserve from app.slots
        where facility_code = ${facilityCode} and closed_at is null and day >= ${today}::date and starts_at > ${now.toISOString()}::timestamptz`),
    ),
    desk.readApp((tx) =>
      tx.execute<PersonRow>(sql`
        select a.appointment_id, a.citizen_name, a.number, a.starts_at, r.name as room_name, a.slot_id, a.booked_at
        from app.appointments a join app.rooms r on r.room_id = a.room_id
        where a.facility_code = ${facilityCode} and a.status = 'booked' and a.starts_at > ${now.toISOString()}::timestamptz
        order by a.starts_at, a.number`),
    ),
  ]);
  const after = afterChange(before, change, now);
  const booked = people.map(personOf);
  const last = [o.until, ...slots.map(({ day }) => day)].sort().at(-1) ?? o.until;
  const sum: Preview = { days: 0, fewer: 0, more: 0, stranded: [] };
  for (let day = today; day <= last; day = addDays(day, 1)) {
    const holiday = holidayOn(day) !== null;
    const did = effectOf({
      day,
      standing: slots
        .filter((one) => one.day === day)
        .map((row) => ({
          slotId: row.slot_id,
          roomId: row.room_id,
          startsAt: new Date(row.starts_at),
          endsAt: new Date(row.ends_at),
          capacity: row.capacity,
          reserve: row.reserve,
        })),
      planned: planDay({ day, ...after, holiday }).filter(
        ({ fromMinute }) => momentAt(day, fromMinute) > now,
      ),
      booked,
    });
    sum.fewer += did.fewer;
    sum.more += did.more;
    sum.days += did.fewer + did.more > 0 ? 1 : 0;
    sum.stranded.push(...did.stranded);
  }
  return sum;
}

/** Somebody whose time the facility gave up, and the nearest one that is free. */
export type Stranded = BookedPerson & {
  nearest: { slotId: string; startsAt: Date; roomName: string } | null;
};

/** Bị bỏ giờ: who is booked at times that the facility gave up, soonest first. */
export async function listStranded(desk: Desk, facilityCode: string, now: Date): Promise<Stranded[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<
      PersonRow & {
        near_slot: string | null;
        near_at: string | Date | null;
        near_room: string | null;
      }
    >(sql`
      select a.appointment_id, a.citizen_name, a.number, a.starts_at, r.name as room_name, a.slot_id, a.booked_at,
        n.slot_id as near_slot, n.starts_at as near_at, n.room_name as near_room
      from app.appointments a join app.places p on p.slot_id = a.slot_id and p.place = a.place and p.closed
      join app.rooms r on r.room_id = a.room_id
      left join lateral app.times_for_stranded(a.appointment_id, 1) n on true
      where a.facility_code = ${facilityCode} and a.status = 'booked' and a.starts_at > ${now.toISOString()}::timestamptz
      order by a.starts_at, a.booked_at limit 500`),
  );
  return rows.map((row) => ({
    ...personOf(row),
    nearest:
      row.near_slot && row.near_at && row.near_room
        ? { slotId: row.near_slot, startsAt: new Date(row.near_at), roomName: row.near_room }
        : null,
  }));
}

/** Free times for one of them, the nearest first; to choose from. */
export async function timesForStranded(
  desk: Desk,
  appointmentId: string,
): Promise<{ slotId: string; startsAt: Date; roomName: string }[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{ slot_id: string; starts_at: string | Date; room_name: string }>(
      sql`select slot_id, starts_at, room_name from app.times_for_stranded(${appointmentId}::uuid, 12)`,
    ),
  );
  return rows.map((row) => ({
    slotId: row.slot_id,
    startsAt: new Date(row.starts_at),
    roomName: row.room_name,
  }));
}
