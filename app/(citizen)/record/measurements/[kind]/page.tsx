import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment, quantity } from "#components/copy/format.ts";
import { measurementWords } from "#components/measurement/measurement-words.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { isGrownUp, isMeasurementKind, LIMITS_FROM_AGE } from "#lib/measurement/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { pageNumber } from "../../../../_entry/cursor.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { BookPage } from "../../../../_entry/shell.tsx";
import { Waiting } from "../../../../_entry/waiting.tsx";
import { facilityWords } from "../../../../_entry/words.ts";
import { KindLimits, Reached } from "../_parts/kind-limits.tsx";
import { KindTrend } from "../_parts/kind-trend.tsx";
import { readKind } from "../_parts/read-kind.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("measurement"))("title") };
}

const dones = ["noted", "mended", "taken-back"] as const;

/** One kind: the latest number and what a source says of it, how it went on, and every measurement. */
export default citizenPage(
  ({ kind }) => `/record/measurements/${isMeasurementKind(kind) ? kind : "weight"}`,
  async ({ ctx, session, params: { kind }, search, ownerName }) => {
    if (!isMeasurementKind(kind)) throw new NotFound();
    const t = await getTranslations("measurement");
    const locale = await getLocale();
    const words = await measurementWords();
    const page = pageNumber(search.page);
    const read = await readKind(ctx, kind, page);
    const { facilityName } = await facilityWords(read.names);
    const [latest] = page === 1 ? read.lines : [];
    const grownUp = isGrownUp(read.born, ctx.today, LIMITS_FROM_AGE);
    const mayAsk = session.book === null || session.book.scopes.includes("teleconsult");
    const done = dones.find((one) => one === search.done);
    const here = `/record/measurements/${kind}`;
    const rows = [
      ...read.lines.map((one) => ({
        key: one.measurementId,
        at: one.at.getTime(),
        cells: [
          <span key="when">
            {moment(one.at, locale)}
            <span className="block text-ink-2 text-second">{t(`toldBy.${one.toldBy}`)}</span>
          </span>,
          <span key="value" className="ml-auto">
            <span className="font-semibold">{words.value(one.numbers)}</span>
            <span className="block text-ink-2 text-second wrap-anywhere">
              {[words.beside(one.numbers), one.note].filter(Boolean).join(". ")}
            </span>
            <a href={`${here}/${one.measurementId}`} className="inline-flex min-h-target items-center">
              {t("mendThis")}
              <span className="sr-only">: {moment(one.at, locale)}</span>
            </a>
          </span>,
        ],
      })),
      ...read.others.map((one) => ({
        key: one.id,
        at: Date.parse(`${one.on}T12:00:00+07:00`),
        cells: [
          <span key="when">
            {calendarDay(one.on)}
            <span className="block text-ink-2 text-second">
              {one.facilityCode ? t("visit", { facility: facilityName(one.facilityCode) }) : t("growth")}
            </span>
          </span>,
          <span key="value" className="font-semibold">
            {quantity(one.weightKg)}&nbsp;kg
          </span>,
        ],
      })),
    ].sort((a, b) => b.at - a.at);
    return (
      <BookPage back={{ href: "/record/measurements", label: t("title") }} tab="none">
        <PageTitle
          below={latest ? t("latest", { when: moment(latest.at, locale) }) : t("none", { name: ownerName })}
        >
          {t(`kinds.${kind}`)}
        </PageTitle>
        {done ? <Notice title={t(`done.${done}`)} /> : null}
        {search.fault ? <Notice alert title={t("faults.failed")} /> : null}
        {latest ? (
          <p className="pb-4">
            <span className="text-number">{words.parts(latest.numbers).number}</span>{" "}
            {words.parts(latest.numbers).unit}
          </p>
        ) : null}
        {latest && grownUp ? <Reached latest={latest} mayAsk={mayAsk} /> : null}
        <Waiting send="/record/measurements/send" />
        <Button href={`${here}/new` as Route}>{t(`add.${kind}`)}</Button>
        <div className="pt-10">
          {page === 1 ? <KindTrend kind={kind} read={read} /> : null}
          {rows.length > 0 ? (
            <Section title={t("all")}>
              <DataTable
                caption={t("all")}
                columns={[{ head: t("when") }, { head: t("value"), number: true }]}
                rows={rows}
              />
              {page > 1 ? <LinkLine href={here as Route} label={t("newest")} /> : null}
              {read.more ? <LinkLine href={`${here}?page=${page + 1}` as Route} label={t("older")} /> : null}
              <LinkLine href={`${here}/file` as Route} label={t("file")} />
            </Section>
          ) : null}
          <KindLimits kind={kind} name={ownerName} grownUp={grownUp} />
        </div>
      </BookPage>
    );
  },
  "record",
);
