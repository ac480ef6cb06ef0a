import { useTranslations } from "next-intl";
import { DeskBar } from "../../../components/shell/desk-bar.tsx";
import { DataTable } from "../../../components/ui/data-table.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Tag } from "../../../components/ui/tag.tsx";

export function DeskParts() {
  const t = useTranslations("design");
  return (
    <Section title={t("shell.desk")}>
      <DeskBar
        name={t("shell.name")}
        label={t("shell.desk")}
        more={t("shell.otherPlaces")}
        places={[
          { label: t("shell.today"), href: "#today", current: true },
          { label: t("shell.find"), href: "#find" },
          { label: t("shell.remote"), href: "#remote", count: 3 },
        ]}
        who={{ name: t("shell.deskWho"), place: t("shell.deskPlace") }}
      />
      <div className="pt-4">
        <DataTable
          caption={t("shell.today")}
          columns={[
            { head: t("desk.number") },
            { head: t("desk.patient") },
            { head: t("desk.standing"), tight: true },
          ]}
          rows={[
            {
              key: "21",
              cells: [
                "21",
                t("choices.khoi"),
                <Tag key="tag" line="filled">
                  {t("desk.seeing")}
                </Tag>,
              ],
            },
            {
              key: "22",
              cells: [
                "22",
                t("choices.hoa"),
                <Tag key="tag" line="dashed">
                  {t("desk.called")}
                </Tag>,
              ],
              selected: true,
            },
            {
              key: "23",
              cells: [
                "23",
                t("long"),
                <Tag key="tag" line="thin">
                  {t("desk.waiting")}
                </Tag>,
              ],
            },
            {
              key: "24",
              cells: [
                "24",
                t("choices.khoi"),
                <Tag key="tag" line="dotted">
                  {t("desk.notCome")}
                </Tag>,
              ],
            },
          ]}
        />
      </div>
    </Section>
  );
}
