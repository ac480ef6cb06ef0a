import * as z from "zod";
import { type DayVisit, listDay, type RoomOfDay, roomsOfDay } from "#lib/booking/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import type { Context } from "#lib/platform/context.ts";

/** How many who are still to come stand in the list at first. */
const SHOWN = 8;
const times = (date: Date | null) => date?.getTime() ?? 0;
const order: Partial<Record<DayVisit["status"], number>> = {
  seeing: 0,
  called: 1,
  "checked-in": 2,
  booked: 3,
};

/** As the queue stands: being seen, called, waiting in their turn, then who is to come by their time. */
function inOrder(a: DayVisit, b: DayVisit): number {
  const standing = (order[a.status] ?? 9) - (order[b.status] ?? 9);
  if (standing !== 0) return standing;
  const turn =
    a.status === "checked-in" ? times(a.queueAt) - times(b.queueAt) : times(a.startsAt) - times(b.startsAt);
  return turn || a.number - b.number;
}

/** The room of the address; else the only one, else the first that has people today. `all` is none. */
function roomOf(asked: string | undefined, rooms: readonly RoomOfDay[], visits: readonly DayVisit[]) {
  if (asked === "all") return null;
  const named = rooms.find(({ roomId }) => roomId === asked);
  if (named || rooms.length === 1) return named ?? rooms[0] ?? null;
  return rooms.find(({ roomId }) => visits.some((visit) => visit.roomId === roomId)) ?? null;
}

/** The day of a facility as its desk looks at it: one room or all of them. */
export async function readDay(
  ctx: Context,
  facilityCode: string,
  asked: { room?: string; all?: string; who?: string },
) {
  const desk = await openDesk(ctx, "receive-people", "today");
  const [visits, rooms] = await Promise.all([
    listDay(desk, ctx.today),
    roomsOfDay(desk, facilityCode, ctx.today),
  ]);
  const room = roomOf(asked.room, rooms, visits);
  const here = room ? visits.filter(({ roomId }) => roomId === room.roomId) : visits;
  const living = here.filter(({ status }) => status in order).toSorted(inOrder);
  const toCome = living.filter(({ status }) => status === "booked");
  const hidden = asked.all === "1" ? [] : toCome.slice(SHOWN);
  const waiting = living.filter(({ status }) => status === "checked-in");
  const count = (status: DayVisit["status"]) => here.filter((visit) => visit.status === status).length;
  return {
    rooms,
    room,
    visits: here,
    busyRooms: rooms.filter(({ roomId }) => visits.some((visit) => visit.roomId === roomId)),
    lines: living.filter((visit) => !hidden.includes(visit)),
    hidden,
    over: here
      .filter(({ status }) => status === "done" || status === "no-show")
      .toSorted((a, b) => times(b.endedAt) - times(a.endedAt)),
    next: room ? (waiting[0] ?? null) : null,
    counts: {
      done: count("done"),
      seeing: count("seeing"),
      waiting: waiting.length + count("called"),
      expected: toCome.length,
      absent: count("no-show"),
    },
    longestMs: Math.max(0, ...waiting.map(({ checkedInAt }) => ctx.now.getTime() - times(checkedInAt))),
    chosen: z.uuid().safeParse(asked.who).data,
  };
}
