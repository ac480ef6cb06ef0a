import { randomInt, randomUUID } from "node:crypto";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";
import { bookInto } from "../../support/schedules.ts";
import { dataDir } from "./surroundings.ts";

type Person = { personalId: string; name: string };
/** A room of a facility that receives people right now, and whom it expects. */
export type RoomNow = {
  roomId: string;
  name: string;
  serviceId: string;
  /** Makes somebody known, without a booking. */
  know: (who: Person) => Promise<string>;
  book: (who: Person, reason?: string) => Promise<Booked>;
  end: () => Promise<void>;
};
export type Booked = { appointmentId: string; code: string; number: number };

/** Whose number that is; somebody whom nobody knows yet is registered, as a first claim would. */
async function citizenOf(sql: Sql, { personalId, name }: Person): Promise<string> {
  const [known] = await sql<{ citizen_id: string }[]>`
    select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${personalId}`;
  if (known) return known.citizen_id;
  const [made] = await sql<{ id: string }[]>`
    select warehouse.register_citizen(${personalId}, ${name}, '1984-05-06', 'male') as id`;
  return made?.id ?? "";
}

/** Somebody invented, with a number of their own. */
export const invented = (name: string): Person => ({
  personalId: `0513${String(randomInt(1e8)).padStart(8, "0")}`,
  name,
});

/** Opens a room of its own with one time that has begun, as a schedule lays it; whoever books there booked in good time. */
export async function roomNow(facilityCode: string, name: string, places = 6): Promise<RoomNow> {
  const { superuser } = postgresKeys(path.join(dataDir(), "keys"));
  const sql = postgres(`postgres://postgres:${superuser}@127.0.0.1:${readRecord(dataDir())?.port}/book`, {
    max: 1,
  });
  const [departmentId, roomId, serviceId, slotId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await sql`insert into app.departments (department_id, facility_code, name) values (${departmentId}, ${facilityCode}, ${`Khoa ${name}`})`;
  await sql`insert into app.rooms (room_id, department_id, facility_code, name, place) values (${roomId}, ${departmentId}, ${facilityCode}, ${name}, 'tầng 1')`;
  await sql`insert into app.offered_services (service_id, department_id, facility_code, name, reasons)
    values (${serviceId}, ${departmentId}, ${facilityCode}, 'Khám nội', '{unwell,other}')`;
  await sql`insert into app.slots (slot_id, facility_code, department_id, room_id, day, starts_at, ends_at, capacity, reserve, first_number)
    select ${slotId}, ${facilityCode}, ${departmentId}, ${roomId}, (b at time zone 'Asia/Ho_Chi_Minh')::date, b, b + interval '30 minutes', ${places}, 1, 1
    from (select date_trunc('minute', now()) as b) x`;
  await sql`insert into app.places (slot_id, place, reserved) select ${slotId}, n, n = ${places} from generate_series(1, ${places}::int) n`;
  return {
    roomId,
    name,
    serviceId,
    know: (who) => citizenOf(sql, who),
    book: async (who, reason = "Đau lưng") =>
      bookInto(sql, { serviceId }, slotId, { citizenId: await citizenOf(sql, who), name: who.name, reason }),
    end: () => sql.end(),
  };
}
