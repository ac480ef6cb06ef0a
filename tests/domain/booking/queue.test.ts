import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import {
  bookAppointment,
  Changed,
  callNext,
  callOne,
  checkIn,
  checkInBy,
  findAppointment,
  findExpected,
  findTicket,
  finishVisit,
  listDay,
  listSteps,
  NotReceived,
  noShow,
  queueOf,
  recall,
  roomsOfDay,
  skip,
  startVisit,
  undo,
  walkIn,
} from "#lib/booking/index.ts";
import { passText } from "#lib/booking/rules.ts";
import { openBook, openBookInHand, openDesk } from "#lib/consent/index.ts";
import { beginHelping } from "#lib/family/index.ts";
import { BeginHelpingInput } from "#lib/family/inputs.ts";
import { findExpectedPerson, findPerson } from "#lib/opening/index.ts";
import { type Context, contextFor } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { reachOf, signedIn, staffSignedIn } from "#tests/support/guarded-books.ts";
import { bookInto, laySlot, makeClinic, type TestClinic } from "#tests/support/schedules.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
afterAll(() => reach.close());

const deskOf = (ctx: Context) => openDesk(ctx, "receive-people", "today");
const clerkOf = async (clinic: TestClinic, name = "ĐD. Lê Thị Quầy") => {
  const { ctx } = await staffSignedIn(reach, { facilityCode: clinic.facilityCode, name });
  return { ctx, desk: await deskOf(ctx) };
};
/** Times of today, so near to now that hardly any midnight lies between: one that is over, one of now, one to come. */
const times = { gone: [-4, 1], now: [-3, 5], later: [2, 1] } as const;
function slotOf(
  clinic: TestClinic,
  when: keyof typeof times,
  o: { capacity?: number; reserve?: number } = {},
): Promise<string> {
  const [from, minutes] = times[when];
  return laySlot(reach, clinic, { inHours: from / 60, minutes, ...o });
}

/** Somebody who booked in that slot, as if in good time. */
async function booked(clinic: TestClinic, slotId: string, name = "Nguyễn Thị Hoa") {
  const person = await signedIn(reach, { name });
  const made = await bookInto(owner, clinic, slotId, { citizenId: person.citizenId, name });
  const book = () => openBook(person.ctx, person.citizenId, "own-reading", "booking");
  return { ...person, ...made, book };
}
const statusOf = async (appointmentId: string) =>
  (await owner`select status from app.appointments where appointment_id = ${appointmentId}`)[0]?.status;
const stepsOf = async (who: { book: () => ReturnType<typeof openBook>; appointmentId: string }) =>
  (await listSteps(await who.book(), who.appointmentId)).map(({ what, actorName }) => `${what} ${actorName}`);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? error.name ?? String(error),
  );
const walker = (clinic: TestClinic, o: { name?: string; findId?: string; key?: string } = {}) => ({
  key: o.key ?? randomUUID(),
  roomId: clinic.roomId,
  findId: o.findId,
  name: o.name ?? "",
  born: "",
  reason: "Sốt",
});

