import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Invitation, Relation } from "#lib/family/index.ts";
import { standingOf } from "#lib/family/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { BookCard } from "./_parts/book-card.tsx";
import { type CaredFor, householdOf } from "./_parts/household.ts";
import { Said } from "./_parts/said.tsx";
import { answer, find, giveUp } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family"))("title") };
}

/** Where somebody's messages and fees are found whose book does not open for the reader. */
async function OtherWays({ relation }: { relation: Relation }) {
  const t = await getTranslations("family");
  return (
    <>
      {relation.scopes.includes("payment") ? <LinkLine href="/payment" label={t("payFees")} /> : null}
      {relation.scopes.includes("messages") ? <LinkLine href="/messages" label={t("readMessages")} /> : null}
    </>
  );
}

async function OthersBook({ book, today, isOpen }: { book: CaredFor; today: string; isOpen: boolean }) {
  const t = await getTranslations("family");
  const { relation, facts } = book;
  const name = displayName(relation.citizenName);
  const standing = standingOf(relation, today);
  const born = relation.citizenBorn ? t("born", { day: calendarDay(relation.citizenBorn) }) : null;
  const until = relation.until ? t("until", { day: calendarDay(relation.until) }) : null;
  return (
    <BookCard
      name={name}
      second={[t(`relation.${relation.role}`), born, until].filter(Boolean).join(", ")}
      given={relation.kind === "trusted" ? relation.scopes.map((scope) => t(`scopes.${scope}`)) : []}
      relationId={relation.relationId}
      isOpen={isOpen}
      closed={
        standing === "stopped" || standing === "needs-child" ? (
          <p className="pt-2">{t(standing === "stopped" ? "stoppedText" : "needsChildText")}</p>
        ) : relation.scopes.includes("record") ? null : (
          <OtherWays relation={relation} />
        )
      }
      facts={facts}
      openWord={t("open", { name })}
    />
  );
}

async function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const t = await getTranslations("family");
  return (
    <Section title={t("invitations.title")} id="invitations">
      <ul>
        {invitations.map((one) => (
          <li key={one.relationId} className="border-rule border-b py-4 last:border-b-0">
            <h3 className="text-line-title wrap-anywhere">
              {t("invitations.from", { name: displayName(one.inviter) })}
            </h3>
            <p>{t("invitations.book", { name: displayName(one.bookName) })}</p>
            <p className="pt-2">{t("invitations.gets")}</p>
            <BulletList items={one.scopes.map((scope) => t(`scopes.${scope}`))} />
            <p className="pb-3 text-ink-2 text-second">
              {t("invitations.until", { day: calendarDay(one.waitsUntil), until: calendarDay(one.until) })}
            </p>
            <form action={answer}>
              <input type="hidden" name="relationId" value={one.relationId} />
              <ButtonPair>
                <Button name="answer" value="accept">
                  {t("invitations.accept")}
                </Button>
                <Button kind="second" name="answer" value="decline">
                  {t("invitations.decline")}
                </Button>
              </ButtonPair>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const faults = ["unavailable", "unknown", "too-many", "failed"] as const;

/** Gia đình: everybody's books on one page, whose is open, and one tap to another. */
export default citizenPage(
  () => "/family",
  async ({ ctx, session, search }) => {
    const t = await getTranslations("family");
    const common = await getTranslations("common");
    const { books, invitations, ownFacts } = await householdOf(ctx);
    const fault = faults.find((one) => one === search.fault);
    const found = /^\d{1,2}$/.test(search.found ?? "") ? Number(search.found) : undefined;
    const open = session.book?.citizenId;
    const trusts = books.filter(({ relation }) => relation.kind === "trusted");
    return (
      <BookPage back={{ href: "/", label: common("home") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Said done={search.done} />
        {invitations.length > 0 ? <Invitations invitations={invitations} /> : null}
        <Section title={t("books")} id="books">
          <ul>
            <BookCard
              name={displayName(session.name)}
              second={t("ownBook")}
              relationId="own"
              isOpen={open === undefined}
              facts={ownFacts}
              openWord={t("openOwn")}
            />
            {books.map((book) => (
              <OthersBook
                key={book.relation.relationId}
                book={book}
                today={ctx.today}
                isOpen={book.relation.citizenId === open}
              />
            ))}
          </ul>
          {books.length === 0 ? <p className="pt-2">{t("booksNone")}</p> : null}
        </Section>
        {open === undefined || session.book?.kind === "representative" ? (
          <Section
            title={
              open === undefined
                ? t("people.titleOwn")
                : t("people.title", { name: displayName(session.book?.name ?? "") })
            }
          >
            <p className="pb-2">{t("people.lead")}</p>
            <LinkLine href="/family/people" label={t("people.see")} />
          </Section>
        ) : null}
        <Section title={t("find.title")} id="find">
          <p className="pb-3">{t("find.text")}</p>
          {found === undefined ? null : (
            <p role="status" className="pb-3 font-semibold">
              {t("find.found", { count: found })}
            </p>
          )}
          {fault ? <Notice alert level={3} title={t(`find.${fault}`)} /> : null}
          <form action={find}>
            <Button kind="second">{t("find.send")}</Button>
          </form>
          <p className="pt-3 text-ink-2 text-second">{t("find.station")}</p>
        </Section>
        {trusts.length > 0 ? (
          <Section title={t("people.given")}>
            <ul>
              {trusts.map(({ relation }) => (
                <li key={relation.relationId} className="border-rule border-b py-3 last:border-b-0">
                  <p className="wrap-anywhere">{displayName(relation.citizenName)}</p>
                  <form action={giveUp}>
                    <input type="hidden" name="relationId" value={relation.relationId} />
                    <Button kind="plain">{t("people.leave")}</Button>
                  </form>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </BookPage>
    );
  },
  "self",
);
