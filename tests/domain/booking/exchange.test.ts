import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ExchangedAppointment } from "#lib/booking/inputs.ts";
import { addDays } from "#lib/booking/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import {
  bookAppointment,
  cancelAppointment,
  findAppointment,
  receiveBooking,
  receiveChange,
  tellAppointment,
  tellChanges,
  tellSlots,
} from "../../../lib/booking/index.ts";
import { openBook } from "../../../lib/consent/index.ts";
import { aFacility, type Facility } from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { laySlot, makeClinic, type TestClinic } from "../../support/schedules.ts";
import { actAsWebProcess } from "../../support/web-environment.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
afterAll(() => reach.close());
let facility: Facility;
let other: Facility;
let clinic: TestClinic;
beforeAll(async () => {
  [facility, other] = [await aFacility(reach), await aFacility(reach)];
  clinic = await makeClinic(reach, facility.facilityCode);
});

const bookingOf = (slotId: string, o: { personalId?: string; name?: string; number?: string } = {}) => ({
  number: o.number ?? `DH-${randomUUID().slice(0, 8)}`,
  slotId,
  serviceId: clinic.serviceId,
  personalId: o.personalId,
  name: o.name ?? "Người Thử Nghiệm",
  birthDate: "1990-01-02",
});
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.reason ?? String(error),
  );

describe("appointments from another system", () => {
  test("stand in the book of the person they name, once however often and at once they are sent", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 30, capacity: 9 });
    const person = await signedIn(reach);
    const booking = bookingOf(slot, { personalId: person.personalId });
    const all = await Promise.all(
      Array.from({ length: 8 }, () => receiveBooking(reach, facility.sender, booking)),
    );
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(["booked", ...Array(7).fill("unchanged")]);
    const { appointmentId } = all[0]?.appointment ?? { appointmentId: "" };
    const book = await openBook(person.ctx, person.citizenId, "own-reading", "booking");
    expect(await findAppointment(book, appointmentId)).toMatchObject({ source: "portal", status: "booked" });
    const [log] = await owner`select what, actor_kind from app.booking_log where about_id = ${appointmentId}`;
    expect(log).toMatchObject({ what: "booked", actor_kind: "facility" });
    expect(JSON.stringify(all)).not.toContain(person.citizenId);
    expect(JSON.stringify(all)).not.toContain(person.personalId);
  });

  test("without a book are a ticket of nobody's book; of another name or number are refused", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 33, capacity: 9 });
    const person = await signedIn(reach);
    const { appointment } = await receiveBooking(reach, facility.sender, bookingOf(slot));
    expect(appointment.queueNumber).toBeGreaterThan(0);
    const wrong = bookingOf(slot, { personalId: person.personalId, name: "Ai Khác" });
    expect(await reasonOf(receiveBooking(reach, facility.sender, wrong))).toBe("person-differs");
    const reused = { ...bookingOf(slot, { name: "Người Khác Hẳn" }), number: appointment.number ?? "" };
    expect(await reasonOf(receiveBooking(reach, facility.sender, reused))).toBe("number-reused");
  });

  test("are refused where there is no place, no such service, or another facility's time", async () => {
    const slot = await laySlot(reach, clinic, { inHours: 36, capacity: 1 });
    await receiveBooking(reach, facility.sender, bookingOf(slot));
    expect(await reasonOf(receiveBooking(reach, facility.sender, bookingOf(slot)))).toBe("slot-full");
    expect(await reasonOf(receiveBooking(reach, other.sender, bookingOf(slot)))).toBe("slot-closed");
    const open = await laySlot(reach, clinic, { inHours: 37 });
    const strange = { ...bookingOf(open), serviceId: randomUUID() };
    expect(await reasonOf(receiveBooking(reach, facility.sender, strange))).toBe("service-unknown");
    const past = await laySlot(reach, clinic, { inHours: -30 });
    expect(await reasonOf(receiveBooking(reach, facility.sender, bookingOf(past)))).toBe("slot-closed");
  });
});

