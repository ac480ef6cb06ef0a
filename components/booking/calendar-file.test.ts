import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const visit = {
  appointmentId: "5c0e0f0a-0000-4000-8000-000000000001",
  version: 3,
  startsAt: new Date("2026-11-26T23:30:00Z"),
  endsAt: new Date("2026-11-26T23:50:00Z"),
  changedAt: new Date("2026-11-20T01:02:03Z"),
  cancelled: false,
  summary: "Lịch khám, Trung tâm Y tế Bình Sơn",
  location: "Trung tâm Y tế Bình Sơn, đường Phạm Văn Đồng; xã Bình Sơn, tỉnh Quảng Ngãi, gần chợ",
  description: "Mở phiếu khám: http://localhost/booking/1",
  address: "http://localhost/booking/1",
};

test("a visit's time is the one of Bình Sơn, also where the day differs in London", () => {
  const file = calendarFile(visit);
  expect(file).toContain("DTSTART;TZID=Asia/Ho_Chi_Minh:20261127T063000\r\n");
  expect(file).toContain("DTEND;TZID=Asia/Ho_Chi_Minh:20261127T065000\r\n");
  expect(file).toContain("TZOFFSETTO:+0700\r\n");
});

test("the id stays, the sequence grows, and a cancelled visit says so", () => {
  const [first, later] = [calendarFile(visit), calendarFile({ ...visit, version: 4, cancelled: true })];
  const uid = "UID:5c0e0f0a-0000-4000-8000-000000000001@so-suc-khoe";
  expect(first).toContain(uid);
  expect(later).toContain(uid);
  expect(first).toContain("SEQUENCE:3\r\n");
  expect(first).toContain("STATUS:CONFIRMED");
  for (const line of ["SEQUENCE:4\r\n", "STATUS:CANCELLED", "METHOD:CANCEL"]) expect(later).toContain(line);
});

test("signs of the format are escaped, and long lines folded between letters", () => {
  const file = calendarFile(visit);
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(76);
  const whole = file.replaceAll("\r\n ", "");
  expect(whole).toContain(
    "LOCATION:Trung tâm Y tế Bình Sơn\\, đường Phạm Văn Đồng\\; xã Bình Sơn\\, tỉnh Quảng Ngãi\\, gần chợ",
  );
});
