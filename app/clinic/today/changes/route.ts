import { followQueue, roomsOfDay } from "#lib/booking/index.ts";
import { openDesk } from "#lib/consent/index.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { currentStaff } from "../../../_entry/actor.ts";
import { asksForStream, eventStream } from "../../../_entry/event-stream.ts";

/** That a queue of this facility moved, and nothing of whom: the page reads anew by itself. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { ctx, session } = await currentStaff("clinic");
    const open = () => openDesk(ctx, "receive-people", "today");
    const rooms = await roomsOfDay(await open(), session.facilityCode ?? "", ctx.today);
    if (!asksForStream(request)) return new Response(null, { status: 406 });
    return eventStream({
      request,
      session: ctx.actor.token,
      follow: (moved) => {
        const ends = rooms.map(({ roomId }) => followQueue(roomId, moved));
        return () => {
          for (const end of ends) end();
        };
      },
      read: async () => {
        await open();
        return "moved";
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) return new Response(null, { status: 401 });
    if (error instanceof KnownError) return new Response(null, { status: 404 });
    throw error;
  }
}
