import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { BulletList } from "#components/ui/bullet-list.tsx";
import { Button } from "#components/ui/button.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBookInHand } from "#lib/consent/index.ts";
import { listWhoCares, type Relation } from "#lib/family/index.ts";
import { asksForReview, standingOf } from "#lib/family/rules.ts";
import { displayName } from "#lib/identity/rules.ts";
import type { Context } from "#lib/platform/context.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { Said } from "../_parts/said.tsx";
import { keep, object, revoke } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family"))("people.titleOwn") };
}

const lines = {
  waiting: "dashed",
  holds: "filled",
  stopped: "amber",
  "needs-child": "dashed",
  ended: "thin",
} as const;

type PersonProps = { relation: Relation; ctx: Context; level?: 2 | 3 };

async function Person({ relation, ctx, level = 2 }: PersonProps) {
  const Heading = `h${level}` as const;
  const t = await getTranslations("family");
  const standing = standingOf(relation, ctx.today);
  const me = ctx.actor.id;
  const forms = [
    ...(relation.kind === "trusted" && standing !== "ended"
      ? [{ action: revoke, word: t("people.revoke"), kind: "second" as const }]
      : []),
    ...(relation.forChild &&
    relation.grantedBy !== me &&
    standing !== "ended" &&
    standing !== "stopped" &&
    !relation.settledAt
      ? [{ action: object, word: t("people.object"), kind: "second" as const }]
      : []),
    ...(relation.grantedBy === me && standing === "holds" && asksForReview(relation.reviewedAt, ctx.now)
      ? [{ action: keep, word: t("people.keep"), kind: "second" as const }]
      : []),
  ];
  return (
    <li id={`r-${relation.relationId}`} className="border-rule border-b py-4 last:border-b-0">
      <p className="pb-1">
        <Tag line={lines[standing]}>{t(`standing.${standing}`)}</Tag>
      </p>
      <Heading className="text-line-title wrap-anywhere">{displayName(relation.actorName)}</Heading>
      <p className="text-ink-2 text-second">
        {[
          t(`people.as.${relation.role}`),
          t(`people.source.${relation.source}`, { paper: relation.paper ?? "" }),
        ].join(". ")}
        {relation.until ? `, ${t("until", { day: calendarDay(relation.until) })}` : ""}
      </p>
      {standing === "stopped" ? <p className="pt-2">{t("stoppedText")}</p> : null}
      {standing === "needs-child" ? <p className="pt-2">{t("needsChildText")}</p> : null}
      {relation.kind === "trusted" ? (
        <BulletList items={relation.scopes.map((scope) => t(`scopes.${scope}`))} />
      ) : null}
      {forms.some((one) => one.action === keep) ? <p className="pt-2">{t("people.reviewText")}</p> : null}
      {forms.map(({ action, word, kind }) => (
        <form key={word} action={action} className="pt-3">
          <BookField />
          <input type="hidden" name="relationId" value={relation.relationId} />
          <Button kind={kind}>{word}</Button>
        </form>
      ))}
    </li>
  );
}

/** Ai mở được sổ này: by what source, how far and how long; each can be taken back at once. */
export default citizenPage(
  () => "/family/people",
  async ({ ctx, ownerName, search }) => {
    const t = await getTranslations("family");
    const book = await openBookInHand(ctx, "family");
    const all = await listWhoCares(book);
    const living = all.filter((one) => standingOf(one, ctx.today) !== "ended");
    const past = all.filter((one) => standingOf(one, ctx.today) === "ended");
    const isOwn = ctx.inHand.as === "own";
    return (
      <BookPage back={{ href: "/family", label: t("title") }} tab="none">
        <PageTitle below={t("people.lead")}>
          {isOwn ? t("people.titleOwn") : t("people.title", { name: ownerName })}
        </PageTitle>
        <Said done={search.done} />
        {living.length === 0 ? (
          <p>{t("people.none")}</p>
        ) : (
          <ul className="border-ink border-t-2">
            {living.map((relation) => (
              <Person key={relation.relationId} relation={relation} ctx={ctx} />
            ))}
          </ul>
        )}
        {living.some(({ kind }) => kind === "representative") ? (
          <p className="pt-3 text-ink-2 text-second">{t("people.byLaw")}</p>
        ) : null}
        <div className="pt-6">
          <Button href={`/family/invite/whom?relation=${crypto.randomUUID()}` as Route}>
            {t("people.invite")}
          </Button>
        </div>
        <LinkLine href={"/family/card" as Route} label={t("people.card")} />
        <LinkLine href="/consent/access-log" label={t("people.log")} />
        {isOwn ? null : <LinkLine href="/consent/requests" label={t("people.requests")} />}
        {past.length > 0 ? (
          <Section title={t("people.past")}>
            <Folded label={t("people.pastCount", { count: past.length })}>
              <ul>
                {past.map((relation) => (
                  <Person key={relation.relationId} relation={relation} ctx={ctx} level={3} />
                ))}
              </ul>
            </Folded>
          </Section>
        ) : null}
      </BookPage>
    );
  },
  "representative",
);