describe("receiving people", () => {
  test("a visit goes its whole way, each step once, with the clerk's name in the person's log", async () => {
    const clinic = await makeClinic(reach);
    const slot = await slotOf(clinic, "now", { capacity: 4 });
    const [hoa, loi] = [await booked(clinic, slot), await booked(clinic, slot, "Phạm Văn Lợi")];
    const { desk } = await clerkOf(clinic);
    expect(await checkIn(desk, hoa)).toBe(hoa.appointmentId);
    await checkIn(desk, hoa);
    await checkIn(desk, loi);
    expect((await listDay(desk, hoa.ctx.today)).map(({ name, status }) => `${name} ${status}`)).toEqual([
      "Nguyễn Thị Hoa checked-in",
      "Phạm Văn Lợi checked-in",
    ]);
    expect(await callNext(desk, { roomId: clinic.roomId, expected: hoa.appointmentId })).toBe(
      hoa.appointmentId,
    );
    // The same press again calls nobody else.
    expect(await callNext(desk, { roomId: clinic.roomId, expected: hoa.appointmentId })).toBe(
      hoa.appointmentId,
    );
    expect(await statusOf(loi.appointmentId)).toBe("checked-in");
    const seen = (await findAppointment(await hoa.book(), hoa.appointmentId))?.calledAt;
    expect(seen).toBeInstanceOf(Date);
    await recall(desk, hoa);
    await startVisit(desk, hoa);
    await startVisit(desk, hoa);
    await undo(desk, hoa);
    await startVisit(desk, hoa);
    await finishVisit(desk, hoa);
    await finishVisit(desk, hoa);
    const by = "ĐD. Lê Thị Quầy";
    expect((await stepsOf(hoa)).slice(0)).toEqual(
      ["checked-in", "called", "recalled", "started", "undone", "started", "finished"].map(
        (what) => `${what} ${by}`,
      ),
    );
    const told =
      await owner`select kind from app.messages where citizen_id in (${hoa.citizenId}, ${loi.citizenId}) order by kind`;
    expect(told.map(({ kind }) => kind)).toEqual(["number-called", "number-near"]);
    expect(await refusal(undo(desk, hoa))).toBe("changed");
  });

  test("by the QR of a pass, its code as typed, a personal id; elsewhere and on another day it is said why not", async () => {
    const clinic = await makeClinic(reach);
    const slot = await slotOf(clinic, "now", { capacity: 6 });
    const { ctx, desk } = await clerkOf(clinic);
    const [byQr, byCode, byId] = [
      await booked(clinic, slot),
      await booked(clinic, slot),
      await booked(clinic, slot),
    ];
    expect(await checkInBy(ctx, { sought: passText(byQr.code) })).toBe(byQr.appointmentId);
    const spaced = `${byCode.code.slice(0, 3)} ${byCode.code.slice(3).toLowerCase()}`;
    expect(await checkInBy(ctx, { sought: spaced })).toBe(byCode.appointmentId);
    expect(await checkInBy(ctx, { sought: byId.personalId })).toBe(byId.appointmentId);
    const nobody = await signedIn(reach);
    const error = await checkInBy(ctx, { sought: nobody.personalId }).catch((caught) => caught);
    expect(error).toBeInstanceOf(NotReceived);
    expect(error).toMatchObject({ reason: "nobody-today", findId: expect.any(String) });
    const tomorrow = await booked(clinic, await laySlot(reach, clinic, { inHours: 30 }));
    for (const sought of [passText(tomorrow.code), tomorrow.personalId])
      expect(await refusal(checkInBy(ctx, { sought }))).toBe("other-day");
    expect(await refusal(checkIn(desk, tomorrow))).toBe("other-day");
    const elsewhere = await clerkOf(await makeClinic(reach));
    expect(await refusal(checkInBy(elsewhere.ctx, { sought: byQr.code }))).toBe("other-facility");
    expect(await refusal(checkInBy(ctx, { sought: "ABCDEFGH" }))).toBe("not-found");
    expect(await refusal(checkInBy(ctx, { sought: "không rõ" }))).toBe("not-a-number");
  });

  test("in time one stands where one's time stands, after its end behind who came; skipped behind the next three", async () => {
    const clinic = await makeClinic(reach);
    const [gone, now, later] = [
      await slotOf(clinic, "gone"),
      await slotOf(clinic, "now", { capacity: 5 }),
      await slotOf(clinic, "later"),
    ];
    const { desk } = await clerkOf(clinic);
    const late = await booked(clinic, gone);
    const early = await booked(clinic, later);
    const inTime = [
      await booked(clinic, now),
      await booked(clinic, now),
      await booked(clinic, now),
      await booked(clinic, now),
    ];
    for (const one of [early, late, ...inTime.toReversed()]) await checkIn(desk, one);
    const call = () => callNext(desk, { roomId: clinic.roomId });
    const [first, second, third, fourth] = inTime.map(({ appointmentId }) => appointmentId);
    expect(await call()).toBe(first);
    await skip(desk, { appointmentId: first ?? "" });
    await skip(desk, { appointmentId: first ?? "" });
    expect([await call(), await call(), await call()]).toEqual([second, third, fourth]);
    expect(await call()).toBe(first);
    expect(await call()).toBe(late.appointmentId);
    expect(await call()).toBe(early.appointmentId);
    expect(await refusal(call())).toBe("nobody-waits");
  });

  test("who did not come is said so after their time only, and is received if they come after all", async () => {
    const clinic = await makeClinic(reach);
    const { desk } = await clerkOf(clinic);
    const [past, now] = [
      await booked(clinic, await slotOf(clinic, "gone")),
      await booked(clinic, await slotOf(clinic, "now")),
    ];
    expect(await refusal(noShow(desk, now))).toBe("too-soon");
    await noShow(desk, past);
    await noShow(desk, past);
    expect(await refusal(undo(desk, past))).toBe("changed");
    await checkIn(desk, past);
    await callOne(desk, past);
    await noShow(desk, past);
    await undo(desk, past);
    expect(await statusOf(past.appointmentId)).toBe("checked-in");
    await undo(desk, past);
    expect(await statusOf(past.appointmentId)).toBe("booked");
    expect((await stepsOf(past)).map((one) => one.split(" ")[0])).toEqual([
      ...["no-show", "checked-in", "called", "no-show", "undone", "undone"],
    ]);
  });
});

