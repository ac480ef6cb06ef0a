import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Book, Desk } from "#lib/consent/index.ts";
import type { Day } from "#lib/platform/clock.ts";
import {
  deskDoses,
  vaccinationLog,
  vaccinationPeople,
  vaccinationSessions,
  vaccinationStock,
} from "./session-tables.ts";
import type { DueListKind } from "./station-rules.ts";

const session = {
  sessionId: vaccinationSessions.sessionId,
  day: vaccinationSessions.day,
  fromMinute: vaccinationSessions.fromMinute,
  untilMinute: vaccinationSessions.untilMinute,
  place: vaccinationSessions.place,
  plannedByName: vaccinationSessions.plannedByName,
  cancelledAt: vaccinationSessions.cancelledAt,
  cancelledByName: vaccinationSessions.cancelledByName,
  cancelledBecause: vaccinationSessions.cancelledBecause,
  closedAt: vaccinationSessions.closedAt,
};

/** A session as the list of them shows it. */
export type VaccinationSession = Awaited<ReturnType<typeof listVaccinationSessions>>[number];

const MOST = 60;

/** Các buổi tiêm of this station: those to come, the next first; or those that are over, the latest first. */
export function listVaccinationSessions(desk: Desk, today: Day, which: "coming" | "over") {
  const isComing = which === "coming";
  return desk.readApp((tx) =>
    tx
      .select(session)
      .from(vaccinationSessions)
      .where(isComing ? gte(vaccinationSessions.day, today) : lt(vaccinationSessions.day, today))
      .orderBy(...[vaccinationSessions.day, vaccinationSessions.fromMinute].map(isComing ? asc : desc))
      .limit(MOST),
  );
}

/** Một buổi tiêm; null when this station has no such. */
export async function findVaccinationSession(desk: Desk, sessionId: string) {
  const [row] = await desk.readApp((tx) =>
    tx.select(session).from(vaccinationSessions).where(eq(vaccinationSessions.sessionId, sessionId)),
  );
  return row ?? null;
}

/** A lot of a session, and how many doses of it are left. */
export type Stock = Awaited<ReturnType<typeof listStock>>[number];

/** Vắc xin mang theo of a session. */
export function listStock(desk: Desk, sessionId: string) {
  return desk.readApp((tx) =>
    tx
      .select({
        stockId: vaccinationStock.stockId,
        product: vaccinationStock.product,
        vaccineCode: vaccinationStock.vaccineCode,
        lot: vaccinationStock.lot,
        expiresOn: vaccinationStock.expiresOn,
        brought: vaccinationStock.brought,
        remaining: vaccinationStock.remaining,
      })
      .from(vaccinationStock)
      .where(eq(vaccinationStock.sessionId, sessionId))
      .orderBy(asc(vaccinationStock.product), asc(vaccinationStock.expiresOn), asc(vaccinationStock.lot)),
  );
}

/** Somebody of a session. */
export type Attendee = Awaited<ReturnType<typeof listAttendees>>[number];

/** Người của buổi tiêm, of a session that was opened (`openVaccination`): whoever is there first, then the invited by name. */
export async function listAttendees(desk: Desk, sessionId: string) {
  const [people, invitations] = await Promise.all([
    desk.readApp((tx) =>
      tx
        .select({
          citizenId: vaccinationPeople.citizenId,
          isKnown: vaccinationPeople.isKnown,
          name: vaccinationPeople.name,
          born: vaccinationPeople.born,
          sex: vaccinationPeople.sex,
          phone: vaccinationPeople.phone,
          parentId: vaccinationPeople.parentId,
          status: vaccinationPeople.status,
          invitedAt: vaccinationPeople.invitedAt,
          cameAt: vaccinationPeople.cameAt,
          screening: vaccinationPeople.screening,
          screeningNote: vaccinationPeople.screeningNote,
          screenedAt: vaccinationPeople.screenedAt,
          screenedByName: vaccinationPeople.screenedByName,
          watchedUntil: vaccinationPeople.watchedUntil,
          watchEndedAt: vaccinationPeople.watchEndedAt,
          watchEndedByName: vaccinationPeople.watchEndedByName,
          watchOutcome: vaccinationPeople.watchOutcome,
          watchNote: vaccinationPeople.watchNote,
          version: vaccinationPeople.version,
        })
        .from(vaccinationPeople)
        .where(eq(vaccinationPeople.sessionId, sessionId))
        .orderBy(asc(vaccinationPeople.cameAt), asc(vaccinationPeople.name), asc(vaccinationPeople.citizenId))
        .limit(2000),
    ),
    desk.readApp((tx) =>
      tx.execute<{ citizen_id: string; is_read: boolean; waits_for_call: boolean; outcome: string | null }>(
        sql`select citizen_id, is_read, waits_for_call, outcome from app.roster_invitations()`,
      ),
    ),
  ]);
  const told = new Map(invitations.map((one) => [one.citizen_id, one]));
  return people.map((one) => {
    const invitation = told.get(one.citizenId);
    return {
      ...one,
      isRead: invitation?.is_read ?? false,
      waitsForCall: invitation?.waits_for_call ?? false,
      callOutcome: invitation?.outcome ?? null,
    };
  });
}

