import { useTranslations } from "next-intl";
import { EntryRow } from "../../../components/ui/entry-row.tsx";
import { Folded } from "../../../components/ui/folded.tsx";
import { FoldingList } from "../../../components/ui/folding-list.tsx";
import { LongText } from "../../../components/ui/long-text.tsx";
import { Section } from "../../../components/ui/section.tsx";

const OPEN = 3;

/** What folds: closed, open, too short to fold, a long text of a facility and one that has no sentences. */
export function FoldingParts() {
  const t = useTranslations("design.folding");
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      const title = t("row", { number: at + 1 });
      return <EntryRow key={title} title={title} />;
    });
  const more = (count: number) => t("more", { count });
  return (
    <div>
      <Section title={t("title")}>
        <Folded label={t("closed")}>
          <p>{t("inside")}</p>
        </Folded>
        <Folded label={t("open")} open>
          <p>{t("inside")}</p>
        </Folded>
      </Section>
      <Section title={t("list")}>
        <FoldingList rows={rows(40)} most={OPEN} more={more} />
        <h3 className="pt-6 text-line-title">{t("listShort")}</h3>
        <FoldingList rows={rows(OPEN + 2)} most={OPEN} more={more} />
      </Section>
      <Section title={t("text")}>
        <LongText more={t("readOn")}>{Array(24).fill(t("sentence")).join(" ")}</LongText>
        <h3 className="pt-6 text-line-title">{t("textShort")}</h3>
        <LongText more={t("readOn")}>{`${t("sentence")}\n${t("sentence")}`}</LongText>
        <h3 className="pt-6 text-line-title">{t("textRaw")}</h3>
        <LongText more={t("readOn")}>{"HA120/70;".repeat(240)}</LongText>
      </Section>
    </div>
  );
}
