import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { caseWords } from "#components/correction/case-words.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { dueDays, targetKey } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { BookField } from "../../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../../_entry/page.tsx";
import { Waiting } from "../../../../../_entry/waiting.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";
import { draftOf, faultWords } from "../../_parts/asked.ts";
import { placeOfLine } from "../../_parts/places.ts";
import { Question } from "../../_parts/question.tsx";
import { send } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("ask.check") };
}

/** Kiểm tra trước khi gửi: every answer with its way back, who gets it, and by when they must answer. */
export default citizenPage(
  () => "/record/corrections",
  async ({ ctx, search }) => {
    const t = await getTranslations("correction");
    const words = await caseWords();
    const [{ draft, target }, names] = await Promise.all([draftOf(ctx, search.case), facilityNames(ctx.app)]);
    const { caseId, reason, wanted, attachmentId } = draft;
    const { kind } = target.ref;
    const step = (name: string) => `/record/corrections/new/${name}?case=${caseId}&from=check` as Route;
    const first = `/record/corrections/new?of=${targetKey(target.ref)}&case=${caseId}&from=check` as Route;
    if (reason === null) redirect(first);
    if (wanted === null) redirect(step("wanted"));
    const { facilityName } = await facilityWords(names);
    const who = target.facilityCode ? facilityName(target.facilityCode) : t("authority");
    const { replyDueOn, mendDueOn } = dueDays(ctx.today);
    const fault = await faultWords(search.fault);
    const place = await placeOfLine(target.ref);
    const change = (href: Route) => ({ href, label: t("ask.change") });
    return (
      <Question
        back={{ href: step("photo"), label: t("ask.photoShort") }}
        above={words.title({ kind })}
        title={t("ask.check")}
        stop={{ href: place.href, label: t("ask.stop") }}
      >
        {fault ? <Notice alert title={fault} /> : null}
        <CheckAnswers
          none={t("ask.none")}
          rows={[
            { question: t("ask.line"), answer: words.line(kind, target.stood) },
            { question: t("ask.reasonShort"), answer: words.reason(kind, reason), change: change(first) },
            {
              question: t("ask.wantedShort"),
              answer: wanted || t("ask.unknown"),
              change: change(step("wanted")),
            },
            {
              question: t("ask.photoShort"),
              ...(attachmentId ? { answer: t("ask.onePhoto") } : {}),
              change: change(step("photo")),
            },
            { question: t("ask.to"), answer: who },
          ]}
        />
        <p className="pt-6">
          {t("ask.after", { who, reply: calendarDay(replyDueOn), mend: calendarDay(mendDueOn) })}
        </p>
        <p className="py-3">{t("ask.afterShow")}</p>
        <form action={send} className="pt-3">
          <BookField />
          <input type="hidden" name="caseId" value={caseId} />
          <Button>{t("ask.send")}</Button>
          <Waiting
            send="/record/corrections/send"
            form={{ id: "caseId", label: `${words.title({ kind })}: ${words.line(kind, target.stood)}` }}
          />
        </form>
      </Question>
    );
  },
  "record",
);