describe("changes, both ways", () => {
  test("by the system reach the person, and twice is once", async () => {
    const [first, second] = [
      await laySlot(reach, clinic, { inHours: 60 }),
      await laySlot(reach, clinic, { inHours: 84 }),
    ];
    const person = await signedIn(reach);
    const made = await bookAppointment(person.ctx, {
      key: randomUUID(),
      slotId: first,
      serviceId: clinic.serviceId,
      reason: "",
      origin: undefined,
      originRef: "",
    });
    const id = made.appointmentId;
    const move = { move: { slotId: second } };
    expect((await receiveChange(reach, facility.sender, id, move)).outcome).toBe("moved");
    expect((await receiveChange(reach, facility.sender, id, move)).outcome).toBe("unchanged");
    const cancel = { cancel: { because: "Bác sĩ nghỉ" } };
    expect(await reasonOf(receiveChange(reach, other.sender, id, cancel))).toBe("appointment-unknown");
    expect((await receiveChange(reach, facility.sender, id, cancel)).outcome).toBe("cancelled");
    expect((await receiveChange(reach, facility.sender, id, cancel)).outcome).toBe("unchanged");
    expect(await reasonOf(receiveChange(reach, facility.sender, id, move))).toBe("appointment-over");
    const told =
      await owner`select kind from app.messages where citizen_id = ${person.citizenId} order by message_id`;
    expect(told.map(({ kind }) => kind)).toEqual([
      "appointment-booked",
      "appointment-moved",
      "appointment-cancelled",
    ]);
    expect(await tellAppointment(reach, other.sender, id)).toBeNull();
    expect(await tellAppointment(reach, facility.sender, id)).toMatchObject({ status: "cancelled" });
  });

  test("what happened on the day goes forward only, and each once", async () => {
    const mine = await aFacility(reach);
    const place = await makeClinic(reach, mine.facilityCode);
    const [ahead, today] = [
      await laySlot(reach, place, { inHours: 50 }),
      await laySlot(reach, place, { inHours: 0.02, capacity: 3 }),
    ];
    const book = async (slotId: string) => {
      const booking = { ...bookingOf(slotId), serviceId: place.serviceId };
      return (await receiveBooking(reach, mine.sender, booking)).appointment.appointmentId;
    };
    const [later, one, absent] = [await book(ahead), await book(today), await book(today)];
    const step = async (id: string, name: "arrived" | "started" | "finished" | "no-show") =>
      receiveChange(reach, mine.sender, id, { step: name }).then(
        ({ outcome, appointment }) => `${outcome} ${appointment.status}`,
        (error) => error.reason,
      );
    expect(await step(later, "arrived")).toBe("too-soon");
    expect(await step(absent, "no-show")).toBe("too-soon");
    expect(await step(one, "arrived")).toBe("arrived checked-in");
    expect(await step(one, "finished")).toBe("finished done");
    expect(await step(one, "arrived")).toBe("unchanged done");
    expect(await step(one, "no-show")).toBe("appointment-over");
    expect(await step(absent, "started")).toBe("started seeing");
    await expect(receiveChange(reach, other.sender, one, { step: "arrived" })).rejects.toMatchObject({
      reason: "appointment-unknown",
    });
    const steps = await owner`select what from app.booking_log where about_id = ${one} order by log_id`;
    expect(steps.map(({ what }) => what)).toEqual(["booked", "arrived", "finished"]);
  });

  test("by people are told in order, each once it is whole, and to their facility alone", async () => {
    const mine = await aFacility(reach);
    const place = await makeClinic(reach, mine.facilityCode);
    const slot = await laySlot(reach, place, { inHours: 40, capacity: 20 });
    const people = await Promise.all(Array.from({ length: 12 }, () => signedIn(reach)));
    const made = await Promise.all(
      people.map(({ ctx }) =>
        bookAppointment(ctx, {
          key: randomUUID(),
          slotId: slot,
          serviceId: place.serviceId,
          reason: "Ho",
          origin: undefined,
          originRef: "",
        }),
      ),
    );
    const seen: string[] = [];
    let after = 0;
    for (;;) {
      const { appointments, next } = await tellChanges(reach, mine.sender, { after, most: 5 });
      if (appointments.length === 0 && seen.length >= 12) break;
      if (appointments.length === 0) await sleep(50);
      seen.push(...appointments.map((one) => one.appointmentId));
      expect(next).toBeGreaterThanOrEqual(after);
      after = next;
    }
    expect([...seen].sort()).toEqual(made.map((one) => one.appointmentId).sort());
    const [one] = people;
    if (!one || !made[0]) throw new Error("somebody");
    await cancelAppointment(one.ctx, { ...made[0], because: "" });
    await expect
      // Transactions of other tests may still be under way, and are waited for.
      .poll(async () => (await tellChanges(reach, mine.sender, { after, most: 5 })).appointments, {
        timeout: 15_000,
      })
      .toMatchObject([{ appointmentId: made[0].appointmentId, status: "cancelled", cancelledBy: "citizen" }]);
    expect((await tellChanges(reach, other.sender, { after: 0, most: 500 })).appointments).toEqual([]);
  });
});

