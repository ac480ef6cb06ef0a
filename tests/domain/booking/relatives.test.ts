import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  expireOffers,
  findAppointment,
  joinWait,
  listComing,
  listWaits,
  takeOffer,
} from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import { openBook } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { connect } from "#lib/platform/db.ts";
import { urlOf } from "../../support/database.ts";
import { fileVisit, reachOf, signedIn } from "../../support/guarded-books.ts";
import { aChild, holding, represents, trusts } from "../../support/relatives.ts";
import { laySlot, makeClinic, type TestClinic } from "../../support/schedules.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
let clinic: TestClinic;
beforeAll(async () => {
  clinic = await makeClinic(reach);
});
afterAll(() => reach.close());

const wish = (slotId: string) => ({
  key: randomUUID(),
  slotId,
  serviceId: clinic.serviceId,
  reason: "",
  origin: undefined,
  originRef: "",
});

describe("booking for somebody else", () => {
  test("a mother books for her child, in the child's book and under her name", async () => {
    const [mother, stranger] = [await signedIn(reach, { name: "Trần Thị Mẹ" }), await signedIn(reach)];
    const child = await aChild(reach, "2022-05-04");
    await represents(reach, mother, child, "2022-05-04");
    const slot = await laySlot(reach, clinic, { inHours: 28, capacity: 3 });
    const acting = holding(mother, child.citizenId, "representative");
    const { appointmentId } = await bookAppointment(acting, wish(slot));
    const book = await openBook(acting, child.citizenId, "for-family", "booking");
    expect(await findAppointment(book, appointmentId)).toMatchObject({
      citizenName: "Bé Thử Nghiệm",
      bookedByName: "Trần Thị Mẹ",
    });
    // It is not hers: her own book has none, and her own place at that time is free.
    const own = await openBook(mother.ctx, mother.citizenId, "own-reading", "booking");
    expect(await listComing(own, mother.ctx.today)).toEqual([]);
    await bookAppointment(mother.ctx, wish(slot));
    await expect(
      bookAppointment(holding(stranger, child.citizenId, "representative"), wish(slot)),
    ).rejects.toThrow();
    await expect(
      cancelAppointment(holding(stranger, child.citizenId, "trusted"), { appointmentId, because: "" }),
    ).rejects.toThrow();
  });

  test("who may book sees the visits to come and not the record; who may read does not book", async () => {
    const [mother, booker, reader] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
    await trusts(mother, booker, ["booking"]);
    await trusts(mother, reader, ["record"]);
    const slot = await laySlot(reach, clinic, { inHours: 29, capacity: 3 });
    const acting = holding(booker, mother.citizenId, "trusted");
    const made = await bookAppointment(acting, wish(slot));
    await expect(openBook(acting, mother.citizenId, "for-family", "encounters")).rejects.toThrow();
    // Nor by the grant of the booking itself: it shows nothing of the book.
    const bound = await openBook(acting, mother.citizenId, "for-family", "booking");
    expect(await listComing(bound, mother.ctx.today)).toHaveLength(1);
    const rowsOf = (table: string) => sql.raw(`select citizen_id from ${table}`);
    await fileVisit(reach, mother.citizenId);
    for (const table of ["warehouse.encounters", "warehouse.citizens"])
      expect(await bound.readWarehouse((tx) => tx.execute(rowsOf(table))), table).toHaveLength(0);
    expect(await bound.readApp((tx) => tx.execute(rowsOf("app.history_entries")))).toHaveLength(0);
    const own = await openBook(mother.ctx, mother.citizenId, "own-reading", "booking");
    expect(await own.readWarehouse((tx) => tx.execute(rowsOf("warehouse.encounters")))).toHaveLength(1);
    const reading = holding(reader, mother.citizenId, "trusted");
    await expect(bookAppointment(reading, wish(slot))).rejects.toThrow();
    await expect(openBook(reading, mother.citizenId, "for-family", "booking")).rejects.toThrow();
    const record = await openBook(reading, mother.citizenId, "for-family", "encounters");
    expect(await findAppointment(record, made.appointmentId)).toBeNull();
    await cancelAppointment(acting, { ...made, because: "Đổi ý" });
  });
});

test("a worker that dies while it gives an offer on loses none, and the next one goes on", async () => {
  const [holder, first, second] = [await signedIn(reach), await signedIn(reach), await signedIn(reach)];
  const mine = await makeClinic(reach);
  const slot = await laySlot(reach, mine, { inHours: 31 });
  const held = await bookAppointment(holder.ctx, { ...wish(slot), serviceId: mine.serviceId });
  const today = dayOf(new Date());
  const wait = () => ({
    key: randomUUID(),
    serviceId: mine.serviceId,
    fromOn: today,
    untilOn: addDays(today, 9),
    dayPart: "any" as const,
    appointmentId: undefined,
    reason: "",
  });
  await joinWait(first.ctx, wait());
  await joinWait(second.ctx, wait());
  await cancelAppointment(holder.ctx, { ...held, because: "" });
  await owner`update app.offers set made_at = made_at - interval '3 hours', expires_at = expires_at - interval '3 hours'
    where slot_id = ${slot}`;
  const dying = connect(urlOf("worker"), { max: 1 });
  await expect(
    dying.$client.begin(async (tx) => {
      await tx`select app.expire_offers(200)`;
      const [me] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await owner`select pg_terminate_backend(${me?.pid ?? 0})`;
      await tx`select 1`;
    }),
  ).rejects.toThrow();
  await dying.$client.end();
  const open = () => owner`select offer_id from app.offers where slot_id = ${slot} and ended_at is null`;
  expect(await open()).toHaveLength(1);
  const worker = connect(urlOf("worker"), { max: 1 });
  await expireOffers(worker);
  await expireOffers(worker);
  await worker.$client.end();
  expect(await open()).toHaveLength(1);
  const book = await openBook(second.ctx, second.citizenId, "own-reading", "booking");
  const offer = (await listWaits(book))[0]?.offer;
  const taken = await takeOffer(second.ctx, { offerId: offer?.offerId ?? "" });
  expect(await findAppointment(book, taken.appointmentId)).toMatchObject({ status: "booked" });
});
