import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { EmergencyLine } from "#components/ui/emergency-line.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { facilityNames } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { livingShare } from "#lib/teleconsult/index.ts";
import { isOpen } from "#lib/teleconsult/rules.ts";
import { Aloud } from "../../../_entry/aloud.tsx";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { conversationPart } from "../../../_teleconsult/conversation-part.tsx";
import { Answer } from "../_parts/answer.tsx";
import { type OwnCase, readOwnCase } from "../_parts/read-case.ts";
import { Standing, Steps } from "../_parts/standing.tsx";
import { stopShare } from "../actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("teleconsult"))("title") };
}

const dones = ["sent", "shared", "stopped", "judged", "reported", "asked"] as const;

/** What was asked, in the words of whoever asked, with what went along. */
async function Asked({ found }: { found: OwnCase }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  const unknown = t("new.check.unknown");
  const second = found.steps.find(({ what }) => what === "asked-again");
  return (
    <Section title={t("case.question", { name: displayName(found.citizenName) })}>
      <LongText more={t("case.answer.more")}>{found.trouble}</LongText>
      <LeaderList
        facts={[
          { noun: t("case.body"), fact: found.bodyPart || unknown },
          { noun: t("case.since"), fact: found.since || unknown },
          { noun: t("case.severity"), fact: t(`severities.${found.severity}`) },
        ]}
      />
      {found.photos.length > 0 ? (
        <ul className="flex flex-wrap gap-x-6">
          {found.photos.map((photo, place) => (
            <li key={photo}>
              <Button kind="plain" href={`/teleconsult/${found.caseId}/sent/${photo}` as Route}>
                {t("case.photo", { number: place + 1 })}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {second ? (
        <div className="mt-4 border-rule border-t pt-3">
          <h3 className="text-line-title">{t("case.second", { at: moment(second.at, locale) })}</h3>
          <LongText more={t("case.answer.more")}>{String(second.details.words ?? "")}</LongText>
        </div>
      ) : null}
    </Section>
  );
}

/** What the doctor may see, and the way to end it. */
async function Shown({ found }: { found: OwnCase }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  const living = livingShare(found);
  const last = living ?? found.shares[0];
  const mayChange = isOpen(found.status) || found.status === "unpaid";
  if (!last) return null;
  const parts = last.shown.map((part) => t(`new.parts.${part}`)).join(", ");
  const from = moment(last.givenAt, locale);
  return (
    <Section title={t("case.share.title")}>
      <p>{parts === "" ? t("case.share.none") : t("case.share.list", { parts, from })}</p>
      {living ? (
        <p className="text-ink-2 text-second">{t(living.mayRefer ? "case.share.up" : "case.share.notUp")}</p>
      ) : last.endedAt ? (
        <p className="text-ink-2 text-second">
          {t(last.endedBecause === "withdrawn" ? "case.share.withdrawn" : "case.share.closed", {
            at: moment(last.endedAt, locale),
          })}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-x-6">
        {living && parts !== "" ? (
          <form action={stopShare}>
            <BookField />
            <input type="hidden" name="caseId" value={found.caseId} />
            <Button kind="plain">{t("case.share.stop")}</Button>
          </form>
        ) : null}
        {mayChange ? (
          <Button kind="plain" href={`/teleconsult/${found.caseId}/share` as Route}>
            {t("case.share.change")}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

/** Afterwards: whether it helped, one question more, what went wrong. */
async function After({ found, now }: { found: OwnCase; now: Date }) {
  const t = await getTranslations("teleconsult");
  const locale = await getLocale();
  const { caseId, status, helpful, secondUntil, rounds, report } = found;
  if (status !== "answered" && status !== "refused") return null;
  const mayAsk = status === "answered" && rounds === 1 && secondUntil !== null && secondUntil > now;
  return (
    <Section title={t("case.after.title")}>
      {helpful ? <p>{t("case.after.said", { said: t(`helpful.${helpful}`) })}</p> : null}
      <LinkLine href={`/teleconsult/${caseId}/judge` as Route} label={t("case.after.helpful")} />
      {mayAsk ? (
        <LinkLine
          href={`/teleconsult/${caseId}/again` as Route}
          label={t("case.after.again", { until: moment(secondUntil, locale) })}
        />
      ) : null}
      {report ? (
        <p>
          {report.answer
            ? t("case.after.reportAnswer", { answer: report.answer })
            : t("case.after.reported", {
                at: moment(report.at, locale),
                until: calendarDay(report.answerBy),
              })}
        </p>
      ) : (
        <LinkLine href={`/teleconsult/${caseId}/report` as Route} label={t("case.after.report")} />
      )}
    </Section>
  );
}

/** Một lượt hỏi: how it stands and by when, the answer, what was asked, what the doctor may see. */
export default citizenPage(
  ({ id }) => `/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, params, search, ownerName }) => {
    const t = await getTranslations("teleconsult");
    const locale = await getLocale();
    const found = await readOwnCase(ctx, params.id);
    const { facilityName } = await facilityWords(await facilityNames(ctx.app));
    const facility = facilityName(found.facilityCode);
    const done = dones.find((one) => one === search.done);
    const mayCancel = found.rounds === 1 && (isOpen(found.status) || found.status === "unpaid");
    return (
      <BookPage back={{ href: "/teleconsult", label: t("title") }}>
        <PageTitle
          aloud={<Aloud />}
          above={t("askFor", { name: ownerName })}
          below={
            found.claimedByName
              ? t("case.with", { doctor: found.claimedByName, facility })
              : t("case.to", { facility })
          }
        >
          {t("case.title", { code: found.code.replace(/^(.{3})/, "$1 ") })}
        </PageTitle>
        {done || search.fault ? (
          <Notice title={done ? t(`case.done.${done}`) : t("case.failed")}>
            {done === "sent" || done === "asked" ? (
              <LinkLine href={"/messages/settings#push" as Route} label={t("case.tellHere")} />
            ) : null}
          </Notice>
        ) : null}
        <div role={search.done === "cancelled" ? "status" : undefined}>
          <Standing found={found} facility={facility} now={ctx.now} />
        </div>
        {found.status === "refused" && found.endedBecause ? (
          <Section title={t("case.refused.title")}>
            <p className="whitespace-pre-line wrap-anywhere">{found.endedBecause}</p>
            <LinkLine href="/booking/new" label={t("case.refused.visit")} />
          </Section>
        ) : null}
        {found.answers.toReversed().map((answer) => (
          <Answer
            key={answer.answerNo}
            answer={answer}
            code={found.code}
            facility={facilityName(answer.facilityCode)}
          />
        ))}
        {found.sentAt
          ? await conversationPart({
              where: "citizen",
              ctx,
              caseId: found.caseId,
              search,
              mayCall: found.status === "reading",
            })
          : null}
        <After found={found} now={ctx.now} />
        <Steps found={found} facility={facility} />
        {found.referrals.length > 0 ? (
          <Section title={t("case.referrals")}>
            <ul>
              {found.referrals.map((one) => (
                <EntryRow
                  key={one.referralNo}
                  title={t("case.referral", {
                    from: facilityName(one.fromFacility),
                    to: facilityName(one.toFacility),
                  })}
                >
                  {t("case.referralText", { doctor: one.staffName, at: moment(one.at, locale) })}
                </EntryRow>
              ))}
            </ul>
          </Section>
        ) : null}
        <Asked found={found} />
        <Shown found={found} />
        {mayCancel ? (
          <div className="pt-6">
            <LinkLine href={`/teleconsult/${found.caseId}/cancel` as Route} label={t("case.cancel")} />
          </div>
        ) : null}
        <div className="pt-8">
          <EmergencyLine>{t("emergency")}</EmergencyLine>
        </div>
      </BookPage>
    );
  },
  "teleconsult",
);
