import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { bookAppointment, joinWait, listSlotsOfDay } from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import { signedIn } from "#tests/support/guarded-books.ts";
import { laidSchedules } from "#tests/support/laid-schedules.ts";
import { makeClinic } from "#tests/support/schedules.ts";

const { booked, day, enter, lay, owner, passOf, reach, slotsOf, stopHours, today, wish, worker, close } =
  laidSchedules();
afterAll(close);

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
