import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import {
  addHours,
  changeHours,
  closeDays,
  endHours,
  enteredSchedule,
  holidayOn,
  openHours,
  weekOf,
  withdrawException,
} from "#lib/booking/index.ts";
import { ExtraHoursInput } from "#lib/booking/inputs.ts";
import { addDays } from "#lib/booking/rules.ts";
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
} from "#lib/facility/index.ts";
import { ServiceInput } from "#lib/facility/inputs.ts";
import { signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { laidSchedules } from "#tests/support/laid-schedules.ts";
import { makeClinic } from "#tests/support/schedules.ts";

const { closeForm, day, enter, hoursForm, lay, logOf, openTimes, owner, reach, today, worker, close } =
  laidSchedules();
afterAll(close);

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
