import { randomUUID } from "node:crypto";
import { bookAppointment, laySlots } from "#lib/booking/index.ts";
import { CloseDaysInput, HoursInput } from "#lib/booking/inputs.ts";
import { addDays, weekdayOf } from "#lib/booking/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { connect } from "#lib/platform/db.ts";
import { urlOf } from "./database.ts";
import { reachOf, signedIn } from "./guarded-books.ts";
import type { TestClinic } from "./schedules.ts";

export type Hours = {
  from?: number;
  until?: number;
  slot?: number;
  capacity?: number;
  reserve?: number;
  on?: string;
};

/** What tests of schedules share, on connections of their own: hours entered, times laid, people booked. */
export function laidSchedules() {
  const reach = reachOf();
  const worker = connect(urlOf("worker"), { max: 4 });
  const owner = reach.appOwner.$client;

  const today = dayOf(new Date());
  /** A day that can be booked and is none with a date of its own off. */
  const day = addDays(today, 5);

  /** Enters hours of a room on the weekday of a day, as the owner. */
  async function enter(clinic: TestClinic, o: Hours = {}): Promise<string> {
    const id = randomUUID();
    await owner`insert into app.weekly_templates (template_id, facility_code, room_id, weekday, from_minute, until_minute, slot_minutes, capacity, reserve, valid_from, made_by_name)
    values (${id}, ${clinic.facilityCode}, ${clinic.roomId}, ${weekdayOf(o.on ?? day)}, ${o.from ?? 420}, ${o.until ?? 480}, ${o.slot ?? 20}, ${o.capacity ?? 3}, ${o.reserve ?? 0}, '2026-01-01', 'Thử')`;
    await owner`select app.want_laying(${clinic.facilityCode})`;
    return id;
  }
  const stopHours = (id: string) =>
    owner`update app.weekly_templates set ended_at = clock_timestamp() where template_id = ${id}`;
  const lay = (clinic: TestClinic) => laySlots(worker, clinic.facilityCode, today);
  const slotsOf = (clinic: TestClinic, on = day) =>
    owner<
      {
        slot_id: string;
        at: string;
        capacity: number;
        first_number: number;
        closed: boolean;
        open: number;
        taken: number;
      }[]
    >`
    select slot_id, to_char(starts_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI') as at, capacity, first_number, closed_at is not null as closed,
      (select count(*)::int from app.places p where p.slot_id = s.slot_id and not p.closed) as open,
      (select count(*)::int from app.places p where p.slot_id = s.slot_id and p.taken) as taken
    from app.slots s where facility_code = ${clinic.facilityCode} and day = ${on} order by starts_at, laid_at`;
  const wish = (clinic: TestClinic, slotId: string) => ({
    key: randomUUID(),
    slotId,
    serviceId: clinic.serviceId,
    reason: "",
    origin: undefined,
    originRef: "",
  });
  async function booked(clinic: TestClinic, slotId: string, name?: string) {
    const person = await signedIn(reach, name ? { name } : {});
    const { appointmentId } = await bookAppointment(person.ctx, wish(clinic, slotId));
    return { ...person, appointmentId };
  }
  const passOf = async (appointmentId: string) => {
    const [row] = await owner`
    select a.status, a.number, a.code, a.starts_at, a.slot_id, p.closed as stranded from app.appointments a
    join app.places p on p.slot_id = a.slot_id and p.place = a.place where a.appointment_id = ${appointmentId}`;
    return row;
  };

  /** A form as a desk sends it. */
  const hoursForm = (clinic: TestClinic, o: Record<string, string> = {}) =>
    HoursInput.parse({
      key: randomUUID(),
      roomId: clinic.roomId,
      practitionerId: "",
      ...{ fromMinute: "7:00", untilMinute: "8:00", slotMinutes: "20", capacity: "2", reserve: "0" },
      ...{ [`weekday${weekdayOf(day)}`]: "yes", validFrom: today, validUntil: "" },
      ...o,
    });
  const closeForm = (o: Record<string, string> = {}) =>
    CloseDaysInput.parse({
      key: randomUUID(),
      ...{ roomId: "", fromDay: day, untilDay: "", fromMinute: "", untilMinute: "", reason: "Họp cơ quan" },
      ...o,
    });
  const logOf = async (clinic: TestClinic) =>
    (
      await owner`select what, actor_name from app.offer_log where facility_code = ${clinic.facilityCode} order by log_id`
    ).map(({ what, actor_name }) => `${what} ${actor_name}`);
  const openTimes = async (clinic: TestClinic, on = day) =>
    (await slotsOf(clinic, on))
      .filter(({ closed }) => !closed)
      .map(({ at, capacity }) => `${at} ${capacity}`);
  const close = () => Promise.all([reach.close(), worker.$client.end({ timeout: 5 })]);
  return {
    booked,
    closeForm,
    day,
    enter,
    hoursForm,
    lay,
    logOf,
    openTimes,
    owner,
    passOf,
    reach,
    slotsOf,
    stopHours,
    today,
    wish,
    worker,
    close,
  };
}
