import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckAnswers } from "#components/ui/check-answers.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findInvitationDraft } from "#lib/family/index.ts";
import { scopesIn } from "#lib/family/inputs.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { BookField } from "../../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { send } from "../../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.invite"))("check") };
}

const faults = ["yourself", "already", "too-many"] as const;

/** Kiểm tra trước khi gửi lời mời: every answer, each with its way back. */
export default citizenPage(
  () => "/family/people",
  async ({ ctx, search, ownerName }) => {
    const id = z.uuid().safeParse(search.relation);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("family.invite");
    const words = await getTranslations("family");
    const book = await openBookInHand(ctx, "family");
    const { personalId, name, scopes, until } = await findInvitationDraft(book, ctx.actor.id, id.data);
    const open = !personalId || !name ? "whom" : !scopes ? "what" : !until ? "until" : null;
    if (open) redirect(`/family/invite/${open}?relation=${id.data}` as Route);
    const change = (question: string) => ({
      href: `/family/invite/${question}?relation=${id.data}&from=check` as Route,
      label: t("change"),
    });
    const fault = search.fault ? (faults.find((one) => one === search.fault) ?? "failed") : null;
    return (
      <BookPage back={{ href: "/family/people", label: words("title") }}>
        <PageTitle above={t("for", { name: ownerName })}>{t("check")}</PageTitle>
        {fault ? <Notice alert title={t(`faults.${fault}`)} /> : null}
        <CheckAnswers
          none={t("none")}
          rows={[
            {
              question: t("short.number"),
              answer: personalId?.replace(/(\d{3})(?=\d)/g, "$1 "),
              change: change("whom"),
            },
            { question: t("short.name"), answer: name, change: change("whom") },
            {
              question: t("short.what"),
              answer: scopesIn(scopes ?? "")
                .map((scope) => words(`scopes.${scope}`))
                .join(", "),
              change: change("what"),
            },
            { question: t("short.until"), answer: calendarDay(until ?? ""), change: change("until") },
          ]}
        />
        <p className="pt-6">{t("after")}</p>
        {ctx.inHand.as === "own" ? null : <p className="pt-2">{t("afterChild")}</p>}
        <form action={send} className="pt-6">
          <BookField />
          <input type="hidden" name="relationId" value={id.data} />
          <Button>{t("send")}</Button>
        </form>
        <div className="pt-4">
          <LinkLine href="/family/people" label={t("stop")} />
        </div>
      </BookPage>
    );
  },
  "representative",
);
