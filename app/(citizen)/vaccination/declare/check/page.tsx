import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { nameOfDeclared } from "#components/vaccination/declared-words.ts";
import { doseAddress, doseWords } from "#components/vaccination/dose-words.ts";
import { dueDays } from "#lib/correction/rules.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { firstUnanswered, isDeclaredVaccine } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { Waiting } from "../../../../_entry/waiting.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { Question } from "../../../record/corrections/_parts/question.tsx";
import { declarationOf, declareFault } from "../_parts/asked.ts";
import { send } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("correction"))("ask.check") };
}

/** Kiểm tra trước khi gửi: every answer with its way back, whether the book has that dose, who gets it and by when they answer. */
export default citizenPage(
  () => "/vaccination",
  async ({ ctx, search, ownerName }) => {
    const t = await getTranslations("vaccination.declare");
    const ask = await getTranslations("correction.ask");
    const said = await getTranslations("correction");
    const words = await doseWords();
    const [{ caseId, read }, names] = await Promise.all([
      declarationOf(ctx, search.case),
      facilityNames(ctx.app),
    ]);
    if (!read) throw new NotFound();
    const { answers, there } = read;
    const step = (name: string) => `/vaccination/declare/${name}?case=${caseId}&from=check` as Route;
    const unanswered = firstUnanswered(answers);
    if (unanswered) redirect(step(unanswered));
    const { facilityName } = await facilityWords(names);
    const who = read.facilityCode ? facilityName(read.facilityCode) : said("authority");
    const { replyDueOn, mendDueOn } = dueDays(ctx.today);
    const fault = await declareFault(search.fault);
    const change = (name: string) => ({ href: step(name), label: ask("change") });
    const { vaccine = "", product } = answers;
    const name = isDeclaredVaccine(vaccine) ? t(`vaccines.${vaccine}`) : nameOfDeclared(answers);
    const inBook = there ? { dose: words.dose(there.dose), day: calendarDay(there.dose.givenOn) } : null;
    return (
      <Question
        back={{ href: step("photo"), label: t("checkShort") }}
        above={t("of", { whose: ctx.inHand.as === "own" ? "own" : "other", name: ownerName })}
        title={ask("check")}
        stop={{ href: "/vaccination", label: t("stop") }}
      >
        {fault ? <Notice alert title={fault} /> : null}
        {there && inBook ? (
          <div className="pb-6">
            <Callout kind="warn" level={2} title={t(there.is === "same" ? "there" : "near")}>
              <p>{t(there.is === "same" ? "thereText" : "nearText", inBook)}</p>
              <LinkLine href={doseAddress(there.dose.doseId)} label={t("thereSee")} />
            </Callout>
          </div>
        ) : null}
        <CheckAnswers
          none={t("unknown")}
          rows={[
            {
              question: t("vaccineShort"),
              answer: product && product !== name ? `${name}, ${product}` : name,
              change: change("vaccine"),
            },
            { question: t("dayShort"), answer: calendarDay(answers.givenOn ?? ""), change: change("day") },
            { question: t("placeShort"), answer: answers.place || undefined, change: change("place") },
            { question: t("lotShort"), answer: answers.lot || undefined, change: change("lot") },
            { question: t("numberShort"), answer: answers.doseNumber || undefined, change: change("lot") },
            {
              question: t("checkShort"),
              answer: read.attachmentId ? ask("onePhoto") : ask("none"),
              change: change("photo"),
            },
            { question: ask("to"), answer: who },
          ]}
        />
        {there?.is === "same" ? null : (
          <>
            <p className="pt-6">
              {t("after", { who, reply: calendarDay(replyDueOn), mend: calendarDay(mendDueOn) })}
            </p>
            <p className="py-3">{t("afterCount")}</p>
            <form action={send} className="pt-3">
              <BookField />
              <input type="hidden" name="caseId" value={caseId} />
              <Button>{t("send")}</Button>
              <Waiting
                send="/vaccination/declare/send"
                form={{ id: "caseId", label: `${t("link")}: ${name}, ${calendarDay(answers.givenOn ?? "")}` }}
              />
            </form>
          </>
        )}
      </Question>
    );
  },
  "record",
);
