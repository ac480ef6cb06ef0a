import { createHash } from "node:crypto";
import postgres, { type TransactionSql } from "postgres";
import { laySlots } from "../../lib/booking/lay-slots.ts";
import { dayOf } from "../../lib/platform/clock.ts";
import sample from "./schedules.json" with { type: "json" };

type Room = {
  name: string;
  place: string | null;
  by: string | null;
  days: number[];
  hours: string[];
  slot: number;
  capacity: number;
  reserve: number;
};
type Service = {
  name: string;
  reasons: string[];
  bring: string[];
  priceVnd?: number;
  insuredVnd?: number;
  warningTitle?: string;
  warningText?: string;
};
type Unit = { name: string; practitioners: string[]; rooms: Room[]; services: Service[] };
type Facility = Omit<(typeof sample)[number], "departments"> & { departments: Unit[] };
const facilities: Facility[] = sample;

/** The same id at every start for what has the same name. */
function idOf(...names: string[]): string {
  const hex = createHash("sha256")
    .update(`sample ${names.join(" / ")}`)
    .digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** What one facility offers, as rows. */
function rowsOf({ facilityCode, departments }: Facility) {
  const units = departments.map(({ name }) => ({ department_id: idOf(facilityCode, name), name }));
  const inUnit = <T, Row>(list: (unit: Unit) => readonly T[], row: (one: T, unit: string) => Row) =>
    departments.flatMap((unit) =>
      list(unit).map((one) => ({ department_id: idOf(facilityCode, unit.name), ...row(one, unit.name) })),
    );
  const person = (unit: string, name: string) => idOf(facilityCode, unit, "person", name);
  const room = (unit: string, name: string) => idOf(facilityCode, unit, "room", name);
  return {
    departments: units,
    practitioners: inUnit(
      (unit) => unit.practitioners,
      (name, unit) => ({ practitioner_id: person(unit, name), name }),
    ),
    rooms: inUnit(
      (unit) => unit.rooms,
      ({ name, place }, unit) => ({ room_id: room(unit, name), name, place }),
    ),
    services: inUnit(
      (unit) => unit.services,
      (service, unit) => ({
        service_id: idOf(facilityCode, unit, "service", service.name),
        name: service.name,
        reasons: service.reasons,
        bring: service.bring,
        price_vnd: service.priceVnd ?? null,
        insured_vnd: service.insuredVnd ?? null,
        warning_title: service.warningTitle ?? null,
        warning_text: service.warningText ?? null,
      }),
    ),
    templates: inUnit(
      (unit) => unit.rooms,
      (one, unit) => ({ one, unit }),
    ).flatMap(({ one, unit }) =>
      one.days.flatMap((weekday) =>
        one.hours.map((hours) => ({
          template_id: idOf(facilityCode, unit, one.name, String(weekday), hours),
          room_id: room(unit, one.name),
          practitioner_id: one.by ? person(unit, one.by) : null,
          weekday,
          from_minute: Number(hours.split("-")[0]),
          until_minute: Number(hours.split("-")[1]),
          slot_minutes: one.slot,
          capacity: one.capacity,
          reserve: one.reserve,
        })),
      ),
    ),
  };
}

async function enter(tx: TransactionSql, facility: Facility): Promise<void> {
  const { facilityCode: code, address, phone, arrival, terms } = facility;
  const rows = rowsOf(facility);
  const json = (list: unknown) => JSON.stringify(list);
  await tx`insert into app.facility_places (facility_code, address, phone, arrival) values (${code}, ${address}, ${phone}, ${arrival}) on conflict do nothing`;
  await tx`
    insert into app.booking_terms (facility_code, days_ahead, lead_minutes, cancel_minutes, no_show_limit)
    values (${code}, ${terms.daysAhead}, ${terms.leadMinutes}, ${terms.cancelMinutes}, ${terms.noShowLimit}) on conflict do nothing`;
  await tx`
    insert into app.departments (department_id, facility_code, name)
    select x.department_id, ${code}, x.name from jsonb_to_recordset(${json(rows.departments)}::text::jsonb) x (department_id uuid, name text)`;
  await tx`
    insert into app.practitioners (practitioner_id, department_id, facility_code, name)
    select x.practitioner_id, x.department_id, ${code}, x.name
    from jsonb_to_recordset(${json(rows.practitioners)}::text::jsonb) x (practitioner_id uuid, department_id uuid, name text)`;
  await tx`
    insert into app.rooms (room_id, department_id, facility_code, name, place)
    select x.room_id, x.department_id, ${code}, x.name, x.place
    from jsonb_to_recordset(${json(rows.rooms)}::text::jsonb) x (room_id uuid, department_id uuid, name text, place text)`;
  await tx`
    insert into app.offered_services (service_id, department_id, facility_code, name, reasons, price_vnd, insured_vnd, bring, warning_title, warning_text)
    select x.service_id, x.department_id, ${code}, x.name, x.reasons, x.price_vnd, x.insured_vnd, x.bring, x.warning_title, x.warning_text
    from jsonb_to_recordset(${json(rows.services)}::text::jsonb) x (service_id uuid, department_id uuid, name text, reasons text[],
      price_vnd bigint, insured_vnd bigint, bring text[], warning_title text, warning_text text)`;
  await tx`
    insert into app.weekly_templates (template_id, facility_code, room_id, practitioner_id, weekday, from_minute, until_minute, slot_minutes,
      capacity, reserve, valid_from, made_by_name)
    select x.template_id, ${code}, x.room_id, x.practitioner_id, x.weekday, x.from_minute, x.until_minute, x.slot_minutes, x.capacity, x.reserve,
      '2026-01-01', 'Dữ liệu giả'
    from jsonb_to_recordset(${json(rows.templates)}::text::jsonb) x (template_id uuid, room_id uuid, practitioner_id uuid, weekday smallint,
      from_minute smallint, until_minute smallint, slot_minutes smallint, capacity smallint, reserve smallint)`;
  await tx`insert into app.laid_schedules (facility_code) values (${code}) on conflict do nothing`;
}

/**
 * Enters what the sample facilities offer and when they receive people, in sample mode only and where nobody has entered
 * a department, and lays their times for the days that can be booked. Answers how many facilities were laid.
 */
export async function laySampleSchedules(ownerUrl: string): Promise<number> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const facility of facilities)
      await sql.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock(hashtextextended(${`schedule ${facility.facilityCode}`}, 0))`;
        const [known] =
          await tx`select from app.departments where facility_code = ${facility.facilityCode} limit 1`;
        if (!known) await enter(tx, facility);
      });
    const today = dayOf(new Date());
    const fresh = await sql<{ code: string }[]>`
      select facility_code as code from app.laid_schedules where laid_on is null and facility_code = any(${facilities.map(({ facilityCode }) => facilityCode)})`;
    // What was laid before, the worker goes on laying.
    for (const { code } of fresh) await laySlots({ $client: sql }, code, today);
    return fresh.length;
  } finally {
    await sql.end();
  }
}
