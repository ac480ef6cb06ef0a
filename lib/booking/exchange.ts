import { sql } from "drizzle-orm";
import type { Sender } from "#lib/facility/index.ts";
import type { Databases } from "#lib/platform/context.ts";
import { Refused } from "#lib/platform/errors.ts";
import type {
  ChangesQuestion,
  ExchangedAppointment,
  ExchangedBooking,
  ExchangedChange,
  SlotQuestion,
} from "./exchange-inputs.ts";

type Row = { refusal: string | null; outcome: string; appointment: ExchangedAppointment };
/** What became of what a system sent; `unchanged` when it was so already. */
export type Exchange = { outcome: string; appointment: ExchangedAppointment };

function exchanged(row: Row | undefined): Exchange {
  if (!row || row.refusal) throw new Refused(row?.refusal ?? "appointment-unknown");
  return { outcome: row.outcome, appointment: row.appointment };
}

/**
 * Nhận lịch hẹn from a portal or a hospital's system, under that system's number. Throws Refused: person-differs,
 * number-reused, slot-closed, slot-full, service-unknown, booked-already.
 */
export async function receiveBooking(
  { app, warehouse }: Databases,
  sender: Sender,
  booking: ExchangedBooking,
): Promise<Exchange> {
  const { personalId, name, birthDate } = booking;
  const [person] = personalId
    ? await warehouse.$client<{ citizen_id: string | null; refusal: string | null }[]>`
        select citizen_id, refusal from warehouse.person_of_note(${await sender.grant()}, ${personalId}, ${name}, ${birthDate})`
    : [];
  if (person?.refusal === "person-differs") throw new Refused("person-differs");
  const [row] = await app.$client<Row[]>`
    select refusal, outcome, appointment from app.exchange_book(${await sender.grant()}, ${booking.number}, ${person?.citizen_id ?? null}::uuid,
      ${booking.slotId}::uuid, ${booking.serviceId}::uuid, ${name}, ${birthDate}, ${booking.reason ?? null})`;
  return exchanged(row);
}

/**
 * Đổi, hủy lịch hẹn, or what happened on the day, by a hospital's system. Throws Refused: appointment-unknown,
 * appointment-over, slot-closed, slot-full, booked-already, too-soon.
 */
export async function receiveChange(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  appointmentId: string,
  change: ExchangedChange,
): Promise<Exchange> {
  if ("step" in change) {
    const [stepped] = await app.$client<Row[]>`
      select refusal, outcome, appointment from app.exchange_step(${await sender.grant()}, ${appointmentId}::uuid, ${change.step})`;
    return exchanged(stepped);
  }
  const slotId = "move" in change ? change.move.slotId : null;
  const because = "move" in change ? change.move.because : change.cancel.because;
  const [row] = await app.$client<Row[]>`
    select refusal, outcome, appointment from app.exchange_change(${await sender.grant()}, ${appointmentId}::uuid, ${slotId}::uuid, ${because ?? null})`;
  return exchanged(row);
}

/** Lịch hẹn đã đổi since a change, in order, each as it is now; `next` is where to go on. */
export async function tellChanges(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  { after, most }: ChangesQuestion,
): Promise<{ appointments: ExchangedAppointment[]; next: number }> {
  const rows = await app.$client<{ appointment: ExchangedAppointment }[]>`
    select appointment from app.exchange_changes(${await sender.grant()}, ${after}, ${most}) appointment`;
  const appointments = rows.map((row) => row.appointment);
  return { appointments, next: appointments.at(-1)?.change ?? after };
}

/** One appointment of the sender's facility; null for any other. */
export async function tellAppointment(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  appointmentId: string,
): Promise<ExchangedAppointment | null> {
  const [row] = await app.$client<{ appointment: ExchangedAppointment | null }[]>`
    select app.exchange_find(${await sender.grant()}, ${appointmentId}::uuid) as appointment`;
  return row?.appointment ?? null;
}

/** A time that can be booked, as it is told to systems. */
export type ExchangedSlot = {
  slotId: string;
  departmentId: string;
  roomId: string;
  practitioner: string | null;
  startsAt: string;
  endsAt: string;
  free: number;
};

/** Giờ còn chỗ of the sender's facility, soonest first; at most 5,000. */
export async function tellSlots(
  { app }: Pick<Databases, "app">,
  sender: Sender,
  { from, until, departmentId }: SlotQuestion,
): Promise<ExchangedSlot[]> {
  return app.execute<ExchangedSlot>(sql`
    select s.slot_id as "slotId", s.department_id as "departmentId", s.room_id as "roomId", p.name as practitioner,
      to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt",
      to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "endsAt", f.free
    from app.slots s left join app.practitioners p on p.practitioner_id = s.practitioner_id
    cross join lateral (select count(*)::int as free from app.places x
      where x.slot_id = s.slot_id and not x.taken and not x.reserved and not x.closed) f
    where s.facility_code = ${sender.facilityCode} and s.closed_at is null and s.day between ${from}::date and ${until}::date
      and s.starts_at > now() and f.free > 0 and (${departmentId ?? null}::uuid is null or s.department_id = ${departmentId ?? null}::uuid)
    order by s.starts_at, s.slot_id limit 5000`);
}
