import { followConversation, hear } from "#lib/conversation/index.ts";
import { asksForStream, eventStream, seenLast } from "../_entry/event-stream.ts";
import { answering, type CaseParams, type Where } from "./caller.ts";
import { allAfter, conversationAfter } from "./conversation-after.ts";

/** Lines are told at once; only those of the same moment come together. */
const PAUSE = 40;
/** Where a notification was lost, it is seen so much later. */
const LOOK_AGAIN = 20_000;

/** Cuộc trò chuyện lúc này: as a stream to whoever asks for one, else once; what came before a line, where one is named. */
export const messagesRoute =
  (where: Where) =>
  (request: Request, place: CaseParams): Promise<Response> =>
    answering(where, place, async (ctx, caseId) => {
      const before = Math.trunc(Number(new URL(request.url).searchParams.get("before")));
      const after = seenLast(request);
      const first = before > 0 ? await hear(ctx, caseId, { before }) : await allAfter(ctx, caseId, after);
      if (before > 0 || !asksForStream(request))
        return Response.json(first, { headers: { "cache-control": "no-store" } });
      return eventStream({
        request,
        session: ctx.actor.token,
        follow: (moved) => followConversation(caseId, moved),
        read: conversationAfter(ctx, caseId, after),
        numberOf: (heard) => heard.lines.at(-1)?.no ?? heard.last,
        lookAgain: LOOK_AGAIN,
        pause: PAUSE,
      });
    });
