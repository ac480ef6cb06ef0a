import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  chooseReminders,
  declineOffer,
  findAppointment,
  findByKey,
  findOffer,
  findReminders,
  joinWait,
  leaveWait,
  listComing,
  listPast,
  listSlotsOfDay,
  listSteps,
  listWaits,
  moveAppointment,
  takeOffer,
  tellLate,
} from "../../../lib/booking/index.ts";
import { addDays } from "../../../lib/booking/rules.ts";
import { openBook } from "../../../lib/consent/index.ts";
import { listTerms } from "../../../lib/facility/index.ts";
import { usualTerms } from "../../../lib/facility/rules.ts";
import { dayOf } from "../../../lib/platform/clock.ts";
import type { Context } from "../../../lib/platform/context.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { laySlot, makeClinic, type TestClinic } from "../../support/schedules.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
afterAll(() => reach.close());
let clinic: TestClinic;
beforeAll(async () => {
  clinic = await makeClinic(reach);
});

const wish = (slotId: string, key = randomUUID(), of = clinic) => ({
  key,
  slotId,
  serviceId: of.serviceId,
  reason: "Đau bụng",
  origin: undefined,
  originRef: "",
});
const openOf = (ctx: Context) => openBook(ctx, ctx.actor.id, "own-reading", "booking");
const takenOf = async (slotId: string) =>
  Number((await owner`select count(*) as n from app.places where slot_id = ${slotId} and taken`)[0]?.n);
const waitFor = (clinicOf: TestClinic, o: { appointmentId?: string } = {}) => ({
  key: randomUUID(),
  serviceId: clinicOf.serviceId,
  fromOn: dayOf(new Date()),
  untilOn: addDays(dayOf(new Date()), 20),
  dayPart: "any" as const,
  appointmentId: o.appointmentId,
  reason: "",
});

