import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { ClosedVisitsSection } from "#components/record/closed-visits.tsx";
import { EncounterRow } from "#components/record/encounter-row.tsx";
import { TaskRows } from "#components/record/task-rows.tsx";
import { BookLabel } from "#components/shell/book-label.tsx";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import type { Session } from "#lib/identity/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { currentContext } from "#lib/identity/session.ts";
import { insteadOf } from "../_entry/book-in-hand.tsx";
import { saying } from "../_entry/page.tsx";
import { BookPage } from "../_entry/shell.tsx";
import { facilityWords } from "../_entry/words.ts";
import { Contents } from "./_parts/contents.tsx";
import { coverOf } from "./_parts/cover.ts";
import { LatestOpenings } from "./_parts/latest-openings.tsx";
import { Welcome } from "./_parts/welcome.tsx";

/** Whether the reader may book, and ask a doctor, for the book in hand. */
const mayIn = ({ book }: Session) => ({
  mayBook: book === null || book.scopes.includes("booking"),
  mayAsk: book === null || book.scopes.includes("teleconsult"),
});

/** The cover of the book for whoever is signed in, the welcome page for everybody else. */
export default function Page() {
  return saying("/", async () => {
    const who = await currentContext("citizen");
    if (!who) return <Welcome />;
    const instead = await insteadOf(who.session, "record", "/");
    return instead ?? <Cover {...(await coverOf(who.ctx, mayIn(who.session)))} />;
  });
}

async function Cover({
  owner,
  card,
  wardName,
  latest,
  closed,
  news,
  tasks,
  fees,
  visits,
  doses,
  mayBook,
  mayAsk,
  asked,
  bookableAt,
  today,
  told,
  size,
  openings,
  freshness,
  names,
  own,
  mayOpenPrivate,
  others,
}: Awaited<ReturnType<typeof coverOf>>) {
  const t = await getTranslations("cover");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const { warehouse, vneid, differing } = owner;
  const name = displayName(vneid?.name ?? warehouse.name);
  const familyNames = others.slice(0, 2).map((one) => displayName(one.citizenName));
  const waiting = `${familyNames.join(", ")}${others.length > 2 ? "…" : ""}`;
  const book =
    mayBook || mayAsk ? (
      <div className="grid gap-3 pt-4">
        {mayBook ? <Button href="/booking/new">{t("book")}</Button> : null}
        {mayAsk ? (
          <Button kind="second" href="/teleconsult">
            {t("teleconsult")}
          </Button>
        ) : null}
      </div>
    ) : null;
  const contents = {
    hasVisits: latest !== undefined || closed.length > 0,
    size: size.encounters,
    fresh: news.length,
    dueDoses: doses.length,
    told,
    nextVisit: visits[0],
    cardUntil: card?.validTo ?? null,
    fees: fees.length,
    mayBook,
    mayAsk,
    asked,
    own,
  };
  const born = vneid?.birthDate ?? warehouse.birthDate;
  return (
    <BookPage tab="home">
      <BookLabel
        of={t("of")}
        name={name}
        lines={[
          { noun: born.length === 4 ? t("birthYear") : t("birth"), fact: calendarDay(born) },
          { noun: t("home"), fact: wardName ?? t("homeUnknown") },
          {
            noun: t("card"),
            fact: card?.validTo ? t("cardUntil", { day: calendarDay(card.validTo) }) : t("cardUnknown"),
          },
        ]}
        change={own && others.length > 0 ? { label: t("change"), href: "/family", waiting } : undefined}
      />
      {own && differing.length > 0 ? (
        <div className="pt-6">
          <Callout kind="warn" level={2} title={t("mismatch.title")}>
            <p>{t("mismatch.text", { count: differing.length })}</p>
            <LinkLine href="/me/identity" label={t("mismatch.link")} />
          </Callout>
        </div>
      ) : null}
      {latest || closed.length > 0 ? (
        <>
          {news.length > 0 ? (
            <Section
              title={t("news")}
              aside={news.length > 3 ? t("newsCount", { count: news.length }) : undefined}
            >
              <ul>
                {news.slice(0, 3).map((visit) => (
                  <EncounterRow
                    key={visit.encounterId}
                    encounter={visit}
                    facility={facilityName(visit.facilityCode)}
                    newWord={t("newWord")}
                  />
                ))}
              </ul>
            </Section>
          ) : latest ? (
            <Section title={t("latest")}>
              <ul>
                <EncounterRow encounter={latest} facility={facilityName(latest.facilityCode)} />
              </ul>
            </Section>
          ) : null}
          <Section title={t("tasks")}>
            {tasks.length + fees.length + visits.length + doses.length > 0 ? (
              <TaskRows
                tasks={tasks}
                fees={fees}
                visits={visits}
                doses={doses}
                mayBook={mayBook}
                bookableAt={bookableAt}
                most={4}
                today={today}
                nameOf={facilityName}
              />
            ) : (
              <p>{t("tasksNone")}</p>
            )}
            {book}
          </Section>
          <Contents {...contents} />
          <ClosedVisitsSection closed={closed} nameOf={facilityName} />
        </>
      ) : (
        <div className="pt-8">
          <EmptyState
            title={t(mayOpenPrivate ? "empty.title" : "empty.titlePart", { name })}
            when={t(mayOpenPrivate ? "empty.when" : "empty.whenPart", { name })}
          >
            <h3 className="pb-1 text-line-title">{t("empty.do")}</h3>
            <BulletList items={[t("empty.doCard"), t("empty.doAsk")]} />
          </EmptyState>
          {fees.length + visits.length + doses.length > 0 || book ? (
            <Section title={t("tasks")}>
              {fees.length + visits.length + doses.length > 0 ? (
                <TaskRows
                  tasks={[]}
                  fees={fees}
                  visits={visits}
                  doses={doses}
                  mayBook={mayBook}
                  most={4}
                  today={today}
                  nameOf={facilityName}
                />
              ) : (
                <p>{t("tasksNone")}</p>
              )}
              {book}
            </Section>
          ) : null}
          <Contents {...contents} />
          <Section title={t("empty.senders")}>
            {freshness.length > 0 ? (
              <LeaderList
                facts={freshness.map((one) => ({
                  noun: facilityName(one.facilityCode),
                  fact: t("empty.sender", { when: moment(one.lastReceivedAt, locale) }),
                }))}
              />
            ) : (
              <p>{t("empty.sendersNone")}</p>
            )}
          </Section>
        </div>
      )}
      {own && others.length === 0 ? (
        <div className="pt-6">
          <LinkLine href="/family" label={t("family")} />
        </div>
      ) : null}
      {openings ? <LatestOpenings openings={openings} /> : null}
      {size.lastReceived ? (
        <div className="pt-6">
          <SourceLine>
            {t("fresh", {
              when: moment(size.lastReceived.at, locale),
              from: facilityName(size.lastReceived.facilityCode),
            })}
          </SourceLine>
        </div>
      ) : null}
      <LinkLine href="/record/completeness" label={t("complete")} />
    </BookPage>
  );
}
