import { getTranslations } from "next-intl/server";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";

type Props = {
  conditions: readonly { code: string; role: string; name: string | null }[];
  final: string | null;
  provisional: string | null;
};

/** What the facility concluded; the plain name first, its code small. The first impression is named as one. */
export async function Diagnoses({ conditions, final, provisional }: Props) {
  const t = await getTranslations("record");
  return (
    <Section title={t("diagnoses")} id="diagnoses">
      {conditions.length > 0 ? (
        <ul>
          {conditions.map(({ code, role, name }) => (
            <EntryRow key={`${role} ${code}`} title={name ?? t("noName", { code })}>
              {role === "main" ? t("main") : t("accompanying")}
              {name ? <span className="text-quiet text-small">, {t("code", { code })}</span> : null}
            </EntryRow>
          ))}
        </ul>
      ) : (
        <p>{t("diagnosesNone")}</p>
      )}
      {final ? (
        <div className="pt-3">
          <h3 className="text-line-title">{t("final")}</h3>
          <p>{final}</p>
        </div>
      ) : null}
      {provisional ? (
        <div className="pt-4">
          <p>
            <Tag line="dashed">{t("provisionalTag")}</Tag>
          </p>
          <p className="pt-1">{t("provisional", { text: provisional })}</p>
          <p className="text-ink-2 text-second">{t("provisionalNote")}</p>
        </div>
      ) : null}
    </Section>
  );
}