test("a change that was begun first and is whole last is told all the same", async () => {
  const mine = await aFacility(reach);
  const place = await makeClinic(reach, mine.facilityCode);
  const slot = await laySlot(reach, place, { inHours: 41, capacity: 3 });
  const booked = async (number: string) =>
    (await receiveBooking(reach, mine.sender, { ...bookingOf(slot, { number }), serviceId: place.serviceId }))
      .appointment.appointmentId;
  const [one, two] = [await booked("F-1"), await booked("F-2")];
  let after = 0;
  const told = async () => {
    const { appointments, next } = await tellChanges(reach, mine.sender, { after, most: 1 });
    after = next;
    return appointments.map(({ appointmentId }) => appointmentId);
  };
  await expect.poll(told).toEqual([one]);
  await expect.poll(told).toEqual([two]);

  const seen: string[] = [];
  const look = async () => seen.push(...(await told()));
  await owner.begin(async (first) => {
    await first`select pg_current_xact_id()`;
    await owner.begin(async (second) => {
      await second`select pg_current_xact_id()`;
      // The later transaction takes the earlier number, and is open when the other one is over.
      await second`update app.appointments set late_minutes = 5 where appointment_id = ${two}`;
      await first`update app.appointments set late_minutes = 5 where appointment_id = ${one}`;
      await look();
    });
    await look();
  });
  await expect
    .poll(async () => {
      await look();
      return [...seen].sort();
    })
    .toEqual([one, two].sort());
});

test("open times are those of the sender's facility that have a place", async () => {
  const mine = await aFacility(reach);
  const place = await makeClinic(reach, mine.facilityCode);
  const [open, full] = [
    await laySlot(reach, place, { inHours: 26, capacity: 2 }),
    await laySlot(reach, place, { inHours: 27, capacity: 1 }),
  ];
  await owner`update app.places set reserved = true where slot_id = ${full}`;
  const today = dayOf(new Date());
  const asked = { from: today, until: addDays(today, 5) };
  expect(await tellSlots(reach, mine.sender, asked)).toMatchObject([{ slotId: open, free: 2 }]);
  expect(await tellSlots(reach, other.sender, asked)).toEqual([]);
  await expect(reach.app.$client`select app.exchange_changes('no grant', 0, 5)`).rejects.toMatchObject({
    code: "28000",
  });
});

