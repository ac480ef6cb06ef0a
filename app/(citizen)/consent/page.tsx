import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { ContentsList } from "#components/ui/contents-list.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openBook } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { listCardChecks } from "#lib/insurance/index.ts";
import { listOpenCodes } from "#lib/opening/index.ts";
import { type Consent, listConsents, listRights } from "#lib/rights/index.ts";
import { standingOf } from "#lib/rights/rules.ts";
import { citizenPage } from "../../_entry/page.tsx";
import { BookPage } from "../../_entry/shell.tsx";
import { facilityWords } from "../../_entry/words.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("rights"))("title") };
}

const MOST_ASKED = 10;

/** Đồng ý và quyền của tôi: what is done with my data, who was asked because I wished it, and what I may ask. */
export default citizenPage(
  () => "/consent",
  async ({ ctx }) => {
    const t = await getTranslations("rights");
    const me = await getTranslations("me");
    const locale = await getLocale();
    const book = await openBook(ctx, ctx.actor.id, "own-reading", "consents");
    const [consents, requests, checks, codes, names] = await Promise.all([
      listConsents(book),
      listRights(book),
      listCardChecks(book, MOST_ASKED),
      listOpenCodes(book, MOST_ASKED),
      facilityNames(ctx.app),
    ]);
    const { facilityName } = await facilityWords(names);
    const waiting = requests.filter((one) => ["asked", "taken"].includes(standingOf(one))).length;
    const tag = ({ given, basis }: Consent) =>
      given ? (
        <Tag line="filled">{t("on")}</Tag>
      ) : (
        <Tag line="thin">{basis === "consent" ? t("never") : t("off")}</Tag>
      );
    return (
      <BookPage back={{ href: "/me", label: me("title") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        <Section title={t("purposes")}>
          <p className="pb-2">{t("purposesLead")}</p>
          <ul>
            {consents.map((one) => (
              <EntryRow
                key={one.purpose}
                title={one.words[locale].title}
                href={`/consent/purposes/${one.purpose}` as Route}
                tag={tag(one)}
              >
                {one.at || one.given ? (
                  <p>{one.at ? t("saidAt", { when: moment(one.at, locale) }) : t("silent")}</p>
                ) : null}
              </EntryRow>
            ))}
          </ul>
        </Section>
        <Section title={t("asked")}>
          <p className="pb-2">{t("askedLead")}</p>
          {checks.length + codes.length === 0 ? <p>{t("askedNone")}</p> : null}
          <ul>
            {codes.map((one) => (
              <EntryRow
                key={one.codeId}
                title={t("askedCode", { facility: facilityName(one.facilityCode) })}
                href={`/consent/open-code/${one.codeId}` as Route}
              >
                <p>
                  {one.usedAt
                    ? t("askedCodeUsed", { when: moment(one.usedAt, locale) })
                    : t("askedCodeMade", { when: moment(one.madeAt, locale) })}
                </p>
              </EntryRow>
            ))}
            {checks.map((one) => (
              <EntryRow key={one.checkedAt.toISOString()} title={t("askedCard")}>
                <p>{t("askedCardText", { when: moment(one.checkedAt, locale) })}</p>
              </EntryRow>
            ))}
          </ul>
        </Section>
        <LinkLine href="/consent/open-code" label={t("letThemSee")} />
        <Section title={t("rights")}>
          <ContentsList
            rows={[
              {
                icon: "ask",
                noun: t("requests"),
                href: "/consent/requests",
                fact: t("requestsFact", { count: waiting }),
              },
              { icon: "download", noun: t("copy"), href: "/consent/export" },
              { icon: "lock", noun: t("log"), href: "/consent/access-log" },
              { icon: "no", noun: t("deleting"), href: "/consent/delete" },
            ]}
          />
        </Section>
      </BookPage>
    );
  },
);
