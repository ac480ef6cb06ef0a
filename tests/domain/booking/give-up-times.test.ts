import { afterAll, describe, expect, test } from "vitest";
import {
  addHours,
  cancelStranded,
  closeDays,
  endHours,
  enteredSchedule,
  listStranded,
  moveAllStranded,
  moveStranded,
  previewSchedule,
  timesForStranded,
} from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import { openDesk } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { staffSignedIn } from "#tests/support/guarded-books.ts";
import { laidSchedules } from "#tests/support/laid-schedules.ts";
import { makeClinic } from "#tests/support/schedules.ts";

const { booked, closeForm, day, hoursForm, openTimes, owner, passOf, reach, slotsOf, today, close } =
  laidSchedules();
afterAll(close);

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
