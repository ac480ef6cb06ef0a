import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import {
  addHours,
  bookAppointment,
  cancelStranded,
  changeHours,
  closeDays,
  endHours,
  enteredSchedule,
  holidayOn,
  joinWait,
  laySlots,
  listSlotsOfDay,
  listStranded,
  moveAllStranded,
  moveStranded,
  openHours,
  previewSchedule,
  timesForStranded,
  weekOf,
  withdrawException,
} from "../../../lib/booking/index.ts";
import { CloseDaysInput, ExtraHoursInput, HoursInput } from "../../../lib/booking/inputs.ts";
import { addDays, weekdayOf } from "../../../lib/booking/rules.ts";
import { openDesk } from "../../../lib/consent/index.ts";
import {
  closeOffered,
  describePlace,
  keepDepartment,
  keepPractitioner,
  keepRoom,
  keepService,
  listDepartments,
  listPlaces,
  listServices,
  setTerms,
  termsOf,
} from "../../../lib/facility/index.ts";
import { ServiceInput } from "../../../lib/facility/inputs.ts";
import { dayOf } from "../../../lib/platform/clock.ts";
import { connect } from "../../../lib/platform/db.ts";
import { urlOf } from "../../support/database.ts";
import { reachOf, signedIn, staffSignedIn } from "../../support/guarded-books.ts";
import { makeClinic, type TestClinic } from "../../support/schedules.ts";

const reach = reachOf();
const worker = connect(urlOf("worker"), { max: 4 });
const owner = reach.appOwner.$client;
afterAll(() => Promise.all([reach.close(), worker.$client.end({ timeout: 5 })]));

const today = dayOf(new Date());
/** A day that can be booked and is none with a date of its own off. */
const day = addDays(today, 5);

type Hours = {
  from?: number;
  until?: number;
  slot?: number;
  capacity?: number;
  reserve?: number;
  on?: string;
};
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