describe("the addresses", () => {
  const at = async (module: Promise<Record<string, unknown>>, method: "GET" | "POST") =>
    (await module)[method] as (
      request: Request,
      given?: { params: Promise<{ appointmentId: string }> },
    ) => Promise<Response>;
  const ask = (path: string, o: { key?: string; body?: unknown } = {}) =>
    new Request(`https://so.example.vn/api/booking/${path}`, {
      method: o.body === undefined ? "GET" : "POST",
      ...(o.key ? { headers: { authorization: `Bearer ${o.key}` } } : {}),
      ...(o.body === undefined ? {} : { body: typeof o.body === "string" ? o.body : JSON.stringify(o.body) }),
    });
  const told = async (answer: Response) => ({ status: answer.status, ...(await answer.json()) });

  test("ask for a key, say what is wrong, and book, change and tell", async () => {
    actAsWebProcess();
    const list = import("../../../app/api/booking/appointments/route.ts");
    const one = import("../../../app/api/booking/appointments/[appointmentId]/route.ts");
    const times = import("../../../app/api/booking/slots/route.ts");
    const [book, changes] = [await at(list, "POST"), await at(list, "GET")];
    const [change, find] = [await at(one, "POST"), await at(one, "GET")];
    const slots = await at(times, "GET");
    const services = await at(import("../../../app/api/booking/services/route.ts"), "GET");
    const { key } = facility;
    const slot = await laySlot(reach, clinic, { inHours: 55, capacity: 2 });
    expect(await told(await changes(ask("appointments")))).toMatchObject({ status: 401, error: "no-key" });
    expect(await told(await book(ask("appointments", { key, body: "{" })))).toMatchObject({
      error: "not-json",
    });
    expect(await told(await book(ask("appointments", { key, body: { number: "a b" } })))).toMatchObject({
      status: 422,
      fields: expect.arrayContaining([expect.objectContaining({ field: "number" })]),
    });
    for (const days of ["from=2026-02-30&until=x", "from=0000-01-01&until=0000-01-02"])
      expect(await told(await slots(ask(`slots?${days}`, { key })))).toMatchObject({
        status: 422,
        error: "not-a-question",
      });
    for (const odd of [
      { name: "A\u0000B" },
      { reason: "\u0000" },
      { birthDate: "0000" },
      { birthDate: "1990-02-30" },
    ])
      expect(
        await told(await book(ask("appointments", { key, body: { ...bookingOf(slot), ...odd } }))),
      ).toMatchObject({
        status: 422,
        error: "not-a-booking",
      });
    const booked = await told(await book(ask("appointments", { key, body: bookingOf(slot) })));
    expect(booked).toMatchObject({ status: 200, outcome: "booked" });
    const { appointmentId } = booked.appointment;
    const params = Promise.resolve({ appointmentId });
    expect(await told(await find(ask(`appointments/${appointmentId}`, { key }), { params }))).toMatchObject({
      appointment: { appointmentId, status: "booked" },
    });
    const cancel = { key, body: { cancel: { because: "Bác sĩ nghỉ" } } };
    expect(await told(await change(ask(`appointments/${appointmentId}`, cancel), { params }))).toMatchObject({
      outcome: "cancelled",
    });
    const nobody = Promise.resolve({ appointmentId: "x" });
    expect(await told(await find(ask("appointments/x", { key }), { params: nobody }))).toMatchObject({
      status: 404,
    });
    expect(await told(await services(ask("services", { key })))).toMatchObject({
      services: [{ serviceId: clinic.serviceId, priceVnd: 39800, insuredVnd: 31840 }],
    });
  });

  test("are described for machines, and what they answer is what is described", async () => {
    const describing = await at(import("../../../app/api/booking/openapi.json/route.ts"), "GET");
    const { openapi, paths, components } = await told(await describing(ask("openapi.json")));
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toEqual([
      "/services",
      "/slots",
      "/appointments",
      "/appointments/{appointmentId}",
    ]);
    const named = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !(String(name) in components.schemas))).toEqual([]);
    const slot = await laySlot(reach, clinic, { inHours: 58 });
    const { appointment } = await receiveBooking(reach, facility.sender, bookingOf(slot));
    expect(ExchangedAppointment.strict().parse(appointment)).toEqual(appointment);
  });
});
