import type { BenchBook } from "../../../app/_commands/bench.ts";
import { openOwner } from "./readers.ts";

/** A time with its service, as a race books it. */
export type RaceSlot = { slotId: string; serviceId: string };

const FACILITY = "BENCH";

/**
 * `many` times of `capacity` places in a facility of the measurement's own, each in a department and a room of its own, from
 * tomorrow on.
 */
export async function laySlots(book: BenchBook, many: number, capacity: number): Promise<RaceSlot[]> {
  const owner = openOwner(book);
  try {
    await owner`insert into app.facilities (facility_code, name) values (${FACILITY}, 'Nơi đo') on conflict do nothing`;
    return await owner.begin(async (tx) => {
      await tx`create temp table laid on commit drop as
        select gen_random_uuid() as department_id, gen_random_uuid() as room_id, gen_random_uuid() as service_id, gen_random_uuid() as slot_id,
          date_trunc('hour', now()) + interval '30 hours' + n * interval '1 minute' as starts_at from generate_series(1, ${many}::int) n`;
      await tx`insert into app.departments (department_id, facility_code, name) select department_id, ${FACILITY}, 'Khoa đo' from laid`;
      await tx`insert into app.rooms (room_id, department_id, facility_code, name) select room_id, department_id, ${FACILITY}, 'Phòng đo' from laid`;
      await tx`insert into app.offered_services (service_id, department_id, facility_code, name, reasons, price_vnd)
        select service_id, department_id, ${FACILITY}, 'Khám', '{other}', 39800 from laid`;
      await tx`insert into app.slots (slot_id, facility_code, department_id, room_id, day, starts_at, ends_at, capacity, reserve, first_number)
        select slot_id, ${FACILITY}, department_id, room_id, (starts_at at time zone 'Asia/Ho_Chi_Minh')::date, starts_at,
          starts_at + interval '20 minutes', ${capacity}, 0, 1 from laid`;
      await tx`insert into app.places (slot_id, place) select slot_id, n from laid, generate_series(1, ${capacity}::int) n`;
      return tx<RaceSlot[]>`select slot_id as "slotId", service_id as "serviceId" from laid`;
    });
  } finally {
    await owner.end();
  }
}

/** What was sold in these times: places, people who hold one, and times over their capacity. */
export async function soldIn(book: BenchBook, slots: readonly RaceSlot[]) {
  const owner = openOwner(book);
  try {
    const ids = slots.map(({ slotId }) => slotId);
    const [row] = await owner<{ places: number; appointments: number; over: number; short: number }[]>`
      with held as (select slot_id, count(*) filter (where taken)::int as taken from app.places where slot_id = any (${ids}::uuid[]) group by slot_id),
        booked as (select slot_id, count(*)::int as people from app.appointments where slot_id = any (${ids}::uuid[]) and status = 'booked' group by slot_id)
      select coalesce(sum(h.taken), 0)::int as places, coalesce(sum(b.people), 0)::int as appointments,
        count(*) filter (where b.people > s.capacity or b.people <> h.taken)::int as over, count(*) filter (where coalesce(b.people, 0) < s.capacity)::int as short
      from app.slots s join held h using (slot_id) left join booked b using (slot_id)`;
    if (!row) throw new Error("no times");
    return row;
  } finally {
    await owner.end();
  }
}

/** Ends what races booked, so that nobody of them stands in the way of the next. */
export async function endRaces(book: BenchBook): Promise<void> {
  const owner = openOwner(book);
  try {
    await owner.begin(async (tx) => {
      await tx`update app.places p set appointment_id = null from app.appointments a
        where a.facility_code = ${FACILITY} and a.status = 'booked' and p.appointment_id = a.appointment_id`;
      await tx`update app.appointments set status = 'cancelled', cancelled_at = now(), cancelled_by = 'system'
        where facility_code = ${FACILITY} and status = 'booked'`;
    });
  } finally {
    await owner.end();
  }
}

/**
 * A facility of 60 rooms in 12 departments with a month to come of 20-minute times, and `many` appointments of citizens of
 * nobody's book stored, half of them in that month. Answers one of its departments.
 */
export async function fillMonth(book: BenchBook, many: number): Promise<{ departmentId: string }> {
  const owner = openOwner(book);
  const code = "MONTH";
  try {
    await owner`insert into app.facilities (facility_code, name) values (${code}, 'Nơi đo một tháng') on conflict do nothing`;
    const [there] = await owner<{ department_id: string }[]>`
      select department_id from app.departments where facility_code = ${code} limit 1`;
    if (there) return { departmentId: there.department_id };
    return await owner.begin(async (tx) => {
      await tx`create temp table units on commit drop as select gen_random_uuid() as department_id, n from generate_series(1, 12) n`;
      await tx`create temp table many_rooms on commit drop as select gen_random_uuid() as room_id, department_id from units, generate_series(1, 5)`;
      await tx`insert into app.departments (department_id, facility_code, name) select department_id, ${code}, 'Khoa ' || n from units`;
      await tx`insert into app.offered_services (service_id, department_id, facility_code, name, reasons)
        select gen_random_uuid(), department_id, ${code}, 'Khám', '{other}' from units`;
      await tx`insert into app.rooms (room_id, department_id, facility_code, name) select room_id, department_id, ${code}, 'Phòng' from many_rooms`;
      // Two months, one gone and one to come, of 24 times a day with three places each.
      await tx`create temp table times on commit drop as
        select gen_random_uuid() as slot_id, r.department_id, r.room_id, d as day, k,
          (d + interval '7 hours' + k * interval '20 minutes') at time zone 'Asia/Ho_Chi_Minh' as starts_at
        from many_rooms r, generate_series(app.day_at(now()) - 30, app.day_at(now()) + 30, interval '1 day') d, generate_series(0, 23) k`;
      await tx`insert into app.slots (slot_id, facility_code, department_id, room_id, day, starts_at, ends_at, capacity, reserve, first_number)
        select slot_id, ${code}, department_id, room_id, day, starts_at, starts_at + interval '20 minutes', 3, 0, 1 + 3 * k from times`;
      await tx`insert into app.places (slot_id, place) select slot_id, n from times, generate_series(1, 3) n`;
      await tx`create temp table sold on commit drop as
        select p.slot_id, p.place, gen_random_uuid() as citizen_id, gen_random_uuid() as appointment_id from app.places p join times using (slot_id)
        order by md5(p.slot_id::text || p.place) limit ${many}`;
      await tx`update app.places p set appointment_id = s.appointment_id from sold s where p.slot_id = s.slot_id and p.place = s.place`;
      await tx`insert into app.appointments (citizen_id, appointment_id, facility_code, department_id, room_id, slot_id, place, day, starts_at, number,
          code, citizen_name, booking_key, source)
        select s.citizen_id, s.appointment_id, ${code}, t.department_id, t.room_id, s.slot_id, s.place, t.day, t.starts_at, t.k * 3 + s.place,
          app.new_appointment_code(), 'Người Bình Sơn', gen_random_uuid(), 'desk' from sold s join times t using (slot_id)`;
      const [first] = await tx<{ department_id: string }[]>`select department_id from units limit 1`;
      return { departmentId: first?.department_id ?? "" };
    });
  } finally {
    await owner`vacuum analyze app.places, app.appointments, app.slots`;
    await owner.end();
  }
}