describe("laying", () => {
  test("makes the times of the plan with their places and numbers, and the same again changes nothing", async () => {
    const clinic = await makeClinic(reach);
    await enter(clinic, { reserve: 1 });
    expect(await lay(clinic)).toBe(1);
    const first = await slotsOf(clinic);
    expect(first.map(({ at, first_number, open }) => [at, first_number, open])).toEqual([
      ["07:00", 1, 3],
      ["07:20", 4, 3],
      ["07:40", 7, 3],
    ]);
    await Promise.all([lay(clinic), lay(clinic)]);
    expect(await slotsOf(clinic)).toEqual(first);
    const seen = await listSlotsOfDay(reach, { departmentId: clinic.departmentId, day, from: new Date() });
    expect(seen.map(({ free, bookable }) => [free, bookable])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    const weeks =
      await owner`select distinct day from app.slots where facility_code = ${clinic.facilityCode}`;
    expect(weeks.length).toBeGreaterThanOrEqual(4);
  });

  test("a time that is given up is closed with its places; whoever is booked keeps it, and has it again when it comes back", async () => {
    const clinic = await makeClinic(reach);
    await enter(clinic);
    await lay(clinic);
    const [early] = await slotsOf(clinic);
    const { appointmentId } = await booked(clinic, early?.slot_id ?? "");
    const before = await passOf(appointmentId);
    const exception = randomUUID();
    await owner`insert into app.day_exceptions (exception_id, facility_code, day, kind, reason, made_by_name) values (${exception}, ${clinic.facilityCode}, ${day}, 'closed', 'Họp cơ quan', 'Thử')`;
    await lay(clinic);
    expect((await slotsOf(clinic)).every(({ closed, open }) => closed && open === 0)).toBe(true);
    expect(await passOf(appointmentId)).toMatchObject({ ...before, status: "booked", stranded: true });
    const [closed] =
      await owner`select closed_because from app.slots where slot_id = ${early?.slot_id ?? ""}`;
    expect(closed?.closed_because).toBe("Họp cơ quan");
    await owner`update app.day_exceptions set ended_at = clock_timestamp() where exception_id = ${exception}`;
    await lay(clinic);
    expect(await passOf(appointmentId)).toEqual(before);
    expect((await slotsOf(clinic)).map(({ closed, open }) => [closed, open])).toEqual(
      Array(3).fill([false, 3]),
    );
  });

  test("more and fewer places at the same time: who is booked keeps time, number and code, as many as fit", async () => {
    const clinic = await makeClinic(reach);
    const small = await enter(clinic, { capacity: 2, until: 460 });
    await lay(clinic);
    const [early] = await slotsOf(clinic);
    const people = [await booked(clinic, early?.slot_id ?? ""), await booked(clinic, early?.slot_id ?? "")];
    const before = await Promise.all(people.map(({ appointmentId }) => passOf(appointmentId)));
    await stopHours(small);
    const large = await enter(clinic, { capacity: 5, until: 460 });
    await lay(clinic);
    const grown = (await slotsOf(clinic)).filter(({ closed }) => !closed);
    expect(grown.map(({ capacity, taken }) => [capacity, taken])).toEqual([
      [5, 2],
      [5, 0],
    ]);
    for (const [at, { appointmentId }] of people.entries())
      expect(await passOf(appointmentId)).toEqual({ ...before[at], slot_id: grown[0]?.slot_id });
    const third = await booked(clinic, grown[0]?.slot_id ?? "");
    const numbers =
      await owner`select number from app.appointments where slot_id = ${grown[0]?.slot_id ?? ""}`;
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(3);
    await stopHours(large);
    await enter(clinic, { capacity: 2, until: 460 });
    await lay(clinic);
    // The first two fit; the third has to be moved, and nothing of theirs is gone.
    expect((await passOf(people[0]?.appointmentId ?? ""))?.stranded).toBe(false);
    expect((await passOf(people[1]?.appointmentId ?? ""))?.stranded).toBe(false);
    expect(await passOf(third.appointmentId)).toMatchObject({ status: "booked", stranded: true });
  });

  test("new places are offered to who waits; an offer of a time that is given up is withdrawn and the wait goes on", async () => {
    const clinic = await makeClinic(reach);
    const { ctx } = await signedIn(reach);
    const { waitId } = await joinWait(ctx, {
      ...{
        key: randomUUID(),
        serviceId: clinic.serviceId,
        fromOn: day,
        untilOn: day,
        dayPart: "any" as const,
      },
      ...{ appointmentId: undefined, reason: "" },
    });
    const hours = await enter(clinic, { capacity: 1, until: 440 });
    await lay(clinic);
    const state = async () =>
      (await owner`select status from app.waits where wait_id = ${waitId}`)[0]?.status;
    expect(await state()).toBe("offered");
    await stopHours(hours);
    await owner`select app.want_laying(${clinic.facilityCode})`;
    await lay(clinic);
    expect(await state()).toBe("waiting");
    expect((await slotsOf(clinic)).map(({ taken, closed }) => [taken, closed])).toEqual([[0, true]]);
  });

  test("a change of the schedule under thirty bookings at once loses nobody", async () => {
    const clinic = await makeClinic(reach);
    const hours = await enter(clinic, { until: 540, capacity: 4 });
    await lay(clinic);
    const open = await slotsOf(clinic);
    const people = await Promise.all(Array.from({ length: 30 }, () => signedIn(reach)));
    const change = (async () => {
      await stopHours(hours);
      await enter(clinic, { until: 480, slot: 30, capacity: 2 });
      await lay(clinic);
      await lay(clinic);
    })();
    const ends = await Promise.allSettled(
      people.map(({ ctx }, at) => bookAppointment(ctx, wish(clinic, open[at % open.length]?.slot_id ?? ""))),
    );
    await change;
    const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason.reason] : []));
    expect(refused.filter((reason) => reason !== "full" && reason !== "closed")).toEqual([]);
    const made = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value.appointmentId] : []));
    const [kept] = await owner<{ n: number; held: number }[]>`
      select count(*)::int as n, count(p.appointment_id)::int as held from app.appointments a
      left join app.places p on p.slot_id = a.slot_id and p.place = a.place and p.appointment_id = a.appointment_id
      where a.appointment_id = any(${`{${made.join()}}`}::uuid[]) and a.status = 'booked'`;
    expect(kept).toEqual({ n: made.length, held: made.length });
    const left = await slotsOf(clinic);
    expect(left.filter(({ closed }) => !closed).map(({ at }) => at)).toEqual(["07:00", "07:30"]);
    expect(left.filter(({ closed, open: places }) => closed && places > 0)).toEqual([]);
  });

  test("what has begun, and what is past, is never touched", async () => {
    const clinic = await makeClinic(reach);
    const [now] = await owner<{ minute: number }[]>`
      select (extract(epoch from (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::time) / 60)::int as minute`;
    const minute = Math.min(1430, now?.minute ?? 0);
    const begun = randomUUID();
    await owner`insert into app.slots (slot_id, facility_code, department_id, room_id, day, starts_at, ends_at, capacity, reserve, first_number)
      values (${begun}, ${clinic.facilityCode}, ${clinic.departmentId}, ${clinic.roomId}, ${today},
        (${today}::date + make_interval(mins => ${minute}::int - 5)) at time zone 'Asia/Ho_Chi_Minh',
        (${today}::date + make_interval(mins => ${minute}::int + 5)) at time zone 'Asia/Ho_Chi_Minh', 1, 0, 1)`;
    await owner`select app.want_laying(${clinic.facilityCode})`;
    await lay(clinic);
    const [slot] = await owner`select closed_at from app.slots where slot_id = ${begun}`;
    expect(slot?.closed_at).toBeNull();
    await owner`select * from app.lay_slots(${clinic.facilityCode}, ${addDays(today, -1)}, '[]', '[]')`;
  });

  test("nobody lays for another facility: not the pages without a desk, not with a room of others", async () => {
    const [mine, other] = [await makeClinic(reach), await makeClinic(reach)];
    await expect(
      reach.app.$client`select * from app.lay_slots(${mine.facilityCode}, ${day}, '[]', '[]')`,
    ).rejects.toThrow(/permission denied/);
    const { token } = await signedIn(reach);
    await expect(
      reach.app.$client`select * from app.lay_own_slots(${token}, ${day}, '[]', '[]')`,
    ).rejects.toMatchObject({ code: "42501" });
    const stolen = JSON.stringify([{ room: other.roomId, from: 420, until: 440, capacity: 1, reserve: 0 }]);
    await expect(
      worker.$client`select * from app.lay_slots(${mine.facilityCode}, ${day}, ${stolen}::text::jsonb, '[]')`,
    ).rejects.toMatchObject({ code: "42501" });
  });
});

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
  (await slotsOf(clinic, on)).filter(({ closed }) => !closed).map(({ at, capacity }) => `${at} ${capacity}`);

