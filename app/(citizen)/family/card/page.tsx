import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { NewCard } from "#components/family/new-card.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { findHelperCard } from "#lib/family/index.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { cardWords } from "../../../_entry/card-words.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { endCard, makeCard } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.helper"))("card.title") };
}

/** Thẻ giấy: by which the owner of this book lets a station help them, without a phone. */
export default citizenPage(
  () => "/family/card",
  async ({ ctx, ownerName, search }) => {
    const t = await getTranslations("family.helper.card");
    const family = await getTranslations("family");
    const locale = await getLocale();
    const { words, refused } = await cardWords();
    const card = await findHelperCard(await openBookInHand(ctx, "family"));
    const living = card && !card.endedAt && card.until >= ctx.today ? card : null;
    const back = <LinkLine href="/family/people" label={t("back")} />;
    return (
      <BookPage back={{ href: "/family/people", label: family("title") }}>
        <PageTitle above={family("invite.for", { name: ownerName })} below={t("lead")}>
          {t("title")}
        </PageTitle>
        {search.done === "ended" || search.done === "failed" ? (
          <Notice title={t(search.done === "ended" ? "ended" : "failed")} />
        ) : null}
        {living ? (
          <Section title={t("living")}>
            <LeaderList
              facts={[
                { noun: t("madeBy"), fact: living.madeBy },
                { noun: t("madeAt"), fact: moment(living.madeAt, locale) },
                { noun: t("until"), fact: calendarDay(living.until) },
                { noun: t("usedAt"), fact: living.usedAt ? moment(living.usedAt, locale) : t("never") },
              ]}
            />
            <form action={endCard} className="pt-4">
              <BookField />
              <Button kind="second">{t("end")}</Button>
            </form>
          </Section>
        ) : null}
        <Section title={t(living ? "another" : "make")}>
          <NewCard
            make={makeCard}
            words={words}
            refused={refused}
            ask={
              <>
                <BookField />
                <input type="hidden" name="cardId" value={crypto.randomUUID()} />
                <BulletList items={[t("what"), t("old"), t("keep")]} />
                <div className="pt-4">
                  <Button>{t("make")}</Button>
                </div>
              </>
            }
            after={back}
          />
        </Section>
      </BookPage>
    );
  },
  "representative",
);
