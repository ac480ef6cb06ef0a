import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { StripSection } from "#components/vaccination/strip-section.tsx";
import { ageOn, CHILD_YEARS, mayBePregnant } from "#lib/vaccination/rules.ts";
import { Aloud } from "../../_entry/aloud.tsx";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { Waiting } from "../../_entry/waiting.tsx";
import { facilityWords } from "../../_entry/words.ts";
import { Caution, PregnancyNow } from "./_parts/about-me.tsx";
import { CertificateRow } from "./_parts/certificate-row.tsx";
import { declareAddress, WaitingSection } from "./_parts/declared.tsx";
import { DueSection, LaterSections } from "./_parts/due-section.tsx";
import { GivenSection } from "./_parts/given-section.tsx";
import { Invitations } from "./_parts/invitations.tsx";
import { readVaccination } from "./_parts/read-vaccination.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination"))("title") };
}

/** Tiêm chủng: what is due, the schedule as a picture, what was given, and where the schedule comes from. */
export default citizenPage(
  () => "/vaccination",
  async ({ ctx, session, ownerName, search }) => {
    const t = await getTranslations("vaccination");
    const common = await getTranslations("common");
    const read = await readVaccination(ctx);
    const { birthDate, doses, waiting, invitations, names, list, strip, own } = read;
    const { facilityName } = await facilityWords(names);
    const whose = { whose: own ? "own" : "other", name: ownerName };
    const mayBook = session.book === null || session.book.scopes.includes("booking");
    const age = ageOn(birthDate, ctx.today);
    const day = calendarDay(birthDate);
    const isChild = age === null || age.unit !== "years" || age.count < CHILD_YEARS;
    const isEmpty = doses.length === 0;
    const years = age?.unit === "years" ? age.count : null;
    const asksPregnancy =
      own && session.book === null && !read.pregnancy && mayBePregnant(read.person.sex, years);
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle
          aloud={<Aloud />}
          below={
            age
              ? t("bornAge", { day, age: t(`ageNow.${age.unit}`, { count: age.count }) })
              : t("born", { day })
          }
        >
          {t("title")}
        </PageTitle>
        {invitations.length > 0 ? (
          <Invitations invitations={invitations} facilityName={facilityName} />
        ) : null}
        {list ? (
          <DueSection list={list} whose={whose} isEmpty={isEmpty} mayBook={mayBook} />
        ) : (
          <p>{t("due.noDay")}</p>
        )}
        {list && list.due.length + list.later.length > 0 ? <Caution allergies={read.allergies} /> : null}
        {own && session.book === null && read.pregnancy ? <PregnancyNow pregnancy={read.pregnancy} /> : null}
        {strip ? <StripSection strip={strip} whose={whose} /> : null}
        <Waiting send="/vaccination/declare/send" />
        {waiting.length > 0 ? <WaitingSection book={read.book} waiting={waiting} /> : null}
        {isEmpty ? (
          <div className="pt-10">
            <EmptyState title={t("doses.emptyTitle", whose)} when={t("doses.emptyWhen")}>
              <p>{t("doses.emptyDo")}</p>
            </EmptyState>
          </div>
        ) : (
          <GivenSection
            doses={doses}
            by={search.by === "disease" ? "disease" : "day"}
            all={search.all === "yes"}
            facilityName={facilityName}
            notCounted={list?.notCounted ?? []}
          />
        )}
        <ul className="pt-4">
          <EntryRow icon="camera" title={t("declare.link")} href={declareAddress()}>
            {t("declare.linkSecond")}
          </EntryRow>
          {isEmpty ? null : (
            <EntryRow icon="vaccination" title={t("card.link")} href={"/vaccination/card" as Route}>
              {t("card.linkSecond")}
            </EntryRow>
          )}
          {isChild ? (
            <EntryRow icon="conditions" title={t("growth.link")} href={"/vaccination/growth" as Route}>
              {t("growth.linkSecond")}
            </EntryRow>
          ) : null}
          {asksPregnancy ? (
            <EntryRow icon="vaccination" title={t("pregnancy.link")} href={"/vaccination/pregnancy" as Route}>
              {t("pregnancy.linkSecond")}
            </EntryRow>
          ) : null}
          {isEmpty ? null : <CertificateRow />}
        </ul>
        {list ? (
          <>
            <LaterSections list={list} isChild={isChild} />
            <Section title={t("basis.title")}>
              <p>{t("basis.text")}</p>
              <p className="pt-2 font-semibold">{t("basis.approved")}</p>
              <p className="pt-2 text-ink-2 text-second">
                {t("basis.reviewed", { day: calendarDay(list.reviewedOn) })}
              </p>
            </Section>
          </>
        ) : null}
      </BookPage>
    );
  },
  "record",
);