describe("booking", () => {
  test("takes a place, gives the number of the queue, and leaves its trace", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 50, capacity: 3 });
    await owner`update app.offered_services set bring = array['Đơn thuốc cũ', 'Căn cước, hoặc VNeID'] where service_id = ${clinic.serviceId}`;
    const { ctx, citizenId } = await signedIn(reach, { name: "Nguyễn Thị Hoa" });
    const { appointmentId } = await bookAppointment(ctx, wish(slot));
    const book = await openOf(ctx);
    const pass = await findAppointment(book, appointmentId);
    expect(pass).toMatchObject({
      status: "booked",
      citizenName: "Nguyễn Thị Hoa",
      departmentName: "Phòng khám Nội",
      roomName: "Phòng 4",
      serviceName: "Khám nội",
      priceVnd: 39800n,
      insuredVnd: 31840n,
      stranded: false,
      bring: ["Đơn thuốc cũ", "Căn cước, hoặc VNeID"],
      version: 0,
    });
    expect(pass?.endsAt?.getTime()).toBe((pass?.startsAt.getTime() ?? 0) + 20 * 60_000);
    expect(pass?.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect((await listComing(book, ctx.today)).map((one) => one.appointmentId)).toEqual([appointmentId]);
    expect((await listSteps(book, appointmentId)).map(({ what }) => what)).toEqual(["booked"]);
    const told = await owner`select kind from app.messages where citizen_id = ${citizenId}`;
    expect(told.map(({ kind }) => kind)).toEqual(["appointment-booked"]);
    const [seen] = (
      await listSlotsOfDay(reach, {
        departmentId: clinic.departmentId,
        day: pass?.day ?? "",
        from: new Date(),
      })
    ).filter((one) => one.slotId === slot);
    expect(seen).toMatchObject({ free: 2, bookable: 3 });
  });

  test("the same form again is the same visit, also twenty times at once", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 51, capacity: 5 });
    const { ctx } = await signedIn(reach);
    const input = wish(slot);
    const made = await Promise.all(Array.from({ length: 20 }, () => bookAppointment(ctx, input)));
    expect(new Set(made.map((one) => one.appointmentId)).size).toBe(1);
    expect(await takenOf(slot)).toBe(1);
    expect(await findByKey(await openOf(ctx), input.key)).toEqual(made[0]);
  });

  test("a key of somebody else makes nothing and tells nothing", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 52, capacity: 5 });
    const [one, other] = [await signedIn(reach), await signedIn(reach)];
    const input = wish(slot);
    await bookAppointment(one.ctx, input);
    await expect(bookAppointment(other.ctx, input)).rejects.toMatchObject({ cause: { code: "42501" } });
    expect(await findByKey(await openOf(other.ctx), input.key)).toBeNull();
    expect(await takenOf(slot)).toBe(1);
  });

  test("every slot is sold exactly to its capacity, however many come at once", async () => {
    const mine = await makeClinic(reach);
    const [one, many] = [
      await laySlot(reach, mine, { inHours: 60, capacity: 1 }),
      await laySlot(reach, mine, { inHours: 61, capacity: 7, reserve: 2 }),
    ];
    const people = await Promise.all(Array.from({ length: 30 }, () => signedIn(reach)));
    const tries = await Promise.allSettled(
      people.flatMap(({ ctx }, at) => [bookAppointment(ctx, wish(at % 2 ? one : many, randomUUID(), mine))]),
    );
    const refused = tries.flatMap((end) => (end.status === "rejected" ? [end.reason.reason] : []));
    expect(new Set(refused)).toEqual(new Set(["full"]));
    expect([await takenOf(one), await takenOf(many)]).toEqual([1, 5]);
    const numbers = await owner`select number from app.appointments where slot_id = ${many} order by number`;
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(5);
  });

  test("is refused with a reason: past, too near, closed, twice, another department's service", async () => {
    const mine = await makeClinic(reach);
    const { ctx } = await signedIn(reach);
    const at = (inHours: number) => laySlot(reach, mine, { inHours });
    const reasonOf = (slot: string, serviceId = mine.serviceId) =>
      bookAppointment(ctx, { ...wish(slot), serviceId }).then(
        () => "booked",
        (error) => error.reason,
      );
    expect(await reasonOf(await at(-24))).toBe("too-soon");
    expect(await reasonOf(await at(0.5))).toBe("too-soon");
    expect(await reasonOf(await at(24 * 40))).toBe("too-far");
    expect(await reasonOf(randomUUID())).toBe("closed");
    expect(await reasonOf(await at(70), clinic.serviceId)).toBe("no-service");
    expect(await reasonOf(await at(71), mine.serviceId)).toBe("booked");
    const again = await laySlot(reach, mine, { inHours: 71.5 });
    const day =
      await owner`select count(distinct day)::int as n from app.slots where slot_id = ${again} or room_id = ${mine.roomId} and slot_id in (select slot_id from app.appointments where citizen_id = ${ctx.actor.id})`;
    if (day[0]?.n === 1) expect(await reasonOf(again)).toBe("already");
  });

  test("who did not come too often books at the desk for a while, where the facility says so", async () => {
    const mine = await makeClinic(reach);
    await owner`insert into app.booking_terms (facility_code, no_show_limit, no_show_days, no_show_pause_days) values (${mine.facilityCode}, 1, 90, 30)`;
    const terms = await listTerms(reach, [mine.facilityCode, clinic.facilityCode]);
    expect(terms.get(mine.facilityCode)).toMatchObject({ noShowLimit: 1, leadMinutes: 60 });
    expect(terms.get(clinic.facilityCode)).toEqual(usualTerms);
    const { ctx, citizenId } = await signedIn(reach);
    const first = await bookAppointment(
      ctx,
      wish(await laySlot(reach, mine, { inHours: 30 }), randomUUID(), mine),
    );
    await owner`update app.appointments set status = 'no-show' where citizen_id = ${citizenId} and appointment_id = ${first.appointmentId}`;
    await expect(
      bookAppointment(ctx, wish(await laySlot(reach, mine, { inHours: 80 }), randomUUID(), mine)),
    ).rejects.toMatchObject({ reason: "paused" });
  });

  test("a stranger learns of no appointment, and changes none", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 53 });
    const [one, other] = [await signedIn(reach), await signedIn(reach)];
    const { appointmentId } = await bookAppointment(one.ctx, wish(slot));
    const theirs = await openOf(other.ctx);
    expect(await findAppointment(theirs, appointmentId)).toBeNull();
    expect(await theirs.readApp((tx) => tx.execute(sql`select 1 from app.appointments`))).toHaveLength(0);
    await expect(cancelAppointment(other.ctx, { appointmentId, because: "" })).rejects.toThrow();
    await expect(moveAppointment(other.ctx, { appointmentId, slotId: slot })).rejects.toThrow();
    await expect(tellLate(other.ctx, { appointmentId, minutes: 10 })).rejects.toThrow();
    // Nor does an opening of another part of one's own book reach it.
    const record = await openBook(one.ctx, one.citizenId, "own-reading", "encounters");
    await expect(
      record.actOnApp((tx) => tx.execute(sql`select app.cancel_appointment(${appointmentId}::uuid, '')`)),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    await expect(reach.app.$client`delete from app.appointments`).rejects.toThrow(/permission denied/);
    await expect(owner`delete from app.appointments where appointment_id = ${appointmentId}`).rejects.toThrow(
      /append-only/,
    );
  });
});

