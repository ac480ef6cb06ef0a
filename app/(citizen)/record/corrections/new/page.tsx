import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { caseWords } from "#components/correction/case-words.ts";
import { StoodFacts } from "#components/correction/stood-facts.tsx";
import { Button } from "#components/ui/button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Stack } from "#components/ui/stack.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findDraft, findOpenCase, targetIn } from "#lib/correction/index.ts";
import { reasonsOf } from "#lib/correction/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { faultWords } from "../_parts/asked.ts";
import { placeOfLine } from "../_parts/places.ts";
import { Question } from "../_parts/question.tsx";
import { answerReason } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("title") };
}

/** Báo sai: the line as it stands, and what is wrong with it. A line with an open case leads there. */
export default citizenPage(
  () => "/record/corrections",
  async ({ ctx, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const book = await openBookInHand(ctx, "corrections");
    const found = await targetIn(ctx, book, search.of ?? "");
    const open = await findOpenCase(book, found.target);
    if (open) redirect(`/record/corrections/${open}?done=already` as Route);
    const sent = z.uuid().safeParse(search.case);
    const draft = sent.success ? await findDraft(book, sent.data) : null;
    const fault = await faultWords(search.fault);
    const back = await placeOfLine(found.ref);
    const { kind } = found.ref;
    return (
      <Question
        back={back}
        above={words.title({ kind })}
        title={t("ask.reason")}
        fault={fault ? { field: "reason", text: fault } : undefined}
        stop={{ href: back.href, label: t("ask.stop") }}
      >
        <div className="border-edge border-l-4 pb-1 pl-4">
          <p className="text-ink-2 text-second">{t("ask.inBook")}</p>
          <StoodFacts kind={kind} stood={found.stood} />
        </div>
        <form action={answerReason} className="pt-6">
          <BookField />
          <input type="hidden" name="caseId" value={sent.data ?? crypto.randomUUID()} />
          <input type="hidden" name="of" value={search.of} />
          {search.from === "check" ? <input type="hidden" name="from" value="check" /> : null}
          <Stack loose>
            <RadioGroup
              legend={t("ask.choose")}
              name="reason"
              value={draft?.reason ?? undefined}
              error={fault}
              options={reasonsOf(kind).map((why) => ({ value: why, label: words.reason(kind, why) }))}
            />
            <Button>{t("ask.continue")}</Button>
          </Stack>
        </form>
      </Question>
    );
  },
  "record",
);
