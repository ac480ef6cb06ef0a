import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { listFacilities, listPlaces } from "#lib/facility/index.ts";
import type { Databases } from "#lib/platform/context.ts";
import { type Level, levels, type TemplateWords, type Way, ways } from "./rules.ts";
import {
  emergencyPlaces,
  remoteConditions,
  teleconsultShifts,
  teleconsultTemplates,
  teleconsultTerms,
} from "./term-tables.ts";

type Reach = Pick<Databases, "app">;

/** What a facility lays down for its answers. */
export type Terms = {
  facilityCode: string;
  ways: Way[];
  answerHours: number;
  writtenPriceVnd: bigint;
  callPriceVnd: bigint;
  insuranceNote: string | null;
  pausedUntil: string | null;
  closed: boolean;
};

const termsOf = (row: typeof teleconsultTerms.$inferSelect): Terms => ({
  facilityCode: row.facilityCode,
  ways: ways.filter((one) => row.ways.includes(one)),
  answerHours: row.answerHours,
  writtenPriceVnd: row.writtenPriceVnd,
  callPriceVnd: row.callPriceVnd,
  insuranceNote: row.insuranceNote,
  pausedUntil: row.pausedUntil,
  closed: row.closedAt !== null,
});

/** What it costs to be answered in that way. */
export const priceOf = (terms: Pick<Terms, "writtenPriceVnd" | "callPriceVnd">, way: Way): bigint =>
  way === "written" ? terms.writtenPriceVnd : terms.callPriceVnd;

/** A facility that answers from afar, with its level and what it promises. */
export type Answering = Terms & { name: string; level: Level; wardCode: string | null };

/** Cơ sở nhận câu hỏi: those of a level that are open and have shifts, stations first. */
export async function listAnswering(o: Reach, today: string): Promise<Answering[]> {
  const rows = await o.app
    .select()
    .from(teleconsultTerms)
    .where(
      and(
        isNull(teleconsultTerms.closedAt),
        sql`(${teleconsultTerms.pausedUntil} is null or ${teleconsultTerms.pausedUntil} <= ${today})`,
        sql`exists (select from app.teleconsult_shifts s where s.facility_code = ${teleconsultTerms.facilityCode} and s.ended_at is null
          and (s.valid_until is null or s.valid_until >= ${today}))`,
      ),
    );
  const facilities = new Map((await listFacilities(o.app)).map((one) => [one.facilityCode, one]));
  return rows
    .flatMap((row) => {
      const facility = facilities.get(row.facilityCode);
      const level = levels.find((one) => one === facility?.level);
      return facility && level
        ? [{ ...termsOf(row), name: facility.name, level, wardCode: facility.wardCode }]
        : [];
    })
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.name.localeCompare(b.name, "vi"));
}

/** What one facility lays down; null where it never answered from afar. */
export async function findTerms(o: Reach, facilityCode: string): Promise<Terms | null> {
  const [row] = await o.app
    .select()
    .from(teleconsultTerms)
    .where(eq(teleconsultTerms.facilityCode, facilityCode));
  return row ? termsOf(row) : null;
}

/** By when a facility would answer a question that is sent at that moment; null while it has no shift. */
export async function promiseOf(o: Reach, facilityCode: string, at: Date): Promise<Date | null> {
  const [row] = await o.app.execute<{ at: string | null }>(
    sql`select app.teleconsult_promise(${facilityCode}, ${at.toISOString()}::timestamptz) as at`,
  );
  return row?.at ? new Date(row.at) : null;
}

/** A time at which a doctor calls. */
export type CallTime = { shiftId: string; doctorName: string; minutes: number; startsAt: Date };

/** Giờ gọi còn trống, soonest first: of two weeks from that day. */
export async function listCallTimes(o: Reach, facilityCode: string, from: string): Promise<CallTime[]> {
  const rows = await o.app.execute<{
    shift_id: string;
    doctor_name: string;
    call_minutes: number;
    starts_at: string;
  }>(sql`select * from app.teleconsult_times(${facilityCode}, ${from}::date, 14)`);
  return rows.map((row) => ({
    shiftId: row.shift_id,
    doctorName: row.doctor_name,
    minutes: row.call_minutes,
    startsAt: new Date(row.starts_at),
  }));
}

