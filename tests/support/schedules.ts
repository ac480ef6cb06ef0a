import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";

/** Who owns the app's database. */
type Owner = { appOwner: { $client: Sql } };

/** Where a test books: a facility of its own with one department, room and service. */
export type TestClinic = { facilityCode: string; departmentId: string; roomId: string; serviceId: string };

const letters = "ABCDEFGHKLMNPQRSTUVXYZ";
const anyCode = () =>
  `T${Array.from({ length: 4 }, () => letters[Math.floor(Math.random() * letters.length)]).join("")}`;

/** A facility of the test's own, with a department, a room and a service that is paid in part by the insurance. */
export async function makeClinic(reach: Owner, facilityCode = anyCode()): Promise<TestClinic> {
  const sql = reach.appOwner.$client;
  const clinic = { facilityCode, departmentId: randomUUID(), roomId: randomUUID(), serviceId: randomUUID() };
  await sql`insert into app.facilities (facility_code, name) values (${facilityCode}, 'Trung tâm Y tế thử') on conflict do nothing`;
  await sql`insert into app.departments (department_id, facility_code, name) values (${clinic.departmentId}, ${facilityCode}, 'Phòng khám Nội')`;
  await sql`insert into app.rooms (room_id, department_id, facility_code, name, place) values (${clinic.roomId}, ${clinic.departmentId}, ${facilityCode}, 'Phòng 4', 'tầng 1')`;
  await sql`insert into app.offered_services (service_id, department_id, facility_code, name, reasons, price_vnd, insured_vnd)
    values (${clinic.serviceId}, ${clinic.departmentId}, ${facilityCode}, 'Khám nội', '{unwell,other}', 39800, 31840)`;
  return clinic;
}

/** A slot of it with its places, as a schedule lays them; `inHours` from now. Answers its id. */
export async function laySlot(
  reach: Owner,
  clinic: TestClinic,
  o: { inHours: number; capacity?: number; reserve?: number; minutes?: number },
): Promise<string> {
  const sql = reach.appOwner.$client;
  const slotId = randomUUID();
  const starts = new Date(Math.floor((Date.now() + o.inHours * 3_600_000) / 60_000) * 60_000);
  const ends = new Date(starts.getTime() + (o.minutes ?? 20) * 60_000);
  const { capacity = 1, reserve = 0 } = o;
  await sql`insert into app.slots (slot_id, facility_code, department_id, room_id, day, starts_at, ends_at, capacity, reserve, first_number)
    select ${slotId}, ${clinic.facilityCode}, ${clinic.departmentId}, ${clinic.roomId}, (${starts.toISOString()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date,
      ${starts.toISOString()}, ${ends.toISOString()}, ${capacity}, ${reserve},
      1 + coalesce((select max(first_number + capacity - 1) from app.slots where room_id = ${clinic.roomId}
        and day = (${starts.toISOString()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date), 0)`;
  await sql`insert into app.places (slot_id, place, reserved)
    select ${slotId}, n, n > ${capacity - reserve} from generate_series(1, ${capacity}::int) n`;
  return slotId;
}

/** Puts somebody into a free place of a slot, as if they had booked in good time. */
export async function bookInto(
  sql: Sql,
  clinic: Pick<TestClinic, "serviceId">,
  slotId: string,
  who: { citizenId: string; name: string; born?: string; reason?: string },
): Promise<{ appointmentId: string; code: string; number: number }> {
  const appointmentId = randomUUID();
  const { name, born = "1990-08-14", reason = "Đau bụng" } = who;
  const [row] = await sql<{ code: string; number: number }[]>`
    with place as (update app.places set appointment_id = ${appointmentId} where slot_id = ${slotId}
      and place = (select place from app.places where slot_id = ${slotId} and not taken and not reserved order by place limit 1) returning place)
    select a.code, a.number from app.slots s, place, lateral app.write_appointment(${who.citizenId}, ${appointmentId}, s, place.place, ${clinic.serviceId},
      gen_random_uuid(), 'app', ${name}, ${born}, ${reason}, null, null, null, null, null) a
    where s.slot_id = ${slotId}`;
  if (!row) throw new Error("no place was left");
  return { appointmentId, ...row };
}
