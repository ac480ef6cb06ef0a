import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import type { WholeCase } from "#lib/teleconsult/index.ts";

/** What the person wrote, with what they sent along. */
export async function Asked({ found }: { found: WholeCase }) {
  const t = await getTranslations("teleconsultDesk.case");
  const words = await getTranslations("teleconsult");
  const locale = await getLocale();
  const second = found.steps.find(({ what }) => what === "asked-again");
  return (
    <Section title={t("question")}>
      <LongText more={words("case.answer.more")}>{found.trouble}</LongText>
      <LeaderList
        facts={[
          { noun: t("body"), fact: found.bodyPart || t("unknown") },
          { noun: t("since"), fact: found.since || t("unknown") },
          { noun: t("severity"), fact: words(`severities.${found.severity}`) },
        ]}
      />
      {found.photos.length > 0 ? (
        <ul className="flex flex-wrap gap-x-6">
          {found.photos.map((photo, place) => (
            <li key={photo}>
              <Button kind="plain" href={`/clinic/teleconsult/${found.caseId}/files/${photo}` as Route}>
                {t("photo", { number: place + 1 })}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {second ? (
        <div className="mt-4 border-rule border-t pt-3">
          <h3 className="text-line-title">{t("second", { at: moment(second.at, locale) })}</h3>
          <LongText more={words("case.answer.more")}>{String(second.details.words ?? "")}</LongText>
        </div>
      ) : null}
    </Section>
  );
}
