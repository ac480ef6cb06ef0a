import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { doseAddress } from "#components/vaccination/dose-words.ts";
import type { ReactionOfDose } from "#lib/correction/index.ts";

type Props = { doseId: string; reactions: readonly ReactionOfDose[]; who: string; mayReport: boolean };

/** Phản ứng sau mũi này: what was told, what the station advised, and the way to tell of one. */
export async function ReactionsSection({ doseId, reactions, who, mayReport }: Props) {
  if (reactions.length === 0 && !mayReport) return null;
  const t = await getTranslations("vaccination.reaction");
  const correction = await getTranslations("correction");
  const locale = await getLocale();
  return (
    <Section title={t("section")}>
      {reactions.length === 0 ? <p>{t("sectionNone")}</p> : null}
      <ul>
        {reactions.map((one) => (
          <EntryRow
            key={one.caseId}
            title={t("told", { when: moment(one.sentAt, locale) })}
            href={`/record/corrections/${one.caseId}` as Route}
            tag={
              one.reason === "danger-signs" ? (
                <Tag line="amber">{correction("reasons.reaction.danger-signs")}</Tag>
              ) : undefined
            }
          >
            <p className="wrap-anywhere">
              {one.answerText ? t("advice", { who, text: one.answerText }) : t("waits")}
            </p>
          </EntryRow>
        ))}
      </ul>
      {mayReport ? <LinkLine href={`${doseAddress(doseId)}/reaction` as Route} label={t("link")} /> : null}
    </Section>
  );
}
