import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { countDeskTasks, countFacilityNotes, listFacilityNotes, type NoteLine } from "#lib/payment/index.ts";
import { leftToPay, monthOf, type NoteList, nextMonth, noteLists } from "#lib/payment/rules.ts";
import { pageNumber } from "../../_entry/cursor.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { money, NoteTag, Said, times } from "../../_fees/words.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("feeDesk"))("title") };
}

const PAGE = 50;
const isList = (text: string | undefined): text is NoteList =>
  text !== undefined && Object.hasOwn(noteLists, text);
const spoken = (month: string) => month.split("-").reverse().join("/");

/** The sum of a note, and what deposits did to it. */
async function Amount({ note }: { note: NoteLine }) {
  const t = await getTranslations("feeDesk");
  const off = note.setOffVnd > 0n;
  return (
    <>
      {money(note.amountVnd)}
      {off ? (
        <span className="block text-ink-2 text-second">
          {t(note.kind === "settlement" ? "setOff" : "used", { amount: money(note.setOffVnd) })}
        </span>
      ) : null}
      {off && note.status === "open" ? (
        <span className="block text-ink-2 text-second">{t("left", { amount: money(leftToPay(note)) })}</span>
      ) : null}
    </>
  );
}

export default deskPage(
  "clinic",
  () => "/clinic/fees",
  async ({ ctx, session, search, frame }) => {
    const t = await getTranslations("feeDesk");
    const when = await times();
    const list: NoteList = isList(search.list) ? search.list : "all";
    const month = search.month ? monthOf(search.month, ctx.today) : undefined;
    const page = pageNumber(search.page);
    const facilityCode = session.facilityCode ?? "";
    const desk = await openDesk(ctx, "collect-fees", "fees");
    const [found, counts, waiting] = await Promise.all([
      listFacilityNotes(desk, {
        statuses: noteLists[list],
        month,
        facilityCode,
        most: PAGE + 1,
        skip: (page - 1) * PAGE,
      }),
      countFacilityNotes(desk, { month, facilityCode }),
      countDeskTasks(desk),
    ]);
    const counted = counts.filter(({ status }) => (noteLists[list] as readonly string[]).includes(status));
    const sum = counted.reduce((all, { totalVnd }) => all + totalVnd, 0n);
    const notes = counted.reduce((all, one) => all + one.notes, 0);
    const asks = [list === "all" ? "" : `list=${list}`, month ? `month=${month}` : ""].filter(Boolean);
    const here = (number: number) =>
      `/clinic/fees?${[...asks, number > 1 ? `page=${number}` : ""].filter(Boolean).join("&")}` as Route;
    const thisMonth = ctx.today.slice(0, 7);
    const months = Array.from({ length: 13 }).reduce<string[]>(
      (all) => [...all, nextMonth(all.at(-1) ?? thisMonth, -1)],
      [thisMonth],
    );
    const exported = month ?? thisMonth;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <Said said={search.said} />
        <Section title={t("more")}>
          <LinkLine href="/clinic/fees/refunds" label={t("toRefunds", { count: waiting.refunds })} />
          <LinkLine
            href="/clinic/fees/differences"
            label={t("toDifferences", { count: waiting.differences })}
          />
          <LinkLine href="/clinic/fees/reconciliation" label={t("toReconciliation")} />
        </Section>
        <Section
          title={t(`lists.${list}`)}
          aside={notes > 0 ? t("count", { count: notes, sum: money(sum) }) : t("countNone")}
        >
          <Folded label={t("filter")} open={asks.length > 0}>
            <form action="/clinic/fees" className="grid max-w-column gap-4 pt-2 pb-6">
              <SelectField
                label={t("filterList")}
                name="list"
                none={t("lists.all")}
                value={list === "all" ? "" : list}
                options={(["open", "paid", "over", "void"] as const).map((value) => ({
                  value,
                  label: t(`lists.${value}`),
                }))}
              />
              <SelectField
                label={t("filterMonth")}
                name="month"
                none={t("everyMonth")}
                value={month ?? ""}
                options={months.map((value) => ({ value, label: spoken(value) }))}
              />
              <Button kind="second">{t("show")}</Button>
            </form>
          </Folded>
          <DataTable
            caption={t("notes")}
            columns={[
              { head: t("columns.note") },
              { head: t("columns.amount"), number: true },
              { head: t("columns.status") },
              { head: t("columns.paid") },
            ]}
            rows={found.slice(0, PAGE).map((note) => ({
              key: note.noteId,
              cells: [
                <span key="note">
                  <a href={`/clinic/fees/${note.noteId}` as Route} className="inline-flex py-1 wrap-anywhere">
                    {note.noteNumber}
                  </a>
                  <span className="block text-ink-2 text-second">
                    {t("noteLead", {
                      kind: t(`kinds.${note.kind as "visit"}`),
                      day: calendarDay(note.issuedOn),
                    })}
                  </span>
                </span>,
                <Amount key="amount" note={note} />,
                <NoteTag key="status" status={note.status} />,
                note.channel && note.paidAt ? (
                  <span key="paid">
                    {t(`channels.${note.channel as "vnpay"}`)}
                    {note.paidByOther === null ? "" : `, ${note.paidByOther ? t("byOther") : t("byOwn")}`}
                    <span className="block text-ink-2 text-second">{when(note.paidAt)}</span>
                  </span>
                ) : note.claimPaidAt ? (
                  <span key="paid">{when(note.claimPaidAt)}</span>
                ) : (
                  t("paidNone")
                ),
              ],
            }))}
            empty={t("notesNone")}
          />
          {page > 1 ? <LinkLine href={here(1)} label={t("newest")} /> : null}
          {found.length > PAGE ? <LinkLine href={here(page + 1)} label={t("older")} /> : null}
        </Section>
        <Section title={t("export")}>
          <p>{t("exportText")}</p>
          {(["csv", "xlsx"] as const).map((as) => (
            <LinkLine
              key={as}
              href={`/clinic/fees/export?month=${exported}&as=${as}` as Route}
              label={t(as === "csv" ? "exportCsv" : "exportXlsx", { month: spoken(exported) })}
            />
          ))}
        </Section>
      </DeskFrame>
    );
  },
);
