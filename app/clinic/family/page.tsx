import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { familyDesk, listStationRelations } from "#lib/family/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { typedBefore } from "../../_entry/typed.ts";
import { ChildForm, NewbornForm, RecordForm } from "./_parts/forms.tsx";
import { undo } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("family.desk"))("title") };
}

const outcomes = ["recorded", "undone", "join", "part", "merge"] as const;

/** Gia đình tại trạm: who represents whom, by the papers that were seen. */
export default deskPage(
  "clinic",
  () => "/clinic/family",
  async ({ ctx, session, frame, search }) => {
    const t = await getTranslations("family.desk");
    if (session.role !== "station")
      return (
        <DeskFrame {...frame} title={t("title")} below={t("stationOnly")}>
          {null}
        </DeskFrame>
      );
    const locale = await getLocale();
    const relations = await listStationRelations(await familyDesk(ctx));
    const done = outcomes.find((one) => one === search.done);
    const fault = search.fault
      ? t.has(`faults.${search.fault as "failed"}`)
        ? (search.fault as "failed")
        : "failed"
      : null;
    const typed = fault ? await typedBefore() : {};
    const typedAt = (form: string) => (search.at === form ? typed : {});
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        {done || fault ? (
          <div role={done ? "status" : "alert"} className="pb-6">
            <Callout
              kind={done ? "note" : "warn"}
              level={2}
              title={done ? t(`done.${done}`) : t(`faults.${fault ?? "failed"}`)}
            />
          </div>
        ) : null}
        <RecordForm typed={typedAt("new")} />
        <Section title={t("recent")} id="recent">
          <DataTable
            caption={t("recent")}
            columns={[
              { head: t("who") },
              { head: t("whom") },
              { head: t("seen") },
              { head: t("when") },
              { head: t("undo") },
            ]}
            rows={relations.map((one) => ({
              key: one.relationId,
              cells: [
                `${displayName(one.actorName)}, ${t(`roles.${one.role as "mother"}`)}`,
                displayName(one.citizenName),
                one.paper,
                `${moment(one.madeAt, locale)}, ${one.staffName}`,
                one.ended ? (
                  t("undone")
                ) : (
                  <form key="undo" action={undo}>
                    <input type="hidden" name="citizenId" value={one.citizenId} />
                    <input type="hidden" name="relationId" value={one.relationId} />
                    <Button kind="plain">{t("undo")}</Button>
                  </form>
                ),
              ],
            }))}
            empty={t("recentNone")}
          />
        </Section>
        <NewbornForm typed={typedAt("newborn")} />
        <ChildForm typed={typedAt("word")} />
      </DeskFrame>
    );
  },
);
