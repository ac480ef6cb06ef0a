import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { spelledCode } from "#components/correction/case-words.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listReactionsAtDesk, type ReactionLine } from "#lib/correction/index.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { deskPage } from "../../../_entry/desk-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination.reaction"))("desk.title") };
}

const MOST = 100;
const hoursBetween = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 3_600_000);

/** The middle of the times that answers took; null without any. */
function usualHours(lines: readonly ReactionLine[]): number | null {
  const hours = lines
    .flatMap(({ sentAt, answeredAt }) => (answeredAt ? [hoursBetween(sentAt, answeredAt)] : []))
    .sort((a, b) => a - b);
  return hours[Math.floor(hours.length / 2)] ?? null;
}

/** Phản ứng sau tiêm at a desk: those with danger signs first, how long they wait and how long answers took. Nobody is named. */
export default deskPage(
  "clinic",
  () => "/clinic/vaccination/reactions",
  async ({ ctx, frame }) => {
    const t = await getTranslations("vaccination.reaction.desk");
    const desk = await getTranslations("correctionDesk");
    const locale = await getLocale();
    const lines = await listReactionsAtDesk(await openDesk(ctx, "answer-corrections", "corrections"), MOST);
    const usual = usualHours(lines);
    const answered = lines.filter(({ answeredAt }) => answeredAt).length;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        {usual === null ? null : <p className="pb-4">{t("measured", { count: answered, hours: usual })}</p>}
        <DataTable
          caption={t("title")}
          columns={[{ head: t("what") }, { head: t("when") }, { head: t("time") }, { head: t("who") }]}
          rows={lines.map((line) => ({
            key: line.caseId,
            cells: [
              <span key="what">
                {line.danger ? <Tag line="amber">{t("danger")}</Tag> : null}
                <a href={`/clinic/corrections/${line.caseId}` as Route} className="block py-1">
                  {line.vaccine}, {t("given", { day: calendarDay(line.givenOn) })}
                </a>
                <span className="block text-ink-2 text-second">{spelledCode(line.code)}</span>
              </span>,
              moment(line.sentAt, locale),
              line.answeredAt
                ? t("answered", { hours: hoursBetween(line.sentAt, line.answeredAt) })
                : t("waiting", { hours: hoursBetween(line.sentAt, ctx.now) }),
              line.takenByName ?? desk("nobody"),
            ],
          }))}
          empty={t("none")}
        />
        <LinkLine href={"/clinic/corrections" as Route} label={desk("title")} />
      </DeskFrame>
    );
  },
);
