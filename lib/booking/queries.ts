import { and, asc, desc, eq, gte, inArray, type SQL, sql } from "drizzle-orm";
import type { Book } from "#lib/consent/index.ts";
import { livingStatuses, type Status, statuses } from "./rules.ts";
import { appointments, bookingLog, offers, reminderChoices, waits } from "./tables.ts";

// What they are called is nobody's data, and stands in lib/facility. Written out: drizzle names no table where there is one alone.
const ofRoom = <T>(column: SQL) =>
  sql<T>`(select ${column} from app.rooms r where r.room_id = app.appointments.room_id)`;
const ofService = <T>(column: SQL) =>
  sql<T>`(select ${column} from app.offered_services o where o.service_id = app.appointments.service_id)`;

/** Raw SQL gives JSON as its text. */
const linesOf = (sent: string | string[]): string[] => (typeof sent === "string" ? JSON.parse(sent) : sent);

const appointment = {
  appointmentId: appointments.appointmentId,
  facilityCode: appointments.facilityCode,
  departmentId: appointments.departmentId,
  departmentName: sql<string>`(select d.name from app.departments d where d.department_id = app.appointments.department_id)`,
  roomId: appointments.roomId,
  roomName: ofRoom<string>(sql`r.name`),
  roomPlace: ofRoom<string | null>(sql`r.place`),
  slotId: appointments.slotId,
  serviceId: appointments.serviceId,
  serviceName: ofService<string | null>(sql`o.name`),
  bring: ofService<string[] | null>(sql`array_to_json(o.bring)`).mapWith(linesOf),
  warningTitle: ofService<string | null>(sql`o.warning_title`),
  warningText: ofService<string | null>(sql`o.warning_text`),
  day: appointments.day,
  startsAt: appointments.startsAt,
  /** Null of whoever came without booking when no place was left. */
  endsAt: sql<string | null>`(select s.ends_at from app.slots s where s.slot_id = app.appointments.slot_id)`,
  number: appointments.number,
  status: appointments.status,
  code: appointments.code,
  citizenName: appointments.citizenName,
  reason: appointments.reason,
  origin: appointments.origin,
  originRef: appointments.originRef,
  priceVnd: appointments.priceVnd,
  insuredVnd: appointments.insuredVnd,
  source: appointments.source,
  bookedAt: appointments.bookedAt,
  bookedByName: appointments.bookedByName,
  cancelledAt: appointments.cancelledAt,
  cancelledBy: appointments.cancelledBy,
  cancelledBecause: appointments.cancelledBecause,
  checkedInAt: appointments.checkedInAt,
  calledAt: appointments.calledAt,
  lateMinutes: appointments.lateMinutes,
  encounterId: appointments.encounterId,
  /** Grows with every change; and when the last one was. */
  version: appointments.version,
  changedAt: appointments.changedAt,
  /** The facility gave up this place: it has to be moved. */
  stranded: sql<boolean>`coalesce((select p.closed from app.places p where p.slot_id = app.appointments.slot_id and p.place = app.appointments.place), false)`,
};

type Row = Awaited<ReturnType<typeof ask>>[number];
/** A visit to come, or that was: the whole pass. */
export type Appointment = Omit<Row, "status" | "cancelledBy" | "endsAt"> & {
  status: Status;
  endsAt: Date | null;
  cancelledBy: "citizen" | "facility" | "system" | null;
};

const bys = ["citizen", "facility", "system"] as const;
const appointmentOf = (row: Row): Appointment => ({
  ...row,
  endsAt: row.endsAt === null ? null : new Date(row.endsAt),
  status: statuses.find((one) => one === row.status) ?? "booked",
  cancelledBy: bys.find((one) => one === row.cancelledBy) ?? null,
});

function ask(book: Book, o: { where?: Parameters<typeof and>[number]; latest?: boolean; most: number }) {
  return book.readApp((tx) =>
    tx
      .select(appointment)
      .from(appointments)
      .where(and(eq(appointments.citizenId, book.citizenId), o.where))
      .orderBy(o.latest ? desc(appointments.startsAt) : asc(appointments.startsAt))
      .limit(o.most),
  );
}

/** Lịch hẹn sắp tới: from today on, those that are expected; soonest first. */
export async function listComing(book: Book, today: string): Promise<Appointment[]> {
  const where = and(gte(appointments.day, today), inArray(appointments.status, [...livingStatuses]));
  return (await ask(book, { where, most: 50 })).map(appointmentOf);
}

/** Lịch hẹn đã qua hoặc đã hủy, latest first. */
export async function listPast(book: Book, today: string): Promise<Appointment[]> {
  const where = sql`not (${appointments.day} >= ${today} and ${inArray(appointments.status, [...livingStatuses])})`;
  return (await ask(book, { where, latest: true, most: 50 })).map(appointmentOf);
}

