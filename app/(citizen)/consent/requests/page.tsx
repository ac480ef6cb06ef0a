import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag, type TagLine } from "#components/ui/tag.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { listRights } from "#lib/rights/index.ts";
import { type RightStanding, standingOf } from "#lib/rights/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.request"))("title") };
}

const lines: Record<RightStanding, TagLine> = {
  asked: "dashed",
  taken: "dashed",
  answered: "filled",
  withdrawn: "thin",
};

/** Yêu cầu về dữ liệu: what I asked, and how it stands. */
export default citizenPage(
  () => "/consent/requests",
  async ({ ctx, ownerName }) => {
    const t = await getTranslations("rights");
    const family = await getTranslations("family");
    const isOwn = ctx.inHand.as === "own";
    const book = await openBookInHand(ctx, "rights");
    const requests = await listRights(book);
    return (
      <BookPage
        back={
          isOwn ? { href: "/consent", label: t("title") } : { href: "/family/people", label: family("title") }
        }
        tab="none"
      >
        <PageTitle
          above={isOwn ? undefined : t("request.for", { name: ownerName })}
          below={t("request.lead")}
        >
          {t("request.title")}
        </PageTitle>
        <Button href="/consent/requests/new">{t("request.new")}</Button>
        <div className="pt-8">
          {requests.length === 0 ? (
            <Section title={t("request.none")}>
              <p>{t("request.noneText")}</p>
            </Section>
          ) : null}
          <ul>
            {requests.map((one) => {
              const standing = standingOf(one);
              return (
                <EntryRow
                  key={one.requestId}
                  title={t(`request.kinds.${one.kind}`)}
                  href={`/consent/requests/${one.requestId}` as Route}
                  tag={<Tag line={lines[standing]}>{t(`request.standings.${standing}`)}</Tag>}
                >
                  <p>
                    {one.answeredAt
                      ? t("request.answered", { day: day(one.answeredAt) })
                      : one.withdrawnAt
                        ? t("request.withdrawn")
                        : t("request.dueOn", { day: calendarDay(one.dueOn) })}
                  </p>
                </EntryRow>
              );
            })}
          </ul>
        </div>
      </BookPage>
    );
  },
  "representative",
);
