import { and, asc, eq, sql } from "drizzle-orm";
import type { Desk } from "#lib/consent/index.ts";
import { type Status, statuses } from "./rules.ts";
import { appointments, bookingLog } from "./tables.ts";

const visit = {
  appointmentId: appointments.appointmentId,
  roomId: appointments.roomId,
  number: appointments.number,
  startsAt: appointments.startsAt,
  /** The end of their time; a text, as the driver gives what has no column. Null without a time. */
  endsText: sql<
    string | null
  >`(select s.ends_at from app.slots s where s.slot_id = app.appointments.slot_id)`,
  status: appointments.status,
  name: appointments.citizenName,
  born: appointments.citizenBorn,
  reason: appointments.reason,
  serviceName: sql<
    string | null
  >`(select o.name from app.offered_services o where o.service_id = app.appointments.service_id)`,
  source: appointments.source,
  queueAt: appointments.queueAt,
  checkedInAt: appointments.checkedInAt,
  calledAt: appointments.calledAt,
  calls: appointments.calls,
  startedAt: appointments.startedAt,
  endedAt: appointments.endedAt,
  lateMinutes: appointments.lateMinutes,
  version: appointments.version,
};

type Row = { status: string; endsText: string | null };
const visitOf = <T extends Row>({ endsText, ...row }: T) => ({
  ...row,
  endsAt: endsText === null ? null : new Date(endsText),
  status: statuses.find((one): one is Status => one === row.status) ?? ("booked" as const),
});

/** Somebody on the list of a day: who they are as far as the desk may know before a book is open, and how they stand. */
export type DayVisit = Awaited<ReturnType<typeof listDay>>[number];

/** Hôm nay: everybody who is booked or was received at this facility on a day, by the number in the queue. */
export async function listDay(desk: Desk, day: string) {
  const rows = await desk.readApp((tx) =>
    tx
      .select(visit)
      .from(appointments)
      .where(and(eq(appointments.day, day), sql`${appointments.status} <> 'cancelled'`))
      .orderBy(asc(appointments.startsAt), asc(appointments.number))
      .limit(2000),
  );
  return rows.map(visitOf);
}

/** A room that receives people on a day, and what it is called. */
export type RoomOfDay = { roomId: string; name: string; departmentName: string; place: string | null };

/** The rooms of this desk's facility: those that receive people on a day first. */
export async function roomsOfDay(desk: Desk, facilityCode: string, day: string): Promise<RoomOfDay[]> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{ room_id: string; name: string; department_name: string; place: string | null }>(sql`
      select r.room_id, r.name, d.name as department_name, r.place from app.rooms r join app.departments d on d.department_id = r.department_id
      where r.facility_code = ${facilityCode} and (r.closed_at is null or exists (select from app.appointments a where a.room_id = r.room_id and a.day = ${day}::date))
      order by exists (select from app.slots s where s.room_id = r.room_id and s.day = ${day}::date and s.closed_at is null)
        or exists (select from app.appointments a where a.room_id = r.room_id and a.day = ${day}::date) desc, d.name, r.name`),
  );
  return rows.map((row) => ({
    roomId: row.room_id,
    name: row.name,
    departmentName: row.department_name,
    place: row.place,
  }));
}

/** One person of the list, whom the desk opened by themselves; `citizenId` is null of a ticket without a book. */
export type Expected = NonNullable<Awaited<ReturnType<typeof findExpected>>>;

/** Người bệnh đang chọn: what the desk may know before the book is open, and who did what so far. */
export async function findExpected(desk: Desk, appointmentId: string) {
  const [[row], steps] = await Promise.all([
    desk.readApp((tx) =>
      tx
        .select({
          ...visit,
          citizenId: sql<string | null>`nullif(${appointments.citizenId}, ${appointments.appointmentId})`,
          day: appointments.day,
          code: appointments.code,
          bookedAt: appointments.bookedAt,
          bookedByName: appointments.bookedByName,
          priceVnd: appointments.priceVnd,
        })
        .from(appointments)
        .where(eq(appointments.appointmentId, appointmentId)),
    ),
    desk.readApp((tx) =>
      tx
        .select({ at: bookingLog.at, what: bookingLog.what, actorName: bookingLog.actorName })
        .from(bookingLog)
        .where(eq(bookingLog.aboutId, appointmentId))
        .orderBy(asc(bookingLog.logId))
        .limit(200),
    ),
  ]);
  if (!row) return null;
  return { ...visitOf(row), steps };
}

/** Whether the book of somebody who is expected is open at this desk: which finding leads there, and which parts are shown. */
export async function findOpened(
  desk: Desk,
  appointmentId: string,
): Promise<{ findId: string; kind: "visit" | "emergency"; parts: string[] } | null> {
  const [row] = await desk.readApp((tx) =>
    tx.execute<{ find_id: string; kind: string; parts: string }>(
      sql`select find_id, kind, array_to_string(parts, ',') as parts from app.open_of_appointment(${appointmentId}::uuid)`,
    ),
  );
  if (!row) return null;
  return {
    findId: row.find_id,
    kind: row.kind === "visit" ? "visit" : "emergency",
    parts: row.parts.split(","),
  };
}

/** Phiếu số of somebody who came without booking, to print. */
export async function findTicket(desk: Desk, appointmentId: string) {
  const [row] = await desk.readApp((tx) =>
    tx
      .select({
        number: appointments.number,
        code: appointments.code,
        name: appointments.citizenName,
        day: appointments.day,
        startsAt: appointments.startsAt,
        slotId: appointments.slotId,
        checkedInAt: appointments.checkedInAt,
        roomName: sql<string>`(select r.name from app.rooms r where r.room_id = app.appointments.room_id)`,
        roomPlace: sql<
          string | null
        >`(select r.place from app.rooms r where r.room_id = app.appointments.room_id)`,
        departmentName: sql<string>`(select d.name from app.departments d where d.department_id = app.appointments.department_id)`,
      })
      .from(appointments)
      .where(eq(appointments.appointmentId, appointmentId)),
  );
  return row ?? null;
}