describe("changing and cancelling", () => {
  test("a move keeps the code, takes the new place and lets the old one go", async () => {
    const mine = await makeClinic(reach);
    const [early, late] = [
      await laySlot(reach, mine, { inHours: 40 }),
      await laySlot(reach, mine, { inHours: 90 }),
    ];
    const { ctx } = await signedIn(reach);
    const { appointmentId } = await bookAppointment(ctx, wish(early, randomUUID(), mine));
    const before = await findAppointment(await openOf(ctx), appointmentId);
    await moveAppointment(ctx, { appointmentId, slotId: late });
    await moveAppointment(ctx, { appointmentId, slotId: late });
    const after = await findAppointment(await openOf(ctx), appointmentId);
    expect(after?.code).toBe(before?.code);
    expect(after?.slotId).toBe(late);
    expect([await takenOf(early), await takenOf(late)]).toEqual([0, 1]);
    expect((await listSteps(await openOf(ctx), appointmentId)).map(({ what }) => what)).toEqual([
      "booked",
      "moved",
    ]);
  });

  test("a move to a full time leaves everything as it was; two who change places at once lose none", async () => {
    const mine = await makeClinic(reach);
    const [a, b] = [await laySlot(reach, mine, { inHours: 41 }), await laySlot(reach, mine, { inHours: 91 })];
    const [one, two] = [await signedIn(reach), await signedIn(reach)];
    const first = await bookAppointment(one.ctx, wish(a, randomUUID(), mine));
    const second = await bookAppointment(two.ctx, wish(b, randomUUID(), mine));
    const ends = await Promise.allSettled([
      moveAppointment(one.ctx, { ...first, slotId: b }),
      moveAppointment(two.ctx, { ...second, slotId: a }),
    ]);
    expect(ends.filter((end) => end.status === "rejected").length).toBeGreaterThanOrEqual(1);
    expect(await takenOf(a)).toBe(1);
    expect(await takenOf(b)).toBe(1);
  });

  test("cancelling frees the place, twice is once, and too late is said", async () => {
    const mine = await makeClinic(reach);
    const slot = await laySlot(reach, mine, { inHours: 42 });
    const { ctx } = await signedIn(reach);
    const made = await bookAppointment(ctx, wish(slot, randomUUID(), mine));
    await cancelAppointment(ctx, { ...made, because: "Bận việc" });
    await cancelAppointment(ctx, { ...made, because: "" });
    expect(await takenOf(slot)).toBe(0);
    const [past] = await listPast(await openOf(ctx), ctx.today);
    expect(past).toMatchObject({ status: "cancelled", cancelledBy: "citizen", cancelledBecause: "Bận việc" });
    const near = await laySlot(reach, mine, { inHours: 1.5 });
    const soon = await bookAppointment(ctx, wish(near, randomUUID(), mine));
    await expect(cancelAppointment(ctx, { ...soon, because: "" })).rejects.toMatchObject({
      reason: "too-late",
    });
  });

  test("reminders follow what the person chooses", async () => {
    const { ctx, citizenId } = await signedIn(reach);
    const slot = await laySlot(reach, clinic, { inHours: 24 * 10 });
    await bookAppointment(ctx, wish(slot));
    const nextIn = async () => {
      const [row] =
        await owner`select extract(epoch from starts_at - next_remind_at) / 3600 as hours from app.appointments where citizen_id = ${citizenId}`;
      return row?.hours === null ? null : Math.round(Number(row?.hours));
    };
    expect(await findReminders(await openOf(ctx))).toEqual({ week: false, day: true, hours: true });
    expect(await nextIn()).toBe(24);
    await chooseReminders(ctx, { week: true, day: false, hours: true });
    expect(await nextIn()).toBe(24 * 7);
    await chooseReminders(ctx, { week: false, day: false, hours: false });
    expect(await nextIn()).toBeNull();
  });
});

