import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { declareAddress } from "../_parts/declared.tsx";
import { certificateWords } from "./_parts/certificate-words.ts";
import { readCertificates, type Shown } from "./_parts/read-certificates.ts";

export async function generateMetadata() {
  const { t } = certificateWords(await getLocale());
  return { title: t("title") };
}

const HERE = "/vaccination/certificates";

/** Chứng nhận tiêm chủng: what the book signed to be shown elsewhere, how each stands, and how to make another. */
export default citizenPage(
  () => HERE,
  async ({ ctx, ownerName }) => {
    const words = certificateWords(await getLocale());
    const { t } = words;
    const vaccination = await getTranslations("vaccination");
    const { certificates, proven, own } = await readCertificates(ctx);
    const whose = { whose: own ? "own" : "other", name: ownerName };
    const tagOf = ({ standing }: Shown) =>
      standing === "good" ? undefined : (
        <Tag line={standing === "key-gone" || standing === "changed" ? "amber" : "thin"}>
          {t(`standing.${standing}`)}
        </Tag>
      );
    return (
      <BookPage back={{ href: "/vaccination" as Route, label: t("back") }} tab="none">
        <PageTitle below={t("lead")}>{t("title")}</PageTitle>
        {proven.length > 0 ? (
          <Button href={`${HERE}/new` as Route}>{t("make")}</Button>
        ) : certificates.length > 0 ? (
          <p className="font-semibold">{t("list.none", whose)}</p>
        ) : null}
        {certificates.length === 0 ? (
          <EmptyState
            title={t("list.emptyTitle", whose)}
            when={proven.length > 0 ? t("list.emptyWhen") : t("list.none", whose)}
          >
            {proven.length > 0 ? null : (
              <LinkLine href={declareAddress()} label={vaccination("declare.link")} />
            )}
          </EmptyState>
        ) : (
          <Section title={t("list.title")}>
            <ul>
              {certificates.map((one) => (
                <EntryRow
                  key={one.certificateId}
                  title={words.about(one.about)}
                  href={`${HERE}/${one.certificateId}` as Route}
                  struck={one.standing === "revoked"}
                  tag={tagOf(one)}
                >
                  <p>{words.issued(one)}</p>
                  <p>
                    {one.standing === "good"
                      ? t("list.until", { day: day(one.expiresAt) })
                      : words.standing(one)}
                  </p>
                </EntryRow>
              ))}
            </ul>
          </Section>
        )}
        <div className="pt-8">
          <p>{t("not")}</p>
          <LinkLine href="/verify" label={t("check")} />
        </div>
      </BookPage>
    );
  },
  "record",
);