/** A dose of a session, as its desk sees it. */
export type SessionDose = Awaited<ReturnType<typeof listSessionDoses>>[number];

/** Các mũi của buổi tiêm, in the order in which they were given; those taken back too. */
export function listSessionDoses(desk: Desk, sessionId: string) {
  return desk.readApp((tx) =>
    tx
      .select({
        citizenId: deskDoses.citizenId,
        doseId: deskDoses.doseId,
        product: deskDoses.product,
        lot: deskDoses.lot,
        doseNumber: deskDoses.doseNumber,
        site: deskDoses.site,
        givenAt: deskDoses.givenAt,
        givenBy: deskDoses.givenBy,
        filing: deskDoses.filing,
        undoneAt: deskDoses.undoneAt,
        undoneByName: deskDoses.undoneByName,
        undoneBecause: deskDoses.undoneBecause,
      })
      .from(deskDoses)
      .where(eq(deskDoses.sessionId, sessionId))
      .orderBy(asc(deskDoses.givenAt), asc(deskDoses.doseId))
      .limit(5000),
  );
}

/** Nhật ký buổi tiêm of one person, the latest first. */
export function listVaccinationSteps(desk: Desk, sessionId: string, citizenId: string) {
  return desk.readApp((tx) =>
    tx
      .select({ at: vaccinationLog.at, what: vaccinationLog.what, staffName: vaccinationLog.staffName })
      .from(vaccinationLog)
      .where(and(eq(vaccinationLog.sessionId, sessionId), eq(vaccinationLog.citizenId, citizenId)))
      .orderBy(desc(vaccinationLog.logId))
      .limit(30),
  );
}

/** How many stand on each list of the ward; names nobody. */
export async function countDueLists(desk: Desk): Promise<Map<DueListKind, number>> {
  const rows = await desk.readApp((tx) =>
    tx.execute<{ kind: DueListKind; people: number }>(sql`select kind, people from app.count_due_lists()`),
  );
  return new Map(rows.map(({ kind, people }) => [kind, people]));
}

/** Whom a station vaccinates, as the registry knows them; null for nobody it knows. */
export async function personToVaccinate(book: Book) {
  const [row] = await book.readWarehouse((tx) =>
    tx.execute<{ name: string; birth_date: string; sex: string }>(
      sql`select name, birth_date, sex from warehouse.person_to_vaccinate()`,
    ),
  );
  return row ? { name: row.name, birthDate: row.birth_date, sex: row.sex } : null;
}

/** A session to which the person of a book is invited. */
export type Invitation = {
  sessionId: string;
  facilityCode: string;
  day: Day;
  fromMinute: number;
  untilMinute: number;
  place: string;
  isCancelled: boolean;
};

/** Buổi tiêm được mời, that are still to come or of today. */
export async function listInvitations(book: Book): Promise<Invitation[]> {
  const rows = await book.readApp((tx) =>
    tx.execute<{
      session_id: string;
      facility_code: string;
      day: string;
      from_minute: number;
      until_minute: number;
      place: string;
      is_cancelled: boolean;
    }>(
      sql`select session_id, facility_code, day::text, from_minute, until_minute, place, is_cancelled from app.coming_vaccinations()`,
    ),
  );
  return rows.map((row) => ({
    sessionId: row.session_id,
    facilityCode: row.facility_code,
    day: row.day,
    fromMinute: row.from_minute,
    untilMinute: row.until_minute,
    place: row.place,
    isCancelled: row.is_cancelled,
  }));
}

/** Which lists of stations showed a person's name, to whom and how often. */
export type NamedOnList = {
  facilityCode: string;
  staffName: string;
  kind: string;
  form: string;
  times: number;
  lastAt: Date;
};

/** Danh sách của trạm có tên trong sổ này, of the last 90 days. */
export async function listsThatName(book: Book): Promise<NamedOnList[]> {
  const rows = await book.readApp((tx) =>
    tx.execute<{
      facility_code: string;
      staff_name: string;
      kind: string;
      form: string;
      times: number;
      last_at: string;
    }>(sql`select facility_code, staff_name, kind, form, times, last_at from app.lists_that_name()`),
  );
  return rows.map((row) => ({
    facilityCode: row.facility_code,
    staffName: row.staff_name,
    kind: row.kind,
    form: row.form,
    times: row.times,
    lastAt: new Date(row.last_at),
  }));
}
