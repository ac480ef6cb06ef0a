import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { cardLine, listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { latestCardCheck, listInsuranceCards } from "#lib/insurance/index.ts";
import { readCard, spelledCard, standingOf } from "#lib/insurance/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";
import { CardCheckPart } from "./card-check.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("insurance"))("title") };
}

const looks = { valid: "filled", expired: "amber", "not-yet": "dashed" } as const;

/** Thẻ BHYT: the card as the latest visit showed it, what the insurance answered about it, and the cards of before. */
export default citizenPage(
  () => "/insurance",
  async ({ ctx, ownerName, search }) => {
    const t = await getTranslations("insurance");
    const common = await getTranslations("common");
    const book = await openBookInHand(ctx, "insurance");
    const [[card, ...before], lastCheck, names, marks] = await Promise.all([
      listInsuranceCards(book, ctx.inHand),
      latestCardCheck(book),
      facilityNames(ctx.app),
      listLineMarks(book),
    ]);
    const { facilityName } = await facilityWords(names);
    const notes = await lineNotes({ marks, facilityName, own: true });
    const footOf = (one: { cardNumber: string; validFrom: string }) =>
      notes({
        kind: "insurance-card",
        encounterId: null,
        line: cardLine(one),
        name: spelledCard(one.cardNumber),
        fields: { cardNumber: one.cardNumber },
      }).foot;
    const correction = await getTranslations("correction");
    const parts = card ? readCard(card.cardNumber) : null;
    const standing = card ? standingOf(card, ctx.today) : null;
    const until = (to: string | null) => (to ? calendarDay(to) : t("openEnd"));
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={card ? t("lead") : undefined}>{t("title")}</PageTitle>
        {card && standing ? (
          <>
            <p className="pb-1 text-ink-2 text-second">{t("number")}</p>
            <p className="pb-3 text-section">{spelledCard(card.cardNumber)}</p>
            <p className="pb-2">
              <Tag line={looks[standing]}>{t(`standing.${standing}`)}</Tag>
            </p>
            <LeaderList
              facts={[
                { noun: t("validFrom"), fact: calendarDay(card.validFrom) },
                { noun: t("validTo"), fact: until(card.validTo) },
                {
                  noun: t("registered"),
                  fact: card.registeredFacility ? facilityName(card.registeredFacility) : t("notSent"),
                },
                { noun: t("group"), fact: parts?.group ?? t("notSent") },
              ]}
            />
            {parts ? (
              <Section title={t("benefit")}>
                <p>{t(`benefits.${parts.benefit}`)}</p>
                <p className="pt-2 text-ink-2 text-second">{t("benefitHint")}</p>
              </Section>
            ) : null}
            <SourceLine>
              {t("source", { facility: facilityName(card.facilityCode), day: day(card.shownAt) })}
            </SourceLine>
            <div className="text-second">{footOf(card)}</div>
            <CardCheckPart
              check={lastCheck}
              cardNumber={card.cardNumber}
              fault={search.fault}
              facilityName={facilityName}
            />
            {before.length > 0 ? (
              <Section title={t("before")}>
                <ul>
                  {before.map((one) => (
                    <EntryRow
                      key={`${one.cardNumber} ${one.validFrom}`}
                      title={spelledCard(one.cardNumber)}
                      foot={footOf(one)}
                    >
                      <p>{t("fromTo", { from: calendarDay(one.validFrom), to: until(one.validTo) })}</p>
                      <p>{t("shown", { facility: facilityName(one.facilityCode), day: day(one.shownAt) })}</p>
                    </EntryRow>
                  ))}
                </ul>
              </Section>
            ) : null}
          </>
        ) : (
          <EmptyState title={t("emptyTitle", { name: ownerName })} when={t("emptyWhen")}>
            <LinkLine href="/record/completeness" label={correction("toMissing")} />
          </EmptyState>
        )}
      </BookPage>
    );
  },
  "record",
);