describe("who did not book", () => {
  test("takes a place that is kept, then a free one, then a number behind the last; the same form is one ticket", async () => {
    const clinic = await makeClinic(reach);
    const slot = await slotOf(clinic, "now", { capacity: 3, reserve: 1 });
    const { ctx, desk } = await clerkOf(clinic);
    const there = await booked(clinic, slot);
    const input = walker(clinic, { name: "Bùi Tấn Lực" });
    const first = await walkIn(ctx, input);
    expect(await walkIn(ctx, input)).toBe(first);
    const more = [
      await walkIn(ctx, walker(clinic, { name: "Hai" })),
      await walkIn(ctx, walker(clinic, { name: "Ba" })),
    ];
    const numbers = await Promise.all(
      [first, ...more].map(async (id) => (await findTicket(desk, id))?.number),
    );
    expect(numbers).toEqual([3, 2, 4]);
    expect(there.number).toBe(1);
    // Whoever booked comes before whom no place was left for.
    await checkIn(desk, there);
    const called: string[] = [];
    for (let n = 0; n < 4; n += 1) called.push(await callNext(desk, { roomId: clinic.roomId }));
    expect(called).toEqual([there.appointmentId, first, ...more]);
    expect(
      await owner`select 1 from app.messages m join app.appointments a using (citizen_id) where a.appointment_id in ${owner([first, ...more])}`,
    ).toHaveLength(0);
    expect((await findExpected(desk, first))?.citizenId).toBeNull();
    expect(await refusal(walkIn(ctx, walker(clinic)))).toBe("no-name");
  });

  test("found at the desk it stands in their book, once; taken back its place is free again", async () => {
    const clinic = await makeClinic(reach);
    const slot = await slotOf(clinic, "now", { capacity: 1, reserve: 1 });
    const { ctx, desk } = await clerkOf(clinic);
    const person = await signedIn(reach, { name: "Lâm Quang Huy" });
    const findId = await findPerson(ctx, { sought: person.personalId });
    const appointmentId = await walkIn(ctx, walker(clinic, { findId }));
    const pass = await findAppointment(
      await openBook(person.ctx, person.citizenId, "own-reading", "booking"),
      appointmentId,
    );
    expect(pass).toMatchObject({
      status: "checked-in",
      source: "walk-in",
      slotId: slot,
      serviceName: "Khám nội",
      citizenName: "Lâm Quang Huy",
    });
    const again = await walkIn(ctx, walker(clinic, { findId })).catch((error) => error);
    expect(again).toMatchObject({ reason: "already", appointmentId });
    await undo(desk, { appointmentId });
    expect(await statusOf(appointmentId)).toBe("cancelled");
    expect(await owner`select 1 from app.places where slot_id = ${slot} and taken`).toHaveLength(0);
    // A finding of somebody else opens nothing.
    const other = await clerkOf(clinic, "Người khác");
    await expect(walkIn(other.ctx, walker(clinic, { findId }))).rejects.toThrow();
  });
});

