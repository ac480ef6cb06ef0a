import path from "node:path";
import postgres, { type Sql } from "postgres";
import { postgresKeys } from "../../../app/_commands/start/keys.ts";
import { readRecord } from "../../../app/_commands/start/postgres/files.ts";
import { laySlot, makeClinic, type TestClinic } from "../../support/schedules.ts";
import type { resident } from "./residents.ts";
import { dataDir } from "./surroundings.ts";

type Resident = ReturnType<typeof resident>;

/** Does something in the book's own database, as only its owner could. */
export async function inDatabase<T>(work: (book: Sql) => Promise<T>): Promise<T> {
  const { superuser } = postgresKeys(path.join(dataDir(), "keys"));
  const port = readRecord(dataDir())?.port;
  const book = postgres(`postgres://postgres:${superuser}@127.0.0.1:${port}/book`, { max: 1 });
  try {
    return await work(book);
  } finally {
    await book.end();
  }
}

const DAY = 86_400_000;
/** A day of Bình Sơn, so many from today. */
export const dayIn = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * DAY).toISOString().slice(0, 10);
const hoursUntil = (day: string, time: string) =>
  (new Date(`${day}T${time}:01+07:00`).getTime() - Date.now()) / 3_600_000;

/** A time of a clinic: `free` 0 is one that is full. */
export type Laid = { days: number; at: string; capacity?: number; free?: number };

/** A clinic of the test's own under a name of its own, with its times; answers it with their ids in that order. */
export async function openClinic(
  name: string,
  times: readonly Laid[],
  o: { leadMinutes?: number } = {},
): Promise<TestClinic & { named: RegExp; slots: string[] }> {
  return inDatabase(async (book) => {
    const owner = { appOwner: { $client: book } };
    const clinic = await makeClinic(owner);
    await book`update app.facilities set name = ${name}, level = 'initial' where facility_code = ${clinic.facilityCode}`;
    await book`update app.offered_services set bring = '{Căn cước hoặc VNeID (có thẻ BHYT),Đơn thuốc cũ và thuốc đang uống}',
      warning_title = 'Nhịn ăn sáng để lấy máu', warning_text = 'Không ăn, không uống sữa từ 22:00 hôm trước. Uống nước lọc được.'
      where service_id = ${clinic.serviceId}`;
    await book`insert into app.facility_places (facility_code, address, phone, arrival)
      values (${clinic.facilityCode}, 'đường Phạm Văn Đồng, xã Bình Sơn', '02553851234', 'Quét mã ở quầy tiếp đón, bên trái cửa chính')`;
    await book`insert into app.booking_terms (facility_code, lead_minutes, no_show_limit) values (${clinic.facilityCode}, ${o.leadMinutes ?? 60}, 3)`;
    const slots: string[] = [];
    for (const { days, at, capacity = 4, free = capacity } of times)
      slots.push(
        await laySlot(owner, clinic, {
          inHours: hoursUntil(dayIn(days), at),
          capacity,
          reserve: capacity - free,
        }),
      );
    // A name that is new is known to the web process within a minute.
    return { ...clinic, named: new RegExp(`${name}|Cơ sở ${clinic.facilityCode}`), slots };
  });
}

/** A place that was kept for people without booking becomes free, and goes to whoever waits first. */
export async function freePlace(slotId: string): Promise<void> {
  await inDatabase(async (book) => {
    await book`update app.places set reserved = false where slot_id = ${slotId} and place = 1`;
    await book`select app.offer_place(${slotId}, 1::smallint)`;
  });
}

/** One resident lets another act in their book, as if invited and accepted. */
export async function trust(owner: Resident, reader: Resident, scopes: readonly string[]): Promise<void> {
  await inDatabase(async (book) => {
    const idOf = async ({ personalId }: Resident) => {
      const [row] = await book<{ citizen_id: string }[]>`
        select citizen_id from warehouse.identifiers where kind = 'personal-id' and value = ${personalId}`;
      return row?.citizen_id ?? "";
    };
    const [of, to] = [await idOf(owner), await idOf(reader)];
    await book`
      insert into app.relations (citizen_id, relation_id, actor_id, kind, role, source, citizen_name, actor_name, scopes, granted_by, accepted_at, until)
      values (${of}, gen_random_uuid(), ${to}, 'trusted', 'trusted', 'invitation', ${owner.name}, ${reader.name},
        ${[...scopes]}, ${of}, now(), current_date + 30)`;
  });
}