/** Phiếu khám: one appointment of this book. */
export async function findAppointment(book: Book, appointmentId: string): Promise<Appointment | null> {
  const [row] = await ask(book, { where: eq(appointments.appointmentId, appointmentId), most: 1 });
  return row ? appointmentOf(row) : null;
}

/** "Đã đặt chưa?": what a form with this key made, also when its answer never came. */
export async function findByKey(book: Book, key: string): Promise<{ appointmentId: string } | null> {
  const [row] = await ask(book, { where: eq(appointments.bookingKey, key), most: 1 });
  return row ? { appointmentId: row.appointmentId } : null;
}

/** What somebody waits for, with the place that is held for them now. */
export type Wait = {
  waitId: string;
  facilityCode: string;
  departmentId: string;
  departmentName: string;
  serviceId: string;
  fromOn: string;
  untilOn: string;
  dayPart: string;
  appointmentId: string | null;
  status: string;
  askedAt: Date;
  offer: { offerId: string; startsAt: Date; expiresAt: Date } | null;
};

/** Đang chờ chỗ: the waits of this book that are open. */
export async function listWaits(book: Book): Promise<Wait[]> {
  const rows = await book.readApp((tx) =>
    tx
      .select({
        waitId: waits.waitId,
        facilityCode: waits.facilityCode,
        departmentId: waits.departmentId,
        departmentName: sql<string>`(select d.name from app.departments d where d.department_id = app.waits.department_id)`,
        serviceId: waits.serviceId,
        fromOn: waits.fromOn,
        untilOn: waits.untilOn,
        dayPart: waits.dayPart,
        appointmentId: waits.appointmentId,
        status: waits.status,
        askedAt: waits.askedAt,
        offerId: offers.offerId,
        startsAt: offers.startsAt,
        expiresAt: offers.expiresAt,
      })
      .from(waits)
      .leftJoin(
        offers,
        and(
          eq(offers.citizenId, waits.citizenId),
          eq(offers.waitId, waits.waitId),
          sql`${offers.endedAt} is null`,
        ),
      )
      .where(and(eq(waits.citizenId, book.citizenId), inArray(waits.status, ["waiting", "offered"])))
      .orderBy(asc(waits.askedAt)),
  );
  return rows.map(({ offerId, startsAt, expiresAt, ...row }) => ({
    ...row,
    offer: offerId && startsAt && expiresAt ? { offerId, startsAt, expiresAt } : null,
  }));
}

/** A place that is or was held for this person: which, until when, and what became of it. */
export type Offer = {
  offerId: string;
  waitId: string;
  facilityCode: string;
  slotId: string;
  startsAt: Date;
  expiresAt: Date;
  outcome: string | null;
  departmentName: string;
  serviceId: string;
  appointmentId: string | null;
};

/** Lời mời nhận chỗ. */
export async function findOffer(book: Book, offerId: string): Promise<Offer | null> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({
        offerId: offers.offerId,
        waitId: offers.waitId,
        facilityCode: offers.facilityCode,
        slotId: offers.slotId,
        startsAt: offers.startsAt,
        expiresAt: offers.expiresAt,
        outcome: offers.outcome,
        departmentName: sql<string>`(select d.name from app.departments d where d.department_id = app.waits.department_id)`,
        serviceId: waits.serviceId,
        appointmentId: waits.appointmentId,
      })
      .from(offers)
      .innerJoin(waits, and(eq(waits.citizenId, offers.citizenId), eq(waits.waitId, offers.waitId)))
      .where(and(eq(offers.citizenId, book.citizenId), eq(offers.offerId, offerId))),
  );
  return row ?? null;
}

/** What happened to one appointment or wait, oldest first: who did what. */
export function listSteps(
  book: Book,
  aboutId: string,
): Promise<{ at: Date; what: string; actorKind: string; actorName: string | null; details: unknown }[]> {
  return book.readApp((tx) =>
    tx
      .select({
        at: bookingLog.at,
        what: bookingLog.what,
        actorKind: bookingLog.actorKind,
        actorName: bookingLog.actorName,
        details: bookingLog.details,
      })
      .from(bookingLog)
      .where(and(eq(bookingLog.citizenId, book.citizenId), eq(bookingLog.aboutId, aboutId)))
      .orderBy(asc(bookingLog.logId))
      .limit(200),
  );
}

/** Nhắc lịch: when this person wants to be reminded; a day and two hours before until they choose. */
export async function findReminders(book: Book): Promise<{ week: boolean; day: boolean; hours: boolean }> {
  const [row] = await book.readApp((tx) =>
    tx
      .select({ week: reminderChoices.week, day: reminderChoices.day, hours: reminderChoices.hours })
      .from(reminderChoices)
      .where(eq(reminderChoices.citizenId, book.citizenId)),
  );
  return row ?? { week: false, day: true, hours: true };
}
