import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import * as z from "zod";
import { moment, quantity } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBook } from "#lib/consent/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listExports } from "#lib/rights/index.ts";
import { exportStanding } from "#lib/rights/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { isFresh, SignInAgain } from "../../../../_entry/sign-in-again.tsx";
import { makeLink } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.export"))("title") };
}

const words = ["sign-in-again", "too-many", "not-there", "failed"] as const;

/** Một bản sao: of what moment, until when, and its one-time link for whoever has just signed in again. */
export default citizenPage(
  ({ id }) => `/consent/export/${id ?? ""}`,
  async ({ ctx, params, search }) => {
    const id = z.uuid().safeParse(params.id);
    if (!id.success) throw new NotFound();
    const t = await getTranslations("rights.export");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "export");
    const [copies, fresh] = await Promise.all([listExports(book), isFresh(ctx)]);
    const copy = copies.find((one) => one.exportId === id.data);
    if (!copy) throw new NotFound();
    const isReady = exportStanding(copy, ctx.now) === "ready";
    const said = words.find((one) => one === search.said);
    const link = /^[\w-]{43}$/.test(search.link ?? "") ? search.link : undefined;
    return (
      <BookPage back={{ href: "/consent/export", label: t("title") }} tab="none">
        <PageTitle below={copy.withPrivate ? t("withPrivate") : t("withoutPrivate")}>
          {isReady ? t("ready") : t("gone")}
        </PageTitle>
        {said ? <Notice alert title={t(`said.${said}`)} /> : null}
        {copy.asOf && copy.expiresAt ? (
          <LeaderList
            facts={[
              { noun: t("asOf"), fact: moment(copy.asOf, locale) },
              { noun: t("size"), fact: t("megabytes", { size: quantity(megabytes(copy.bytes)) }) },
              { noun: t("expires"), fact: moment(copy.expiresAt, locale) },
            ]}
          />
        ) : null}
        {!isReady ? null : link && fresh ? (
          <Section title={t("link")}>
            <p className="pb-4">{t("linkText")}</p>
            <Button href={`/consent/export/${copy.exportId}/file?link=${link}` as Route}>{t("take")}</Button>
          </Section>
        ) : fresh ? (
          <Section title={t("getLink")}>
            <p className="pb-4">{t("keepSafe")}</p>
            <form action={makeLink}>
              <input type="hidden" name="exportId" value={copy.exportId} />
              <Button>{t("getLink")}</Button>
            </form>
          </Section>
        ) : (
          <SignInAgain next={`/consent/export/${copy.exportId}`} />
        )}
      </BookPage>
    );
  },
);

const megabytes = (bytes: number | null) => Math.max(0.1, Math.round((bytes ?? 0) / 100_000) / 10);