describe("what a facility enters", () => {
  test("stands at once, leaves its trace, and the same again changes nothing", async () => {
    const clinic = await makeClinic(reach);
    const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode, name: "BS. Vinh" });
    const [departmentId, roomId, id, serviceId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const service = ServiceInput.parse({
      ...{ id: serviceId, departmentId, name: "Khám nhi", priceVnd: "39.800 đ", insuredVnd: "20.000" },
      ...{ bring: "Sổ tiêm chủng\n\nCăn cước", warningTitle: "", warningText: "", "reason-child-ill": "yes" },
    });
    const enterAll = async () => {
      await describePlace(ctx, {
        ...{ address: "1 Trần Công Hiến", phone: "0255000", latitude: 15.3, longitude: 108.7, arrival: null },
      });
      await setTerms(ctx, {
        ...{ daysAhead: 20, leadMinutes: 30, cancelMinutes: 60 },
        ...{ noShowLimit: 2, noShowDays: 60, noShowPauseDays: 14 },
      });
      await keepDepartment(ctx, { id: departmentId, name: "Phòng khám Nhi" });
      await keepRoom(ctx, { id: roomId, departmentId, name: "Phòng 7", place: "tầng 1" });
      await keepPractitioner(ctx, { id, departmentId, name: "BS. Châu" });
      await keepService(ctx, service);
    };
    await enterAll();
    await enterAll();
    expect(await logOf(clinic)).toEqual(
      [
        "place-described",
        "terms-set",
        "department-opened",
        "room-opened",
        "practitioner-added",
        "service-opened",
      ].map((what) => `${what} BS. Vinh`),
    );
    const [place] = await listPlaces(reach, [clinic.facilityCode]);
    expect(place).toMatchObject({ address: "1 Trần Công Hiến", point: { latitude: 15.3, longitude: 108.7 } });
    expect(await termsOf(reach, clinic.facilityCode)).toMatchObject({ daysAhead: 20, noShowLimit: 2 });
    const offered = (await listServices(reach, clinic.facilityCode)).find(
      (one) => one.serviceId === serviceId,
    );
    expect(offered).toMatchObject({
      ...{ name: "Khám nhi", reasons: ["child-ill"], priceVnd: 39800n, insuredVnd: 20000n, warning: null },
      bring: ["Sổ tiêm chủng", "Căn cước"],
    });
    await keepRoom(ctx, { id: roomId, departmentId, name: "Phòng 8", place: "tầng 1" });
    await expect(keepDepartment(ctx, { id: randomUUID(), name: "phòng khám nhi" })).rejects.toMatchObject({
      reason: "name-known",
    });
    await closeOffered(ctx, { kind: "room", id: roomId });
    await closeOffered(ctx, { kind: "room", id: roomId });
    await closeOffered(ctx, { kind: "service", id: serviceId });
    const { rooms, departments } = await listDepartments(reach, clinic.facilityCode);
    expect([rooms.map(({ name }) => name), departments.length]).toEqual([["Phòng 4"], 2]);
    expect((await logOf(clinic)).slice(6)).toEqual(
      ["room-changed", "room-closed", "service-closed"].map((what) => `${what} BS. Vinh`),
    );
  });

  test("hours are added, changed from a day on and ended; two that overlap are refused", async () => {
    const clinic = await makeClinic(reach);
    const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode });
    const form = hoursForm(clinic);
    await addHours(ctx, form);
    await addHours(ctx, form);
    expect(await openTimes(clinic)).toEqual(["07:00 2", "07:20 2", "07:40 2"]);
    await expect(addHours(ctx, hoursForm(clinic, { fromMinute: "7:30" }))).rejects.toMatchObject({
      reason: "overlap",
    });
    const [entered] = (await enteredSchedule(reach, clinic.facilityCode, today)).templates;
    const nextWeek = addDays(day, 7);
    const templateId = entered?.templateId ?? "";
    const change = {
      ...{ key: randomUUID(), templateId, practitionerId: null, validFrom: nextWeek },
      ...{ fromMinute: 420, untilMinute: 480, slotMinutes: 30, capacity: 4, reserve: 1 },
    };
    await changeHours(ctx, change);
    await changeHours(ctx, change);
    expect([await openTimes(clinic), await openTimes(clinic, nextWeek)]).toEqual([
      ["07:00 2", "07:20 2", "07:40 2"],
      ["07:00 4", "07:30 4"],
    ]);
    await endHours(ctx, { templateId, last: addDays(day, -1) });
    expect(await openTimes(clinic)).toEqual([]);
    expect((await logOf(clinic)).map((line) => line.split(" ")[0])).toEqual([
      ...["hours-added", "hours-changed", "hours-ended"],
    ]);
    const { sittings } = await weekOf(reach, clinic.facilityCode, nextWeek);
    expect(sittings).toMatchObject([{ day: nextWeek, times: 2, places: 8, taken: 0 }]);
  });

  test("closed and extra hours, also on a national day off and on many days at once", async () => {
    const clinic = await makeClinic(reach);
    const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode });
    await addHours(ctx, hoursForm(clinic));
    await closeDays(ctx, closeForm({ untilDay: addDays(day, 8), fromMinute: "7:00", untilMinute: "7h30" }));
    expect([await openTimes(clinic), await openTimes(clinic, addDays(day, 7))]).toEqual([
      ["07:40 2"],
      ["07:40 2"],
    ]);
    const extra = ExtraHoursInput.parse({
      ...{ key: randomUUID(), roomId: clinic.roomId, day: addDays(day, 1).split("-").reverse().join("/") },
      ...{ practitionerId: "", fromMinute: "13 giờ", untilMinute: "14:00", slotMinutes: "30" },
      ...{ capacity: "1", reserve: "0", reason: "Khám bù" },
    });
    await openHours(ctx, extra);
    await openHours(ctx, extra);
    expect(await openTimes(clinic, addDays(day, 1))).toEqual(["13:00 1", "13:30 1"]);
    const { exceptions } = await enteredSchedule(reach, clinic.facilityCode, today);
    expect(exceptions).toHaveLength(10);
    // Somebody of another department may stand in; nobody of another facility is named here.
    const [departmentId, id, stranger] = [randomUUID(), randomUUID(), randomUUID()];
    await keepDepartment(ctx, { id: departmentId, name: "Phòng khám Nhi" });
    await keepPractitioner(ctx, { id, departmentId, name: "BS. Châu" });
    const later = { ...extra, fromMinute: 900, untilMinute: 930 };
    await openHours(ctx, { ...later, key: randomUUID(), practitionerId: id });
    await expect(
      openHours(ctx, { ...later, key: randomUUID(), practitionerId: stranger }),
    ).rejects.toMatchObject({ name: "NotFound" });
    const { sittings } = await weekOf(reach, clinic.facilityCode, addDays(day, 1));
    expect(sittings.map(({ practitionerName }) => practitionerName)).toContain("BS. Châu");
    const first = exceptions.find((one) => one.day === day);
    await withdrawException(ctx, { exceptionId: first?.exceptionId ?? "" });
    expect(await openTimes(clinic)).toHaveLength(3);
    await expect(closeDays(ctx, closeForm({ fromDay: addDays(today, -2) }))).rejects.toMatchObject({
      reason: "past",
    });
  });

  test("a national day off closes the week's hours; 29/2 is laid as a day of its own, until its midnight", async () => {
    const clinic = await makeClinic(reach);
    const holiday =
      Array.from({ length: 150 }, (_, at) => addDays(today, at + 1)).find((one) => holidayOn(one) !== null) ??
      "";
    await owner`insert into app.booking_terms (facility_code, days_ahead) values (${clinic.facilityCode}, 180)`;
    await enter(clinic, { on: holiday });
    await lay(clinic);
    expect([await openTimes(clinic, holiday), (await openTimes(clinic, addDays(holiday, 7))).length]).toEqual(
      [[], 3],
    );
    const late = JSON.stringify([{ room: clinic.roomId, from: 1410, until: 1440, capacity: 1, reserve: 0 }]);
    await worker.$client`select * from app.lay_slots(${clinic.facilityCode}, '2028-02-29', ${late}::text::jsonb, '[]')`;
    const [slot] =
      await owner`select day::text, ends_at from app.slots where facility_code = ${clinic.facilityCode} and day = '2028-02-29'`;
    expect([slot?.day, new Date(slot?.ends_at).toISOString()]).toEqual([
      "2028-02-29",
      "2028-02-29T17:00:00.000Z",
    ]);
  });

  test("is refused from another facility's staff, citizens and the authority, and nothing changes", async () => {
    const clinic = await makeClinic(reach);
    const own = await staffSignedIn(reach, { facilityCode: clinic.facilityCode });
    await addHours(own.ctx, hoursForm(clinic));
    const before = await logOf(clinic);
    const [hours] = (await enteredSchedule(reach, clinic.facilityCode, today)).templates;
    const other = (await staffSignedIn(reach, { facilityCode: (await makeClinic(reach)).facilityCode })).ctx;
    const [citizen, authority] = [(await signedIn(reach)).ctx, (await staffSignedIn(reach)).ctx];
    const tries = [
      (ctx: typeof other) => addHours(ctx, hoursForm(clinic, { fromMinute: "9:00", untilMinute: "10:00" })),
      (ctx: typeof other) => endHours(ctx, { templateId: hours?.templateId ?? "", last: today }),
      (ctx: typeof other) => closeDays(ctx, closeForm({ roomId: clinic.roomId })),
      (ctx: typeof other) => closeOffered(ctx, { kind: "room", id: clinic.roomId }),
      (ctx: typeof other) => keepDepartment(ctx, { id: clinic.departmentId, name: "Khác" }),
      (ctx: typeof other) =>
        keepRoom(ctx, { id: clinic.roomId, departmentId: clinic.departmentId, name: "Khác", place: null }),
    ];
    for (const attempt of tries) {
      await expect(attempt(other)).rejects.toMatchObject({ name: "NotFound" });
      await expect(attempt(citizen)).rejects.toMatchObject({ name: "NotAllowed" });
      await expect(attempt(authority)).rejects.toMatchObject({ name: "NotAllowed" });
    }
    await expect(setTerms(citizen, { ...(await termsOf(reach, clinic.facilityCode)) })).rejects.toThrow();
    expect(await logOf(clinic)).toEqual(before);
    await expect(
      owner`delete from app.offer_log where facility_code = ${clinic.facilityCode}`,
    ).rejects.toThrow(/append-only/);
  });
});

