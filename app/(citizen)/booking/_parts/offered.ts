import type { OfferedTime } from "#components/booking/times-of-day.tsx";
import { findSlot, firstFree, listDays, listSlotsOfDay, type Slot } from "#lib/booking/index.ts";
import { addDays } from "#lib/booking/rules.ts";
import {
  type FacilityPlace,
  findService,
  listPlaces,
  listServices,
  listTerms,
  type OfferedService,
  termsOf,
} from "#lib/facility/index.ts";
import type { BookingTerms } from "#lib/facility/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { Why } from "./answers.ts";

/** Whoever does not know is shown where everything is looked at first. */
const general: readonly Why[] = ["unwell", "other"];
const answers = (service: OfferedService, why: Why | undefined) =>
  why === undefined
    ? true
    : why === "unknown"
      ? service.reasons.some((reason) => general.includes(reason))
      : service.reasons.includes(why);

/** From when on a facility can still be booked. */
const bookableFrom = ({ now }: Context, { leadMinutes }: BookingTerms) =>
  new Date(now.getTime() + leadMinutes * 60_000);

/** A service with where it is and its first free time. */
export type Offered = OfferedService & { place: FacilityPlace | undefined; free: Date | null };

const levels: Record<string, number> = { initial: 0, basic: 1, specialised: 2 };

/** Where one can go for that, each with its first free time: stations before hospitals, then by name; of one place what has a free time first. */
export async function offeredFor(
  ctx: Context,
  why: Why | undefined,
  nameOf: (code: string) => string,
): Promise<Offered[]> {
  const all = await listServices(ctx);
  const known = all.filter((one) => answers(one, why));
  // A way out that leads nowhere would be none.
  const services = why === "unknown" && known.length === 0 ? all : known;
  const codes = [...new Set(services.map((one) => one.facilityCode))];
  const [places, terms] = await Promise.all([listPlaces(ctx, codes), listTerms(ctx, codes)]);
  const byLead = Map.groupBy(services, (one) => terms.get(one.facilityCode)?.leadMinutes ?? 0);
  const found = await Promise.all(
    [...byLead].map(([leadMinutes, group]) =>
      firstFree(ctx, {
        departmentIds: [...new Set(group.map((one) => one.departmentId))],
        from: new Date(ctx.now.getTime() + leadMinutes * 60_000),
      }),
    ),
  );
  const free = new Map(found.flatMap((one) => [...one]));
  return services
    .map((service) => ({
      ...service,
      place: places.find((one) => one.facilityCode === service.facilityCode),
      free: free.get(service.departmentId) ?? null,
    }))
    .sort(
      (a, b) =>
        (levels[a.place?.level ?? ""] ?? 3) - (levels[b.place?.level ?? ""] ?? 3) ||
        nameOf(a.facilityCode).localeCompare(nameOf(b.facilityCode), "vi") ||
        Number(a.free === null) - Number(b.free === null) ||
        a.name.localeCompare(b.name, "vi"),
    );
}

/** Why people come, of what is offered anywhere. */
export async function offeredReasons(ctx: Context): Promise<Set<string>> {
  return new Set((await listServices(ctx)).flatMap((one) => one.reasons));
}

/** A service that can be booked, with its facility's rules. Throws NotFound. */
export async function serviceOf(ctx: Context, serviceId: string | null | undefined) {
  const service = serviceId ? await findService(ctx, serviceId) : null;
  if (!service) throw new NotFound();
  const [terms, [place]] = await Promise.all([
    termsOf(ctx, service.facilityCode),
    listPlaces(ctx, [service.facilityCode]),
  ]);
  return { service, terms, place };
}

type Where = { departmentId: string; terms: BookingTerms };

/** Ngày nào còn chỗ, as far ahead as the facility takes bookings. */
export async function offeredDays(ctx: Context, { departmentId, terms }: Where) {
  const until = addDays(ctx.today, terms.daysAhead);
  return listDays(ctx, { departmentId, from: bookableFrom(ctx, terms), until });
}

const slotsOf = (ctx: Context, { departmentId, terms }: Where, day: string) =>
  listSlotsOfDay(ctx, { departmentId, day, from: bookableFrom(ctx, terms) });

/** Of several rooms at one time, the one with the most places left. */
const emptiest = (slots: readonly Slot[]) => slots.reduce((a, b) => (b.free > a.free ? b : a));

/** The times of a day, each once; twice where two practitioners are named. */
export async function offeredTimes(ctx: Context, where: Where, day: string): Promise<OfferedTime[]> {
  const slots = await slotsOf(ctx, where, day);
  const times = Map.groupBy(slots, (one) => `${one.startsAt.getTime()} ${one.practitionerName ?? ""}`);
  const several = new Set(slots.map((one) => one.practitionerName)).size > 1;
  return [...times.values()].map((group) => {
    const { slotId, startsAt, practitionerName } = emptiest(group);
    return {
      slotId,
      startsAt,
      free: group.reduce((sum, one) => sum + one.free, 0),
      practitioner: several ? practitionerName : null,
    };
  });
}

/** Giờ vắng nhất of a day: the time with the most places left, the earliest of those; null when all are full. */
export async function quietestSlot(ctx: Context, where: Where, day: string): Promise<Slot | null> {
  const slots = (await slotsOf(ctx, where, day)).filter((one) => one.free > 0);
  return slots.length > 0 ? emptiest(slots) : null;
}

/** Giờ trống đầu tiên of a department. */
export async function soonestSlot(ctx: Context, where: Where): Promise<Slot | null> {
  const day = (await offeredDays(ctx, where)).find((one) => one.free > 0)?.day;
  return day ? ((await slotsOf(ctx, where, day)).find((one) => one.free > 0) ?? null) : null;
}

/** The chosen time, if it can still be had: why not, else. */
export async function chosenSlot(
  ctx: Context,
  where: Where,
  slotId: string,
): Promise<{ slot: Slot; fault: null } | { slot: Slot | null; fault: "closed" | "full" | "too-soon" }> {
  const slot = await findSlot(ctx, slotId);
  if (!slot || slot.closed || slot.departmentId !== where.departmentId)
    return { slot: null, fault: "closed" };
  if (slot.startsAt <= bookableFrom(ctx, where.terms)) return { slot, fault: "too-soon" };
  if (slot.free <= 0) return { slot, fault: "full" };
  return { slot, fault: null };
}