/** A shift that repeats each week. */
export type Shift = typeof teleconsultShifts.$inferSelect;

/** Ca trực của cơ sở, by the week. */
export function listShifts(o: Reach, facilityCode: string): Promise<Shift[]> {
  return o.app
    .select()
    .from(teleconsultShifts)
    .where(and(eq(teleconsultShifts.facilityCode, facilityCode), isNull(teleconsultShifts.endedAt)))
    .orderBy(asc(teleconsultShifts.weekday), asc(teleconsultShifts.fromMinute));
}

/** Words that a facility wrote for its answers. */
export type Template = { templateId: string; name: string; words: TemplateWords };

/** Mẫu trả lời của cơ sở. */
export function listTemplates(o: Reach, facilityCode: string): Promise<Template[]> {
  return o.app
    .select({
      templateId: teleconsultTemplates.templateId,
      name: teleconsultTemplates.name,
      words: teleconsultTemplates.words,
    })
    .from(teleconsultTemplates)
    .where(and(eq(teleconsultTemplates.facilityCode, facilityCode), isNull(teleconsultTemplates.removedAt)))
    .orderBy(asc(teleconsultTemplates.name));
}

/** Where emergencies are received, or whom to call: a name, its address and a number. */
export type EmergencyHelp = {
  name: string;
  address: string | null;
  phone: string;
  /** Whether the facility says that it receives emergencies; else it is the nearest one with a number. */
  receives: boolean;
};

/**
 * Nơi cấp cứu gần nhất: facilities that say they receive emergencies, those of the ward first; where none says so, the number of
 * the ward's station or the health centre.
 */
export async function emergencyHelp(o: Reach, wardCode: string | null): Promise<EmergencyHelp[]> {
  const [facilities, receiving] = await Promise.all([
    listFacilities(o.app),
    o.app.select().from(emergencyPlaces),
  ]);
  const places = await listPlaces(
    o,
    facilities.map(({ facilityCode }) => facilityCode),
  );
  const names = new Map(facilities.map((one) => [one.facilityCode, one.name]));
  const near = places.toSorted((a, b) => Number(b.wardCode === wardCode) - Number(a.wardCode === wardCode));
  const numbers = new Map(receiving.map((one) => [one.facilityCode, one.phone]));
  const told = (receives: boolean) =>
    near.flatMap(({ facilityCode, address, phone, level }) => {
      const number = receives ? numbers.get(facilityCode) : level === "specialised" ? null : phone;
      const name = names.get(facilityCode);
      return number && name ? [{ name, address, phone: number, receives }] : [];
    });
  const says = told(true);
  return (says.length > 0 ? says : told(false)).slice(0, 2);
}

/** What one facility said about emergencies. */
export async function findEmergencyPlace(o: Reach, facilityCode: string): Promise<string | null> {
  const [row] = await o.app
    .select()
    .from(emergencyPlaces)
    .where(eq(emergencyPlaces.facilityCode, facilityCode));
  return row?.phone ?? null;
}

/** A line of what may be treated from afar (Thông tư 30/2023/TT-BYT). */
export type RemoteCondition = typeof remoteConditions.$inferSelect;

/** Danh mục được khám từ xa that holds on a day; empty until an officer has entered it. */
export function listRemoteConditions(o: Reach, today: string): Promise<RemoteCondition[]> {
  return o.app
    .select()
    .from(remoteConditions)
    .where(
      sql`${remoteConditions.validFrom} <= ${today} and (${remoteConditions.validUntil} is null or ${remoteConditions.validUntil} >= ${today})`,
    )
    .orderBy(asc(remoteConditions.code));
}

/** Cả danh mục, with what no longer holds and what does not yet; newest days first within a code. */
export function listAllRemoteConditions(o: Reach): Promise<RemoteCondition[]> {
  return o.app
    .select()
    .from(remoteConditions)
    .orderBy(asc(remoteConditions.code), desc(remoteConditions.validFrom));
}

/** Nơi cấp cứu: facilities that say they receive emergencies, and since when. */
export type EmergencyPlace = typeof emergencyPlaces.$inferSelect;

/** Các nơi cấp cứu đã ghi. */
export function listEmergencyPlaces(o: Reach): Promise<EmergencyPlace[]> {
  return o.app.select().from(emergencyPlaces).orderBy(asc(emergencyPlaces.facilityCode));
}
