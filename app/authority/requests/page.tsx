import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { countRightsAtDesk, listRightsAtDesk, type RightAtDesk } from "#lib/rights/index.ts";
import { daysLeft } from "#lib/rights/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("rights.desk"))("title") };
}

const MOST_OPEN = 100;
const MOST_ANSWERED = 20;

/** Yêu cầu về dữ liệu: what waits, the most pressing first, and what was answered lately. It names nobody. */
export default deskPage(
  "authority",
  () => "/authority/requests",
  async ({ ctx, frame }) => {
    const t = await getTranslations("rights");
    const locale = await getLocale();
    const desk = await openDesk(ctx, "answer-rights", "rights-requests");
    const [open, answered, counts] = await Promise.all([
      listRightsAtDesk(desk, true, MOST_OPEN),
      listRightsAtDesk(desk, false, MOST_ANSWERED),
      countRightsAtDesk(desk),
    ]);
    const link = (one: RightAtDesk) => (
      <a href={`/authority/requests/${one.requestId}` as Route} className="inline-block py-1">
        {t(`request.kinds.${one.kind}`)}
      </a>
    );
    const due = ({ dueOn }: RightAtDesk) => (
      <>
        {calendarDay(dueOn)}
        {daysLeft(dueOn, ctx.today) < 0 ? (
          <span className="block">
            <Tag line="amber">{t("desk.late")}</Tag>
          </span>
        ) : null}
      </>
    );
    const who = (one: RightAtDesk) => (one.mine ? t("desk.you") : (one.takenByName ?? t("desk.nobody")));
    return (
      <DeskFrame {...frame} title={t("desk.title")} below={t("desk.lead", counts)}>
        <Section title={t("desk.open")}>
          <DataTable
            caption={t("desk.open")}
            columns={[
              { head: t("desk.kind") },
              { head: t("desk.asked"), tight: true },
              { head: t("desk.takeBy"), tight: true },
              { head: t("desk.due"), tight: true },
              { head: t("desk.who") },
            ]}
            rows={open.map((one) => ({
              key: one.requestId,
              cells: [link(one), moment(one.askedAt, locale), calendarDay(one.replyBy), due(one), who(one)],
            }))}
            empty={t("desk.none")}
          />
        </Section>
        <Section title={t("desk.answered")}>
          <DataTable
            caption={t("desk.answered")}
            columns={[
              { head: t("desk.kind") },
              { head: t("desk.result") },
              { head: t("desk.at"), tight: true },
            ]}
            rows={answered.map((one) => ({
              key: one.requestId,
              cells: [
                link(one),
                one.outcome ? t(`request.outcomes.${one.outcome}`) : "",
                one.answeredAt ? moment(one.answeredAt, locale) : "",
              ],
            }))}
            empty={t("desk.none")}
          />
        </Section>
      </DeskFrame>
    );
  },
);