describe("many at once", () => {
  test("twenty clerks never call the same person, and two who press the same button call once", async () => {
    const clinic = await makeClinic(reach);
    const clerks = await Promise.all(Array.from({ length: 4 }, (_, i) => clerkOf(clinic, `Quầy ${i}`)));
    await slotOf(clinic, "now", { capacity: 30, reserve: 30 });
    const tickets = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        walkIn(clerks[i % 4]?.ctx as Context, walker(clinic, { name: `Khách ${i}` })),
      ),
    );
    expect(new Set(tickets).size).toBe(24);
    const called = await Promise.all(
      Array.from({ length: 20 }, (_, i) => callNext(clerks[i % 4]?.desk as never, { roomId: clinic.roomId })),
    );
    expect(new Set(called).size).toBe(20);
    const [next] =
      await owner`select appointment_id from app.appointments where room_id = ${clinic.roomId} and status = 'checked-in' order by queue_at, number limit 1`;
    const pressed = await Promise.allSettled(
      clerks.map(({ desk }) => callNext(desk, { roomId: clinic.roomId, expected: next?.appointment_id })),
    );
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const slower = pressed.find((end) => end.status === "rejected")?.reason;
    expect(slower).toBeInstanceOf(Changed);
    expect(slower).toMatchObject({ byName: expect.stringMatching(/^Quầy/) });
    const [left] =
      await owner`select count(*)::int as n from app.appointments where room_id = ${clinic.roomId} and status = 'checked-in'`;
    expect(left?.n).toBe(3);
    // Each call left one line, and no number was given twice.
    const [lines] =
      await owner`select count(*)::int as n, count(distinct about_id)::int as who from app.booking_log where facility_code = ${clinic.facilityCode} and what = 'called'`;
    expect(lines).toEqual({ n: 21, who: 21 });
  });

  test("what is killed in between leaves nothing half", async () => {
    const clinic = await makeClinic(reach);
    const there = await booked(clinic, await slotOf(clinic, "now"));
    const { desk } = await clerkOf(clinic);
    await expect(
      desk.actOnApp(async (tx) => {
        const { sql } = await import("drizzle-orm");
        await tx.execute(sql`select app.check_in(${there.appointmentId}::uuid, null, null)`);
        await tx.execute(sql`select app.call_next(${clinic.roomId}::uuid, null)`);
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await statusOf(there.appointmentId)).toBe("booked");
    expect(await stepsOf(there)).toEqual([]);
    expect(await owner`select 1 from app.messages where citizen_id = ${there.citizenId}`).toHaveLength(0);
  });
});

describe("strangers", () => {
  test("a citizen, another facility and the authority receive and call nobody", async () => {
    const clinic = await makeClinic(reach);
    const there = await booked(clinic, await slotOf(clinic, "now"));
    const [other, authority] = [await clerkOf(await makeClinic(reach)), await staffSignedIn(reach)];
    for (const ctx of [there.ctx, authority.ctx])
      expect(await refusal(deskOf(ctx).then((desk) => checkIn(desk, there)))).not.toBe("done");
    await expect(checkIn(other.desk, there)).rejects.toBeInstanceOf(NotFound);
    for (const verb of [callOne, recall, skip, startVisit, finishVisit, noShow, undo])
      await expect(verb(other.desk, there)).rejects.toBeInstanceOf(NotFound);
    await expect(callNext(other.desk, { roomId: clinic.roomId })).rejects.toBeInstanceOf(NotFound);
    await expect(walkIn(other.ctx, walker(clinic, { name: "Lạ" }))).rejects.toBeInstanceOf(NotFound);
    expect(await listDay(other.desk, there.ctx.today)).toEqual([]);
    expect(await findExpected(other.desk, there.appointmentId)).toBeNull();
    expect(await roomsOfDay(other.desk, clinic.facilityCode, there.ctx.today)).toHaveLength(1);
    // A desk that opened one person acts on nobody else; no book's grant acts at a desk.
    const { ctx } = await clerkOf(clinic);
    const one = await openDesk(ctx, "receive-people", "appointment", randomUUID());
    await expect(checkIn(one, there)).rejects.toBeInstanceOf(NotFound);
    const fees = await openDesk(ctx, "collect-fees", "fees");
    await expect(checkIn(fees, there)).rejects.toThrow();
    const { sql } = await import("drizzle-orm");
    await expect(
      (await there.book()).actOnApp((tx) =>
        tx.execute(sql`select app.check_in(${there.appointmentId}::uuid, null, null)`),
      ),
    ).rejects.toThrow();
    expect(await statusOf(there.appointmentId)).toBe("booked");
    // Only whom a facility expects today is found by the appointment.
    expect(await findExpectedPerson(ctx, there.citizenId)).toMatch(/^[0-9a-f-]{36}$/);
    await expect(findExpectedPerson(other.ctx, there.citizenId)).rejects.toThrow();
  });
});

