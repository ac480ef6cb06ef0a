import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { findTerms, listCasesAtDesk, mayAnswer, type WaitingCase } from "#lib/teleconsult/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { Said } from "./_parts/said.tsx";
import { claim } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsultDesk"))("title") };
}

type RowProps = { one: WaitingCase; now: Date; mayClaim: boolean; facilityName: (code: string) => string };

/** A question in the inbox: how urgent, who, the first words, by when. */
async function Row({ one, now, mayClaim, facilityName }: RowProps) {
  const t = await getTranslations("teleconsultDesk");
  const words = await getTranslations("teleconsult");
  const locale = await getLocale();
  const open = one.endedAt === null;
  const late = open && one.promisedAt < now;
  const tags = [
    ...(one.unread ? [{ line: "filled" as const, word: t("unread") }] : []),
    ...(late ? [{ line: "amber" as const, word: t("late") }] : []),
    ...(one.urgency === "ordinary" ? [] : [{ line: "filled" as const, word: t(`urgency.${one.urgency}`) }]),
    ...(one.second ? [{ line: "dashed" as const, word: t("second") }] : []),
    ...(one.wantsSpecialist ? [{ line: "dashed" as const, word: t("specialist") }] : []),
  ];
  const when = one.endedAt
    ? moment(one.endedAt, locale)
    : one.callAt
      ? t("call", { at: moment(one.callAt, locale) })
      : t("by", { at: moment(one.promisedAt, locale) });
  const born = one.born ? t("born", { year: one.born.slice(0, 4) }) : t("noBorn");
  const more = [
    words(`ways.${one.way}`),
    t("sent", { at: moment(one.sentAt, locale) }),
    ...(one.photos > 0 ? [t("photos", { count: one.photos })] : []),
    ...(one.referredFrom ? [t("from", { facility: facilityName(one.referredFrom) })] : []),
  ];
  const mine = mayClaim && (one.handedOn || (one.mine && (one.status === "reading" || !open)));
  const theirs = one.status === "reading" && !one.mine;
  return (
    <EntryRow
      title={`${displayName(one.name)}, ${born}`}
      href={mine ? (`/clinic/teleconsult/${one.caseId}` as Route) : undefined}
      tag={
        tags.length > 0 ? (
          <span className="flex flex-wrap gap-2">
            {tags.map(({ line, word }) => (
              <Tag key={word} line={line}>
                {word}
              </Tag>
            ))}
          </span>
        ) : undefined
      }
      foot={
        one.status === "sent" && mayClaim && !one.handedOn ? (
          <form action={claim} className="pt-2 desk:max-w-[16rem]">
            <input type="hidden" name="caseId" value={one.caseId} />
            <Button kind="second">
              {t("claim")}
              <span className="sr-only">: {displayName(one.name)}</span>
            </Button>
          </form>
        ) : theirs ? (
          t("heldBy", { name: one.claimedByName ?? "" })
        ) : undefined
      }
    >
      <p className="text-ink text-reading wrap-anywhere">
        {one.trouble.length >= 160 ? `${one.trouble.trimEnd()}…` : one.trouble}
      </p>
      <p className={late ? "font-semibold text-ink" : ""}>{when}</p>
      <p>{more.join(" · ")}</p>
    </EntryRow>
  );
}

/** Câu hỏi từ xa: what waits by urgency and promise, what this doctor has, what others have. */
export default deskPage(
  "clinic",
  () => "/clinic/teleconsult",
  async ({ ctx, session, search, frame, facilityName }) => {
    const t = await getTranslations("teleconsultDesk");
    const desk = await openDesk(ctx, "answer-teleconsults", "teleconsult");
    const [cases, closed, terms, mayClaim] = await Promise.all([
      listCasesAtDesk(desk),
      listCasesAtDesk(desk, true),
      findTerms(ctx, session.facilityCode ?? ""),
      mayAnswer(desk),
    ]);
    const mine = cases.filter((one) => one.mine && one.status === "reading");
    const handedOn = cases.filter((one) => one.handedOn);
    const waiting = cases.filter((one) => !one.handedOn && one.status === "sent");
    const others = cases.filter((one) => !one.handedOn && !one.mine && one.status === "reading");
    const rowsOf = (list: readonly WaitingCase[]) => (
      <ul>
        {list.map((one) => (
          <Row key={one.caseId} one={one} now={ctx.now} mayClaim={mayClaim} facilityName={facilityName} />
        ))}
      </ul>
    );
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said search={search} />
        {mayClaim ? null : (
          <div className="max-w-column pb-6">
            <Callout kind="note" level={2} title={t("noLicence")}>
              <p>{t("noLicenceText")}</p>
            </Callout>
          </div>
        )}
        {terms ? null : (
          <div className="max-w-column pb-6">
            <p className="text-line-title">{t("noTerms")}</p>
            <p>{t("noTermsText")}</p>
          </div>
        )}
        <div className="grid gap-x-10 desk:grid-cols-2">
          <div>
            <Section title={t("waiting")} aside={String(waiting.length)}>
              {waiting.length > 0 ? rowsOf(waiting) : <p>{t("none")}</p>}
            </Section>
          </div>
          <div className="pt-10 desk:pt-0">
            {mayClaim ? (
              <Section title={t("mine")} aside={String(mine.length)}>
                {mine.length > 0 ? rowsOf(mine) : <p>{t("noneMine")}</p>}
              </Section>
            ) : null}
            {others.length > 0 ? <Section title={t("others")}>{rowsOf(others)}</Section> : null}
            {handedOn.length > 0 ? <Section title={t("handedOn")}>{rowsOf(handedOn)}</Section> : null}
            {closed.length > 0 ? <Section title={t("closed")}>{rowsOf(closed.slice(0, 20))}</Section> : null}
          </div>
        </div>
        <div className="pt-6">
          <LinkLine href="/clinic/teleconsult/terms" label={t("plan")} />
        </div>
      </DeskFrame>
    );
  },
);