describe("waiting for a place", () => {
  test("a freed place is offered in the order of asking, and to nobody else", async () => {
    const mine = await makeClinic(reach);
    const slot = await laySlot(reach, mine, { inHours: 45 });
    const [holder, first, second, passerBy] = await Promise.all(
      Array.from({ length: 4 }, () => signedIn(reach)),
    );
    if (!holder || !first || !second || !passerBy) throw new Error("four people");
    const held = await bookAppointment(holder.ctx, wish(slot, randomUUID(), mine));
    await joinWait(first.ctx, waitFor(mine));
    await joinWait(second.ctx, waitFor(mine));
    await cancelAppointment(holder.ctx, { ...held, because: "" });
    const [waits] = await listWaits(await openOf(first.ctx));
    expect(waits?.offer?.startsAt).toBeInstanceOf(Date);
    expect((await listWaits(await openOf(second.ctx)))[0]?.offer).toBeNull();
    await expect(bookAppointment(passerBy.ctx, wish(slot, randomUUID(), mine))).rejects.toMatchObject({
      reason: "full",
    });
    const offerId = waits?.offer?.offerId ?? "";
    await expect(takeOffer(second.ctx, { offerId })).rejects.toThrow();
    await declineOffer(first.ctx, { offerId });
    expect(await findOffer(await openOf(first.ctx), offerId)).toMatchObject({ outcome: "declined" });
    const next = (await listWaits(await openOf(second.ctx)))[0]?.offer;
    const taken = await takeOffer(second.ctx, { offerId: next?.offerId ?? "" });
    expect(await takeOffer(second.ctx, { offerId: next?.offerId ?? "" })).toEqual(taken);
    expect(await takenOf(slot)).toBe(1);
    expect(await listWaits(await openOf(second.ctx))).toEqual([]);
    expect((await listWaits(await openOf(first.ctx)))[0]?.status).toBe("waiting");
  });

  test("an earlier time moves the visit that was kept, whose place goes on to the next", async () => {
    const mine = await makeClinic(reach);
    const [early, late] = [
      await laySlot(reach, mine, { inHours: 46 }),
      await laySlot(reach, mine, { inHours: 96 }),
    ];
    const [holder, keeper, third] = await Promise.all(Array.from({ length: 3 }, () => signedIn(reach)));
    if (!holder || !keeper || !third) throw new Error("three people");
    const first = await bookAppointment(holder.ctx, wish(early, randomUUID(), mine));
    const kept = await bookAppointment(keeper.ctx, wish(late, randomUUID(), mine));
    await joinWait(keeper.ctx, waitFor(mine, kept));
    await joinWait(third.ctx, waitFor(mine));
    await cancelAppointment(holder.ctx, { ...first, because: "" });
    const offer = (await listWaits(await openOf(keeper.ctx)))[0]?.offer;
    expect(await takeOffer(keeper.ctx, { offerId: offer?.offerId ?? "" })).toEqual(kept);
    expect((await findAppointment(await openOf(keeper.ctx), kept.appointmentId))?.slotId).toBe(early);
    const passedOn = (await listWaits(await openOf(third.ctx)))[0]?.offer;
    expect(passedOn?.startsAt.getTime()).toBeGreaterThan(Date.now() + 95 * 3_600_000);
  });

  test("an offer that nobody takes goes on when its time is over, and can no longer be taken", async () => {
    const mine = await makeClinic(reach);
    const slot = await laySlot(reach, mine, { inHours: 47 });
    const [holder, first, second] = await Promise.all(Array.from({ length: 3 }, () => signedIn(reach)));
    if (!holder || !first || !second) throw new Error("three people");
    const held = await bookAppointment(holder.ctx, wish(slot, randomUUID(), mine));
    await joinWait(first.ctx, waitFor(mine));
    await joinWait(second.ctx, waitFor(mine));
    await cancelAppointment(holder.ctx, { ...held, because: "" });
    const offerId = (await listWaits(await openOf(first.ctx)))[0]?.offer?.offerId ?? "";
    await owner`update app.offers set made_at = made_at - interval '3 hours', expires_at = expires_at - interval '3 hours' where offer_id = ${offerId}`;
    await expect(takeOffer(first.ctx, { offerId })).rejects.toMatchObject({ reason: "expired" });
    await Promise.all([1, 2, 3].map(() => owner`select app.expire_offers(200)`));
    expect(await findOffer(await openOf(first.ctx), offerId)).toMatchObject({ outcome: "expired" });
    expect((await listWaits(await openOf(second.ctx)))[0]?.offer).not.toBeNull();
    const rows =
      await owner`select count(*)::int as n from app.offers where slot_id = ${slot} and ended_at is null`;
    expect(rows[0]?.n).toBe(1);
  });

  test("who leaves while a place is held gives it on; who waits twice waits once", async () => {
    const mine = await makeClinic(reach);
    const slot = await laySlot(reach, mine, { inHours: 48 });
    const [first, second] = [await signedIn(reach), await signedIn(reach)];
    const input = waitFor(mine);
    const { waitId } = await joinWait(first.ctx, input);
    expect(await joinWait(first.ctx, input)).toEqual({ waitId });
    await expect(joinWait(first.ctx, waitFor(mine))).rejects.toMatchObject({ reason: "already" });
    // The place was free: it is offered at once.
    expect((await listWaits(await openOf(first.ctx)))[0]?.offer).not.toBeNull();
    await joinWait(second.ctx, waitFor(mine));
    await leaveWait(first.ctx, { waitId });
    expect(await listWaits(await openOf(first.ctx))).toEqual([]);
    expect((await listWaits(await openOf(second.ctx)))[0]?.offer).not.toBeNull();
    await expect(leaveWait(second.ctx, { waitId })).rejects.toThrow();
    expect(await takenOf(slot)).toBe(1);
  });
});
