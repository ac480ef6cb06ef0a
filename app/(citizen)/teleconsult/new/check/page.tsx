import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment, vnd } from "#components/copy/format.ts";
import { caseAddress, priceWords, questionAddress } from "#components/teleconsult/case-words.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import {
  caseForCitizen,
  findDraft,
  findTerms,
  listRemoteConditions,
  priceOf,
  promiseOf,
} from "#lib/teleconsult/index.ts";
import type { Question } from "#lib/teleconsult/inputs.ts";
import { isCall } from "#lib/teleconsult/rules.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { faultWords } from "../../_parts/fault.ts";
import { DraftFields, QuestionPage } from "../../_parts/question.tsx";
import { send } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("new.check.title") };
}

/** Kiểm tra trước khi gửi: every answer with its way back, what it costs and what is promised. */
export default citizenPage(
  () => "/teleconsult",
  async ({ ctx, search, ownerName }) => {
    const id = z.uuid().safeParse(search.case);
    if (!id.success) throw new NotFound();
    const caseId = id.data;
    const book = await openBookInHand(ctx, "teleconsult");
    const draft = await findDraft(book, caseId);
    if (!draft) redirect((await caseForCitizen(book, caseId)) ? caseAddress(caseId) : "/teleconsult/new");
    if (draft.open) redirect(questionAddress(draft.open, caseId));
    const said = draft.answers;
    const { facilityCode = "", way = "written" } = said;
    const terms = await findTerms(ctx, facilityCode);
    if (!terms || terms.closed) redirect(questionAddress("who", caseId, { fault: "closed" }));
    const t = await getTranslations("teleconsult");
    const locale = await getLocale();
    const [promise, names, remote] = await Promise.all([
      promiseOf(ctx, facilityCode, ctx.now),
      facilityNames(ctx.app),
      listRemoteConditions(ctx, ctx.today),
    ]);
    const facility = (await facilityWords(names)).facilityName(facilityCode);
    const price = priceOf(terms, way);
    const row = (question: Question, label: string, answer: string) => ({
      question: label,
      answer: answer === "" ? t("new.check.unknown") : answer,
      change: {
        href: questionAddress(question, caseId, { from: "check" }),
        label: t("new.check.change"),
      },
    });
    const shown = said.parts?.map((part) => t(`new.parts.${part}`)) ?? [];
    const up = said.mayRefer ? [t("new.check.shareUp")] : [];
    const rows = [
      row("flags", t("new.check.flags"), t("new.check.noFlags")),
      row("trouble", t("new.check.trouble"), said.trouble ?? ""),
      row("body", t("new.check.body"), said.bodyPart ?? ""),
      row("since", t("new.check.since"), said.since ?? ""),
      row("severity", t("new.check.severity"), t(`severities.${said.severity ?? "unknown"}`)),
      row("photos", t("new.check.photos"), t("new.check.photoCount", { count: draft.photos.length })),
      row(
        "share",
        t("new.check.share"),
        [...(shown.length > 0 ? shown : [t("new.check.shareNone")]), ...up].join(", "),
      ),
      row(
        "who",
        t("new.check.who"),
        said.wantsSpecialist ? t("new.check.specialist", { facility }) : facility,
      ),
      row("way", t("new.check.way"), t(`ways.${way}`)),
      ...(isCall(way) && said.callAt
        ? [row("when", t("new.check.when"), moment(new Date(said.callAt), locale))]
        : []),
      { question: t("new.check.price"), answer: await priceWords(price) },
    ];
    const fault = await faultWords(search.fault);
    const rules = [
      ...(!isCall(way) && promise ? [t("new.check.promise", { at: moment(promise, locale) })] : []),
      ...(price > 0n ? [t("new.check.payFirst")] : []),
      t("new.check.late"),
      remote.length > 0 ? t("new.check.remoteHas", { count: remote.length }) : t("new.check.remote"),
    ];
    return (
      <QuestionPage
        back={questionAddress(isCall(way) ? "when" : "way", caseId)}
        above={t("askFor", { name: ownerName })}
        title={t("new.check.title")}
      >
        {fault ? <Notice alert title={fault} /> : null}
        <CheckAnswers none={t("new.check.none")} rows={rows} />
        <div className="py-6">
          <BulletList items={rules} />
        </div>
        <form action={send}>
          <BookField />
          <DraftFields caseId={caseId} />
          <input type="hidden" name="priceVnd" value={String(price)} />
          <Button>
            {price > 0n ? t("new.check.pay", { amount: vnd(Number(price)) }) : t("new.check.send")}
          </Button>
        </form>
      </QuestionPage>
    );
  },
  "teleconsult",
);
