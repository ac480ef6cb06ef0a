import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay, day } from "#components/copy/format.ts";
import { CaseTag } from "#components/correction/case-tag.tsx";
import { caseWords, spelledCode } from "#components/correction/case-words.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { type CaseLine, countCasesAtDesk, listCasesAtDesk } from "#lib/correction/index.ts";
import { clockOf } from "#lib/correction/rules.ts";
import type { Day } from "#lib/platform/clock.ts";
import { pageNumber } from "../_entry/cursor.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";

const PAGE = 50;

/** What asks for something in a case of the list. */
async function Marks({ line, desk, today }: { line: CaseLine; desk: Desk; today: Day }) {
  const t = await getTranslations("correctionDesk.marks");
  if (line.closedAt) return null;
  const { mark } = clockOf(line, today);
  return (
    <>
      {mark === "in-time" ? null : <Tag line="amber">{t(mark)}</Tag>}{" "}
      {line.appealedAt ? <Tag line="dotted">{t("appealed")}</Tag> : null}{" "}
      {desk === "clinic" && line.escalatedAt && !line.appealedAt ? (
        <Tag line="dotted">{t("escalated")}</Tag>
      ) : null}{" "}
      {line.personWroteLast ? <Tag line="dashed">{t("wrote")}</Tag> : null}
    </>
  );
}

/** Báo sai của người dân at a desk: the open ones by their day, or those that are over. Nobody is named here. */
export const correctionsPage = (at: Desk) =>
  deskPage(
    at,
    () => `/${at}/corrections`,
    async (reading) => {
      const t = await getTranslations("correctionDesk");
      const reactions = await getTranslations("vaccination.reaction.desk");
      const words = await caseWords();
      const { ctx, search, frame, facilityName } = reading;
      const open = search.kind !== "over";
      const page = pageNumber(search.page);
      const desk = await openDesk(ctx, "answer-corrections", "corrections");
      const [found, count] = await Promise.all([
        listCasesAtDesk(desk, { open, most: PAGE + 1, skip: (page - 1) * PAGE }),
        countCasesAtDesk(desk),
      ]);
      const lines = found.slice(0, PAGE);
      const here = (more: string) => `/${at}/corrections${more}` as Route;
      const kind = open ? "" : "kind=over&";
      const upper = (text: string) => text.replace(/^./u, (letter) => letter.toLocaleUpperCase("vi"));
      return (
        <DeskFrame {...frame} title={t("title")} below={at === "clinic" ? t("lead") : t("leadAuthority")}>
          <Section title={open ? t("open") : t("over")} aside={open ? t("count", count) : undefined}>
            <DataTable
              caption={open ? t("open") : t("over")}
              columns={[
                { head: t("columns.case") },
                ...(at === "authority" ? [{ head: t("columns.facility") }] : []),
                { head: open ? t("columns.due") : t("columns.how") },
                { head: t("columns.who") },
              ]}
              rows={lines.map((line) => ({
                key: line.caseId,
                cells: [
                  <span key="case">
                    <a href={here(`/${line.caseId}`)} className="inline-block py-1">
                      {upper(words.kind(line.kind))}: {words.reason(line.kind, line.reason)}
                    </a>
                    <span className="block text-ink-2 text-second">
                      {t("caseLead", { code: spelledCode(line.code), sent: day(line.sentAt) })}
                    </span>
                    <Marks line={line} desk={at} today={ctx.today} />
                  </span>,
                  ...(at === "authority" ? [line.facilityCode ? facilityName(line.facilityCode) : "–"] : []),
                  open ? calendarDay(clockOf(line, ctx.today).dueOn) : <CaseTag key="how" state={line} />,
                  line.takenByName ?? t("nobody"),
                ],
              }))}
              empty={open ? t("openNone") : t("overNone")}
            />
            {page > 1 ? <LinkLine href={here(`?${kind}`)} label={t("newest")} /> : null}
            {found.length > PAGE ? (
              <LinkLine href={here(`?${kind}page=${page + 1}`)} label={t("older")} />
            ) : null}
          </Section>
          {at === "clinic" ? (
            <LinkLine href={"/clinic/vaccination/reactions" as Route} label={reactions("link")} />
          ) : null}
          <LinkLine href={here(open ? "?kind=over" : "")} label={open ? t("toOver") : t("toOpen")} />
        </DeskFrame>
      );
    },
  );
