import type { Route } from "next";
import { getLocale } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { Conversation } from "#components/teleconsult/conversation.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Section } from "#components/ui/section.tsx";
import { hear, readUpTo } from "#lib/conversation/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { MARK, markOf } from "../_entry/book-mark.ts";
import { boxOf, pageOf, type Where } from "./caller.ts";

type Part = {
  where: Where;
  ctx: Context;
  caseId: string;
  /** The values of the page's address: what was wrong, and before which line is asked for. */
  search: Record<string, string | undefined>;
  /** Whether one may begin a video call now. */
  mayCall: boolean;
};

/**
 * Cuộc trò chuyện, on the page of a case, of either side: reads its last lines and notes that they were read. Throws NotFound
 * for whoever takes no part.
 */
export async function conversationPart({ where, ctx, caseId, search, mayCall }: Part) {
  const locale = await getLocale();
  const { conversation, correction } = copy[locale];
  const before = Math.trunc(Number(search.before));
  const first = await hear(ctx, caseId, before > 0 ? { before } : "latest");
  const shown = first.lines.at(-1)?.no;
  if (shown) await readUpTo(ctx, caseId, shown);
  const page = pageOf(where, caseId);
  const next = encodeURIComponent(page);
  return (
    <Section title={conversation.title} id="talk">
      <Conversation
        first={first}
        side={where === "citizen" ? "person" : "doctor"}
        box={boxOf(ctx, caseId)}
        page={page}
        lineId={crypto.randomUUID()}
        fields={where === "citizen" ? [[MARK, markOf(ctx)]] : []}
        call={`${page}/call` as Route}
        mayCall={mayCall}
        signIn={(where === "citizen" ? `/sign-in?next=${next}` : `/sign-in/staff?next=${next}`) as Route}
        fault={search.say && Object.hasOwn(conversation.faults, search.say) ? search.say : null}
        words={{ ...conversation, photoFaults: correction.faults }}
        locale={locale}
        camera={<Icon name="camera" />}
      />
    </Section>
  );
}