describe("queue truth", () => {
  test("tells the last number and how many wait, from the plan and then from the day, and nothing of anybody else", async () => {
    const clinic = await makeClinic(reach);
    const slot = await slotOf(clinic, "now", { capacity: 8 });
    const people = [];
    for (let i = 0; i < 6; i += 1) people.push(await booked(clinic, slot, `Người ${i}`));
    const last = people[5];
    if (!last) throw new Error("six people");
    const { desk } = await clerkOf(clinic);
    const look = async () => (await queueOf(await last.book(), last.appointmentId, new Date()))?.view;
    expect(await look()).toMatchObject({
      status: "booked",
      lastCalled: null,
      before: 0,
      estimate: { by: "plan" },
    });
    for (const one of people) await checkIn(desk, one);
    expect(await look()).toMatchObject({ status: "checked-in", before: 5, number: 6 });
    for (const one of people.slice(0, 3)) {
      await callOne(desk, one);
      await startVisit(desk, one);
      await owner`update app.appointments set started_at = now() - interval '10 minutes' where appointment_id = ${one.appointmentId}`;
      await finishVisit(desk, one);
    }
    const view = await look();
    expect(view).toMatchObject({ before: 2, lastCalled: 3, estimate: { by: "visits" } });
    const wait = new Date(view?.estimate?.from ?? 0).getTime() - Date.now();
    expect(wait).toBeGreaterThan(14 * 60_000);
    expect(wait).toBeLessThan(21 * 60_000);
    expect(JSON.stringify(view)).not.toContain("Người");
    expect(await queueOf((await people[0]?.book()) as never, last.appointmentId, new Date())).toBeNull();
  });

  test("each step tells the room's watchers, and no other room's", async () => {
    const clinic = await makeClinic(reach);
    const there = await booked(clinic, await slotOf(clinic, "now"));
    const { desk } = await clerkOf(clinic);
    const heard: string[] = [];
    const { unlisten } = await owner.listen("queue", (room) => heard.push(room));
    await checkIn(desk, there);
    await callNext(desk, { roomId: clinic.roomId });
    await expect.poll(() => heard.filter((room) => room === clinic.roomId).length).toBe(2);
    await unlisten();
  });
});

test("a station books for somebody without a phone, and the visit bears the helper's name", async () => {
  const clinic = await makeClinic(reach);
  const person = await signedIn(reach, { name: "Đinh Thị Rế" });
  const helper = await staffSignedIn(reach, { role: "station", facilityCode: "51001", name: "YS. Giúp" });
  const input = BeginHelpingInput.parse({
    ...{
      personalId: person.personalId,
      name: "Đinh Thị Rế",
      helpId: randomUUID(),
      way: "in-person",
      reason: "Bà không có điện thoại",
    },
  });
  await beginHelping(helper.ctx, input, ({ code }) => code, null);
  const ctx: Context = {
    ...contextFor(helper.ctx.actor, helper.ctx, new Date(), "test"),
    inHand: { citizenId: person.citizenId, purpose: "helping", as: "trusted", mayOpenPrivate: false },
  };
  const slotId = await laySlot(reach, clinic, { inHours: 60 });
  const { appointmentId } = await bookAppointment(ctx, {
    ...{
      key: randomUUID(),
      slotId,
      serviceId: clinic.serviceId,
      reason: "Khó ngủ",
      origin: undefined,
      originRef: "",
    },
  });
  const helped = await findAppointment(await openBookInHand(ctx, "booking"), appointmentId);
  expect(helped).toMatchObject({ source: "helper", bookedByName: "YS. Giúp", citizenName: "Đinh Thị Rế" });
  const own = await openBook(person.ctx, person.citizenId, "own-reading", "booking");
  expect(await listSteps(own, appointmentId)).toMatchObject([
    { what: "booked", actorKind: "helper", actorName: "YS. Giúp" },
  ]);
});
