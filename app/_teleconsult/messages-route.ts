import { followConversation, hear } from "#lib/conversation/index.ts";
import type { Heard } from "#lib/conversation/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { asksForStream, eventStream, seenLast } from "../_entry/event-stream.ts";
import { answering, type CaseParams, type Where } from "./caller.ts";

/** Lines are told at once; only those of the same moment come together. */
const PAUSE = 40;

/** Everything after a line, however much it is. */
async function allAfter(ctx: Context, caseId: string, after: number): Promise<Heard> {
  let heard = await hear(ctx, caseId, { after });
  for (let last = heard.lines.at(-1); last && last.no < heard.last; last = heard.lines.at(-1)) {
    const more = await hear(ctx, caseId, { after: last.no });
    if (more.lines.length === 0) break;
    heard = { ...more, first: heard.first, lines: [...heard.lines, ...more.lines] };
  }
  return heard;
}

/** Only what changed since: a line, a mark of reading, who is in a call, whether it is over. */
const standOf = ({ last, read, may, calling }: Heard) => JSON.stringify([last, read, may, calling]);

/** A conversation as it goes on, beginning after a line: what a stream of it reads at each look. */
export function conversationAfter(ctx: Context, caseId: string, from: number) {
  let after = from;
  let stood = "";
  return async (): Promise<Heard | undefined> => {
    const heard = await allAfter(ctx, caseId, after);
    const stands = standOf(heard);
    if (stands === stood) return undefined;
    after = Math.max(after, heard.lines.at(-1)?.no ?? 0);
    stood = stands;
    return heard;
  };
}

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
        pause: PAUSE,
      });
    });
