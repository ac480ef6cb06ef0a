import * as z from "zod";
import { followQueue, queueOf } from "#lib/booking/index.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { KnownError, SignedOut } from "#lib/platform/errors.ts";
import { currentCitizen } from "../../../../_entry/actor.ts";
import { asksForStream, eventStream } from "../../../../_entry/event-stream.ts";
import { nothing } from "../../../../_entry/nothing.ts";

type Place = { params: Promise<{ id: string }> };

/** Hàng chờ lúc này: as a stream to whoever asks for one, else once. Read under a grant of this book each time. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) return nothing(404);
  try {
    const { ctx } = await currentCitizen();
    const look = async () => queueOf(await openBookInHand(ctx, "booking"), id.data, new Date());
    const first = await look();
    if (!first) return nothing(404);
    if (!asksForStream(request))
      return Response.json(first.view, { headers: { "cache-control": "no-store" } });
    return eventStream({
      request,
      session: ctx.actor.token,
      follow: (moved) => followQueue(first.roomId, moved),
      read: async () => {
        const now = await look();
        // Moved to another room or past its day: the reader asks anew, and is told of where it is.
        if (!now || now.roomId !== first.roomId || now.day < dayOf(new Date())) return null;
        return now.view;
      },
    });
  } catch (error) {
    if (error instanceof SignedOut) return nothing(401);
    if (error instanceof KnownError) return nothing(404);
    throw error;
  }
}
