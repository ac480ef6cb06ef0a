import { hear } from "#lib/conversation/index.ts";
import type { Heard } from "#lib/conversation/rules.ts";
import type { Context } from "#lib/platform/context.ts";

/** Everything after a line, however much it is. */
export async function allAfter(ctx: Context, caseId: string, after: number): Promise<Heard> {
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
