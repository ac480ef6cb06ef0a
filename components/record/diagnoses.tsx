import { getTranslations } from "next-intl/server";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PlainWords } from "#lib/catalogue/index.ts";
import type { Standing } from "#lib/record/rules.ts";
import { PlainWordsNote } from "./plain-words-note.tsx";
import { StandingTag } from "./standing-tag.tsx";

type Props = {
  conditions: readonly { code: string; role: string; name: string | null; explained: PlainWords | null }[];
  standing: Standing;
  final: string | null;
  provisional: string | null;
  /** What is said beside each, and the way to report it. */
  noteOf?: NoteOf;
};

/** What the facility concluded and how sure it was; the plain name first, its code small. The first impression is named as one. */
export async function Diagnoses({ conditions, standing, final, provisional, noteOf }: Props) {
  const t = await getTranslations("record");
  const words = await getTranslations("conditions");
  return (
    <Section title={t("diagnoses")} id="diagnoses">
      {conditions.length > 0 ? (
        <>
          <p>
            <StandingTag standing={standing} />
          </p>
          <p className="pt-1 text-ink-2 text-second">{words(`standingText.${standing}`)}</p>
          <ul>
            {conditions.map(({ code, role, name, explained }, place) => (
              <EntryRow
                key={`${role} ${code}`}
                title={name ?? t("noName", { code })}
                {...noteOf?.("condition", place + 1, name ?? code, { code })}
              >
                {role === "main" ? t("main") : t("accompanying")}
                {name ? <span className="text-quiet text-small">, {t("code", { code })}</span> : null}
                <PlainWordsNote words={explained} />
              </EntryRow>
            ))}
          </ul>
        </>
      ) : (
        <p>{t("diagnosesNone")}</p>
      )}
      {final ? (
        <div className="pt-3">
          <h3 className="text-line-title">{t("final")}</h3>
          <LongText more={t("readOn")}>{final}</LongText>
        </div>
      ) : null}
      {provisional ? (
        <div className="pt-4">
          <p>
            <Tag line="dashed">{t("provisionalTag")}</Tag>
          </p>
          <div className="pt-1">
            <LongText more={t("readOn")}>{t("provisional", { text: provisional })}</LongText>
          </div>
          <p className="text-ink-2 text-second">{t("provisionalNote")}</p>
        </div>
      ) : null}
    </Section>
  );
}
