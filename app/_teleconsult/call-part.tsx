import type { Route } from "next";
import { getLocale } from "next-intl/server";
import { copy } from "#components/copy/index.ts";
import { CallRoom } from "#components/teleconsult/call-room.tsx";
import { put } from "#components/teleconsult/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { hear } from "#lib/conversation/index.ts";
import type { Context } from "#lib/platform/context.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { idIn } from "../_warehouse/asked.ts";
import { pageOf, type Where } from "./caller.ts";

type Part = {
  where: Where;
  ctx: Context;
  id: string | undefined;
  /** Whom one phones where no picture comes through; null where nobody has told a number. */
  phone: { facility: string; number: string; code: string } | null;
};

/** Gọi hình, of either side: the room, and the way by telephone below it. Throws NotFound for whoever takes no part. */
export async function callPart({ where, ctx, id, phone }: Part) {
  const caseId = idIn(id);
  if (!caseId) throw new NotFound();
  await hear(ctx, caseId, "latest");
  const words = copy[await getLocale()].videoCall;
  const page = pageOf(where, caseId) as Route;
  const side = where === "citizen" ? "person" : "doctor";
  const next = encodeURIComponent(`${page}/call`);
  return (
    <>
      <noscript>
        <p className="pb-6">{words.noScripts}</p>
      </noscript>
      <CallRoom
        page={page}
        side={side}
        signIn={(where === "citizen" ? `/sign-in?next=${next}` : `/sign-in/staff?next=${next}`) as Route}
        words={words}
      />
      <div className="pt-10">
        <Section title={words.phone.title}>
          <p className="pb-4">{phone ? put(words.phone.text, phone) : words.phone.none[side]}</p>
          {phone ? (
            <Button kind="second" icon="phone" href={`tel:${phone.number}` as Route}>
              {put(words.phone.call, phone)}
            </Button>
          ) : (
            <Button kind="second" href={page}>
              {words.toTalk}
            </Button>
          )}
        </Section>
      </div>
    </>
  );
}
