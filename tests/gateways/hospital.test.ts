import { expect, test } from "vitest";
import { FeeNote } from "#lib/payment/inputs.ts";
import { noteFor } from "../simulators/hospital/notes.ts";

const now = new Date("2026-11-26T17:30:00Z");
const visit = {
  code: "ABCD2345",
  status: "booked",
  source: "app",
  serviceId: "s",
  name: "Nguyễn Thị Hoa",
  birthDate: "1990",
};
const service = { serviceId: "s", name: "Khám nội", priceVnd: 39_800, insuredVnd: 31_840 };

test("what the simulated hospital asks is a fee note as the book takes it", () => {
  const note = noteFor(visit, service, now);
  expect(FeeNote.parse(note)).toMatchObject({
    noteNumber: "DL-ABCD2345",
    appointmentCode: "ABCD2345",
    amountVnd: 7_960,
    // The day in Bình Sơn.
    issuedOn: "2026-11-27",
  });
  expect(FeeNote.parse(noteFor(visit, { ...service, insuredVnd: null }, now)).amountVnd).toBe(39_800);
  expect(noteFor({ ...visit, status: "cancelled" }, service, now)).toBeNull();
  expect(noteFor({ ...visit, source: "walk-in" }, service, now)).toBeNull();
  expect(noteFor(visit, { ...service, priceVnd: null }, now)).toBeNull();
});