describe("people whose time is given up", () => {
  /** A clinic with three booked people on a day, and a desk that is about to close it. */
  async function beforeClosing(names = ["An", "Bình", "Chi"]) {
    const clinic = await makeClinic(reach);
    const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode, name: "BS. Vinh" });
    await addHours(ctx, hoursForm(clinic, { capacity: "1" }));
    const times = await slotsOf(clinic);
    const people = await Promise.all(names.map((name, at) => booked(clinic, times[at]?.slot_id ?? "", name)));
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    return { clinic, ctx, desk, people };
  }
  const told = async (citizenId: string) =>
    (await owner`select kind from app.messages where citizen_id = ${citizenId} order by message_id`).map(
      ({ kind }) => kind,
    );

  test("are listed before saving, with name, time and number, and nothing has changed yet", async () => {
    const { clinic, desk, people } = await beforeClosing();
    const change = { what: "close-days" as const, input: closeForm({ fromMinute: "7:20", untilMinute: "" }) };
    const preview = await previewSchedule(desk, {
      ...{ facilityCode: clinic.facilityCode, today, until: addDays(today, 30), change, now: new Date() },
    });
    expect(preview).toMatchObject({ days: 1, fewer: 2, more: 0 });
    expect(preview.stranded.map(({ name, number }) => [name, number])).toEqual([
      ["Bình", 2],
      ["Chi", 3],
    ]);
    expect(await openTimes(clinic)).toHaveLength(3);
    for (const { appointmentId } of people)
      expect(await passOf(appointmentId)).toMatchObject({ stranded: false });
  });

  test("are moved to the nearest free time with their code, told, and shown in the log; the same again is refused", async () => {
    const { clinic, ctx, desk, people } = await beforeClosing();
    const before = await passOf(people[0]?.appointmentId ?? "");
    await closeDays(ctx, closeForm());
    const list = await listStranded(desk, clinic.facilityCode, new Date());
    expect(list.map(({ name, nearest }) => [name, nearest && dayOf(nearest.startsAt)])).toEqual(
      ["An", "Bình", "Chi"].map((name) => [name, addDays(day, 7)]),
    );
    const first = { appointmentId: list[0]?.appointmentId ?? "", slotId: null };
    const chosen = (await timesForStranded(desk, first.appointmentId))[2];
    await moveStranded(desk, { ...first, slotId: chosen?.slotId ?? "" });
    await expect(moveStranded(desk, first)).rejects.toMatchObject({ reason: "not-stranded" });
    expect(await passOf(first.appointmentId)).toMatchObject({
      ...{ code: before?.code, slot_id: chosen?.slotId, stranded: false, status: "booked" },
    });
    expect(await moveAllStranded(desk, clinic.facilityCode, new Date())).toEqual({ moved: 2, left: 0 });
    expect(await listStranded(desk, clinic.facilityCode, new Date())).toEqual([]);
    for (const { citizenId } of people)
      expect(await told(citizenId)).toEqual(["appointment-booked", "appointment-moved"]);
    const steps =
      await owner`select what, actor_kind, actor_name from app.booking_log where about_id = ${first.appointmentId} order by log_id`;
    expect(steps[1]).toEqual({ what: "moved", actor_kind: "staff", actor_name: "BS. Vinh" });
  });

  test("without a free time they keep the appointment until it is called off with a reason", async () => {
    const { clinic, ctx, desk, people } = await beforeClosing(["An"]);
    const [hours] = (await enteredSchedule(reach, clinic.facilityCode, today)).templates;
    await endHours(ctx, { templateId: hours?.templateId ?? "", last: today });
    const { appointmentId = "", citizenId = "" } = people[0] ?? {};
    expect(await moveAllStranded(desk, clinic.facilityCode, new Date())).toEqual({ moved: 0, left: 1 });
    expect(await passOf(appointmentId)).toMatchObject({ status: "booked", stranded: true });
    await cancelStranded(desk, { appointmentId, because: "Phòng ngừng khám" });
    await expect(cancelStranded(desk, { appointmentId, because: "Lần nữa" })).rejects.toThrow();
    expect((await passOf(appointmentId))?.status).toBe("cancelled");
    expect(await told(citizenId)).toEqual(["appointment-booked", "appointment-cancelled"]);
  });

  test("two clerks who move everybody at once: each person ends with one place, and nobody is told twice", async () => {
    const clinic = await makeClinic(reach);
    const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode });
    await addHours(ctx, hoursForm(clinic, { untilMinute: "10:00", capacity: "2" }));
    const times = await slotsOf(clinic);
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, at) => booked(clinic, times[at % times.length]?.slot_id ?? "")),
    );
    await closeDays(ctx, closeForm());
    const desk = await openDesk(ctx, "plan-schedule", "schedule");
    await Promise.all([
      moveAllStranded(desk, clinic.facilityCode, new Date()),
      moveAllStranded(desk, clinic.facilityCode, new Date()),
    ]);
    const ids = `{${people.map(({ appointmentId }) => appointmentId).join()}}`;
    const rows = await owner`
      select count(*)::int as n, count(distinct (a.slot_id, a.place))::int as places, count(*) filter (where p.closed)::int as closed
      from app.appointments a join app.places p on p.slot_id = a.slot_id and p.place = a.place and p.appointment_id = a.appointment_id
      where a.appointment_id = any(${ids}::uuid[])`;
    expect(rows[0]).toEqual({ n: 12, places: 12, closed: 0 });
  });

  test("nobody else moves or reads them: another facility's desk, another part of the desk", async () => {
    const { clinic, ctx, people } = await beforeClosing(["An"]);
    await closeDays(ctx, closeForm());
    const other = await staffSignedIn(reach, { facilityCode: (await makeClinic(reach)).facilityCode });
    const theirs = await openDesk(other.ctx, "plan-schedule", "schedule");
    const { appointmentId = "" } = people[0] ?? {};
    expect(await listStranded(theirs, clinic.facilityCode, new Date())).toEqual([]);
    await expect(moveStranded(theirs, { appointmentId, slotId: null })).rejects.toMatchObject({
      reason: "not-stranded",
    });
    const today = await openDesk(ctx, "receive-people", "today");
    await expect(moveStranded(today, { appointmentId, slotId: null })).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    expect(await passOf(appointmentId)).toMatchObject({ stranded: true });
  });
});
