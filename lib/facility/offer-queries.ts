import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Databases } from "#lib/platform/context.ts";
import { type BookingTerms, type Reason, reasons, usualTerms } from "./offer-rules.ts";
import {
  bookingTerms,
  departments,
  facilityPlaces,
  offeredServices,
  practitioners,
  rooms,
} from "./offer-tables.ts";
import { facilities } from "./tables.ts";

type Reach = Pick<Databases, "app">;

/** What a department offers. `priceVnd` is the facility's price, `insuredVnd` the most that the insurance pays of it; null is not stated. */
export type OfferedService = {
  serviceId: string;
  departmentId: string;
  facilityCode: string;
  departmentName: string;
  name: string;
  reasons: Reason[];
  priceVnd: bigint | null;
  insuredVnd: bigint | null;
  bring: string[];
  warning: { title: string; text: string } | null;
};

/** Where a facility is and how it is reached, as it entered it. */
export type FacilityPlace = {
  facilityCode: string;
  wardCode: string | null;
  level: string | null;
  address: string | null;
  phone: string | null;
  point: { latitude: number; longitude: number } | null;
  arrival: string | null;
};

export type Department = { departmentId: string; facilityCode: string; name: string };
export type Room = {
  roomId: string;
  departmentId: string;
  facilityCode: string;
  name: string;
  place: string | null;
};
export type Practitioner = {
  practitionerId: string;
  departmentId: string;
  facilityCode: string;
  name: string;
};

const service = {
  serviceId: offeredServices.serviceId,
  departmentId: offeredServices.departmentId,
  facilityCode: offeredServices.facilityCode,
  departmentName: departments.name,
  name: offeredServices.name,
  reasons: offeredServices.reasons,
  priceVnd: offeredServices.priceVnd,
  insuredVnd: offeredServices.insuredVnd,
  bring: offeredServices.bring,
  warningTitle: offeredServices.warningTitle,
  warningText: offeredServices.warningText,
};

type ServiceRow = {
  [K in keyof typeof service]: (typeof service)[K]["_"]["notNull"] extends true
    ? (typeof service)[K]["_"]["data"]
    : (typeof service)[K]["_"]["data"] | null;
};

const serviceOf = ({ warningTitle, warningText, ...row }: ServiceRow): OfferedService => ({
  ...row,
  reasons: reasons.filter((one) => row.reasons.includes(one)),
  warning: warningTitle && warningText ? { title: warningTitle, text: warningText } : null,
});

/** Dịch vụ đặt lịch được: of one facility, or of all. Nobody's data. */
export async function listServices(o: Reach, facilityCode?: string): Promise<OfferedService[]> {
  const rows = await o.app
    .select(service)
    .from(offeredServices)
    .innerJoin(departments, eq(departments.departmentId, offeredServices.departmentId))
    .where(
      and(
        isNull(offeredServices.closedAt),
        isNull(departments.closedAt),
        facilityCode ? eq(offeredServices.facilityCode, facilityCode) : undefined,
      ),
    )
    .orderBy(asc(departments.name), asc(offeredServices.name));
  return rows.map(serviceOf);
}

/** One service, also one that is not offered any more: somebody may be booked for it. */
export async function findService(o: Reach, serviceId: string): Promise<OfferedService | null> {
  const [row] = await o.app
    .select(service)
    .from(offeredServices)
    .innerJoin(departments, eq(departments.departmentId, offeredServices.departmentId))
    .where(eq(offeredServices.serviceId, serviceId));
  return row ? serviceOf(row) : null;
}

/** Where these facilities are. */
export async function listPlaces(o: Reach, codes: readonly string[]): Promise<FacilityPlace[]> {
  if (codes.length === 0) return [];
  const rows = await o.app
    .select({
      facilityCode: facilities.facilityCode,
      wardCode: facilities.wardCode,
      level: facilities.level,
      address: facilityPlaces.address,
      phone: facilityPlaces.phone,
      latitude: facilityPlaces.latitude,
      longitude: facilityPlaces.longitude,
      arrival: facilityPlaces.arrival,
    })
    .from(facilities)
    .leftJoin(facilityPlaces, eq(facilityPlaces.facilityCode, facilities.facilityCode))
    .where(inArray(facilities.facilityCode, [...codes]));
  return rows.map(({ latitude, longitude, ...row }) => ({
    ...row,
    point: latitude !== null && longitude !== null ? { latitude, longitude } : null,
  }));
}

/** Khoa, phòng khám, phòng và người khám of one facility, those that are open. */
export async function listDepartments(
  o: Reach,
  facilityCode: string,
): Promise<{ departments: Department[]; rooms: Room[]; practitioners: Practitioner[] }> {
  const [units, theirRooms, people] = await Promise.all([
    o.app
      .select({
        departmentId: departments.departmentId,
        facilityCode: departments.facilityCode,
        name: departments.name,
      })
      .from(departments)
      .where(and(eq(departments.facilityCode, facilityCode), isNull(departments.closedAt)))
      .orderBy(asc(departments.name)),
    o.app
      .select({
        roomId: rooms.roomId,
        departmentId: rooms.departmentId,
        facilityCode: rooms.facilityCode,
        name: rooms.name,
        place: rooms.place,
      })
      .from(rooms)
      .where(and(eq(rooms.facilityCode, facilityCode), isNull(rooms.closedAt)))
      .orderBy(asc(rooms.name)),
    o.app
      .select({
        practitionerId: practitioners.practitionerId,
        departmentId: practitioners.departmentId,
        facilityCode: practitioners.facilityCode,
        name: practitioners.name,
      })
      .from(practitioners)
      .where(and(eq(practitioners.facilityCode, facilityCode), isNull(practitioners.closedAt)))
      .orderBy(asc(practitioners.name)),
  ]);
  return { departments: units, rooms: theirRooms, practitioners: people };
}

const terms = {
  facilityCode: bookingTerms.facilityCode,
  daysAhead: bookingTerms.daysAhead,
  leadMinutes: bookingTerms.leadMinutes,
  cancelMinutes: bookingTerms.cancelMinutes,
  noShowLimit: bookingTerms.noShowLimit,
  noShowDays: bookingTerms.noShowDays,
  noShowPauseDays: bookingTerms.noShowPauseDays,
};

/** Quy định đặt lịch của từng cơ sở; of each of those asked for. */
export async function listTerms(o: Reach, codes: readonly string[]): Promise<Map<string, BookingTerms>> {
  if (codes.length === 0) return new Map();
  const rows = await o.app
    .select(terms)
    .from(bookingTerms)
    .where(inArray(bookingTerms.facilityCode, [...codes]));
  const laid = new Map<string, BookingTerms>(rows.map(({ facilityCode, ...one }) => [facilityCode, one]));
  return new Map(codes.map((code) => [code, laid.get(code) ?? usualTerms]));
}

/** Quy định đặt lịch của cơ sở. */
export async function termsOf(o: Reach, facilityCode: string): Promise<BookingTerms> {
  return (await listTerms(o, [facilityCode])).get(facilityCode) ?? usualTerms;
}
