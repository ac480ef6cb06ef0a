import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookAppointment, cancelAppointment, findAppointment, receiveBooking } from "#lib/booking/index.ts";
import { openBook } from "#lib/consent/index.ts";
import {
  beginPayment,
  followCancelledVisits,
  listNotesOfAppointment,
  receiveFeeNote,
} from "#lib/payment/index.ts";
import { FeeNote } from "#lib/payment/inputs.ts";
import { connect } from "#lib/platform/db.ts";
import { urlOf } from "../../support/database.ts";
import {
  aFacility,
  aTerminal,
  type Facility,
  hear,
  letTimePass,
  noteFor,
  noticeOf,
  standing,
} from "../../support/fee-notes.ts";
import { reachOf, signedIn } from "../../support/guarded-books.ts";
import { laySlot, makeClinic, type TestClinic } from "../../support/schedules.ts";

const reach = reachOf();
const owner = reach.appOwner.$client;
const worker = connect(urlOf("worker"), { max: 1 });
let facility: Facility;
let clinic: TestClinic;
beforeAll(async () => {
  facility = await aFacility(reach);
  clinic = await makeClinic(reach, facility.facilityCode);
});
afterAll(async () => {
  await worker.$client.end();
  await reach.close();
});

let hours = 40;
/** Somebody with a booked visit, and what the facility asks for it by its code alone. */
async function aVisitToPay() {
  hours += 1;
  const payer = await signedIn(reach);
  const slotId = await laySlot(reach, clinic, { inHours: hours });
  const wish = { key: randomUUID(), slotId, serviceId: clinic.serviceId, reason: "", originRef: "" };
  const made = await bookAppointment(payer.ctx, { ...wish, origin: undefined });
  const book = await openBook(payer.ctx, payer.citizenId, "own-reading", "booking");
  const code = (await findAppointment(book, made.appointmentId))?.code ?? "";
  const note = FeeNote.parse({ ...noteFor(payer), personalId: undefined, appointmentCode: code });
  await receiveFeeNote(reach, facility.sender, note);
  const [asked] = await listNotesOfAppointment(book, code);
  const terminal = aTerminal();
  const shop = { terminal, returnUrl: "https://so.example.vn/api/vnpay/return" };
  const noteId = asked?.noteId ?? "";
  const begin = () => beginPayment(payer.ctx, shop, { noteId }, { address: "127.0.0.1", language: "vi" });
  return { payer, book, code, note, noteId, terminal, begin, amountVnd: 150_000, ...made };
}
const cancel = ({ payer, appointmentId }: Awaited<ReturnType<typeof aVisitToPay>>) =>
  cancelAppointment(payer.ctx, { appointmentId, because: "" });
const refundsOf = (noteId: string) => owner<{ status: string; because: string; amount_vnd: string }[]>`
  select r.status, r.because, r.amount_vnd from app.refunds r join app.payment_attempts a using (citizen_id, attempt_id) where a.note_id = ${noteId}`;

test("a note for a booked visit finds its person by the code, and its pass", async () => {
  const visit = await aVisitToPay();
  expect(await listNotesOfAppointment(visit.book, visit.code)).toMatchObject([
    { amountVnd: 150_000n, status: "open", kind: "visit" },
  ]);
  expect(await receiveFeeNote(reach, facility.sender, visit.note)).toMatchObject({ outcome: "unchanged" });
  const stranger = await signedIn(reach);
  const theirs = await openBook(stranger.ctx, stranger.citizenId, "own-reading", "booking");
  expect(await listNotesOfAppointment(theirs, visit.code)).toEqual([]);
  const reasonOf = (changes: object, from = facility) =>
    receiveFeeNote(reach, from.sender, {
      ...visit.note,
      noteNumber: `PT-${randomUUID().slice(0, 8)}`,
      ...changes,
    }).catch((error) => error.reason);
  expect(await reasonOf({ name: "Người Khác" })).toBe("person-differs");
  expect(await reasonOf({ appointmentCode: "ABCD2345" })).toBe("visit-unknown");
  expect(await reasonOf({}, await aFacility(reach))).toBe("visit-unknown");
  // A code of somebody else beside one's own number names no visit of this person.
  expect(await reasonOf({ personalId: stranger.personalId })).toBe("visit-unknown");
  const { appointment } = await receiveBooking(reach, facility.sender, {
    number: randomUUID().slice(0, 8),
    slotId: await laySlot(reach, clinic, { inHours: 39 }),
    serviceId: clinic.serviceId,
    name: "Người Chưa Có Sổ",
    birthDate: "1950",
  });
  expect(await reasonOf({ appointmentCode: appointment.code, name: "Người Chưa Có Sổ" })).toBe(
    "person-unknown",
  );
});

test("a visit that is cancelled is asked for no more", async () => {
  const visit = await aVisitToPay();
  await cancel(visit);
  expect(await standing(reach, visit)).toMatchObject({ note: "void", balanced: true });
  await expect(visit.begin()).rejects.toMatchObject({ reason: "not-open" });
  await expect(
    receiveFeeNote(reach, facility.sender, { ...visit.note, noteNumber: "PT-LATE" }),
  ).rejects.toMatchObject({ reason: "visit-unknown" });
});

test("what was paid for it goes back whole, asked for once", async () => {
  const visit = await aVisitToPay();
  const { reference } = await visit.begin();
  expect(await hear(reach, visit, noticeOf(visit, reference))).toBe("00");
  await cancel(visit);
  await cancel(visit);
  await followCancelledVisits(worker);
  expect(await refundsOf(visit.noteId)).toMatchObject([
    { status: "requested", because: "Lịch khám đã hủy", amount_vnd: "150000" },
  ]);
  expect(await standing(reach, visit)).toMatchObject({ note: "paid", balanced: true });
});

test("what is being paid while the visit is cancelled waits for the bank, and then goes back", async () => {
  const [paid, never] = [await aVisitToPay(), await aVisitToPay()];
  const { reference } = await paid.begin();
  await never.begin();
  await Promise.all([cancel(paid), cancel(never)]);
  expect((await standing(reach, paid)).note).toBe("open");
  expect(await hear(reach, paid, noticeOf(paid, reference))).toBe("00");
  await letTimePass(reach, never, 90);
  await owner`update app.payment_attempts set status = 'expired' where note_id = ${never.noteId}`;
  await Promise.all([followCancelledVisits(worker), followCancelledVisits(worker)]);
  expect(await refundsOf(paid.noteId)).toHaveLength(1);
  expect((await standing(reach, never)).note).toBe("void");
});
