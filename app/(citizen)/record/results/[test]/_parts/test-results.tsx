import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { day, happened, moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { testAddress, visitAddress } from "#components/record/address.ts";
import { HeldResult, type OpenHeld } from "#components/record/held-result.tsx";
import { PlainWordsNote } from "#components/record/plain-words-note.tsx";
import { besideWords, nameOfTest, sentValue, unitWords } from "#components/record/result-words.ts";
import { Trend } from "#components/record/trend.tsx";
import { type TrendPoint, trendShape } from "#components/record/trend-shape.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { explain } from "#lib/catalogue/index.ts";
import type { LineMark } from "#lib/correction/rules.ts";
import type { ResultLine } from "#lib/record/index.ts";
import { rangeOf, readNumber, seriesOf } from "#lib/record/rules.ts";
import { Aloud } from "../../../../../_entry/aloud.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";

/** How many results a page has, and how many points a picture. */
export const PAGE = 20;
const POINTS = 6;

type Props = {
  test: string;
  lines: readonly [ResultLine, ...ResultLine[]];
  more: boolean;
  page: number;
  names: ReadonlyMap<string, string>;
  /** Which results wait for the doctor, and how they are opened; none waits when it is not said. */
  wait?: { held: (line: ResultLine) => boolean; open?: OpenHeld | undefined; failed: boolean };
  /** What cases say beside its lines; without it nothing can be reported here. */
  marks?: readonly LineMark[];
};

const when = (line: ResultLine) => line.resultAt ?? line.arrivedAt;

/** What can be drawn: numbers under one test code, with the time of the result itself. */
function pointsOf(lines: readonly ResultLine[]) {
  return lines.map((line, place) => ({
    key: `${line.encounterId} ${place}`,
    value: line.code === null ? null : readNumber(line.valueText),
    label: sentValue(line) ?? "",
    at: line.resultAt,
    unit: line.unit,
    facilityCode: line.facilityCode,
    range: rangeOf(line)?.range ?? null,
  }));
}

async function TrendPart({ lines, name }: { lines: readonly ResultLine[]; name: string }) {
  const t = await getTranslations("results");
  const series = seriesOf(pointsOf(lines), POINTS).map((one) => ({
    ...one,
    points: one.points.flatMap((point): TrendPoint[] =>
      point.value === null || point.at === null ? [] : [{ ...point, value: point.value, at: point.at }],
    ),
  }));
  const points = series.flatMap((one) => one.points);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const latest = lines.find((line) => rangeOf(line));
  const units = [...new Set(series.map((one) => one.unit))];
  return (
    <Section title={t("trend")}>
      <Trend
        shape={trendShape(series)}
        title={t("trendTitle", { name })}
        description={t("trendText", {
          count: points.length,
          from: day(first.at),
          to: day(last.at),
          value: last.label,
          unit: series[0]?.unit ?? "",
        })}
        bandName={t("band", { text: latest ? rangeOnly(latest) : "" })}
        tick={(at) => `${day(at).slice(3, 5)}/${day(at).slice(-2)}`}
      />
      <p className="pt-2 text-ink-2 text-second">
        {units.length === 1 && units[0] ? t("trendUnit", { unit: unitWords(units[0]) }) : null}{" "}
        {t("trendLab")} {series.length > 1 ? t("trendBreak") : null}
      </p>
    </Section>
  );
}

/** The numbers of a range that a facility sent, as people write them. */
function rangeOnly(line: ResultLine): string {
  const { low, high, open } = rangeOf(line)?.range ?? { low: null, high: null, open: false };
  const said = (value: number) => String(value).replace(".", ",");
  if (low !== null && high !== null) return `${said(low)} – ${said(high)}`;
  if (high !== null) return `${open ? "<" : "≤"} ${said(high)}`;
  return low === null ? "" : `${open ? ">" : "≥"} ${said(low)}`;
}

/** What the facility sent for one result: its value, beside its own range, and its texts. */
async function LatestResult({ line }: { line: ResultLine }) {
  const t = await getTranslations("results");
  const record = await getTranslations("record");
  const value = sentValue(line);
  const number = readNumber(line.valueText);
  const range = rangeOf(line);
  const beside = besideWords(line, t);
  const texts = [
    { noun: t("conclusion"), text: line.conclusion },
    { noun: t("description"), text: line.description },
  ].filter(({ text }) => text !== null && text.trim() !== range?.text);
  return (
    <>
      {value ? (
        <p className="wrap-anywhere">
          <span className={number === null ? "text-section" : "text-number"}>{value}</span>{" "}
          {unitWords(line.unit)}
        </p>
      ) : null}
      {beside ? <p className="font-semibold">{beside}</p> : null}
      {range ? <p className="text-ink-2">{t("rangeSent", { text: range.text })}</p> : null}
      {number !== null && !range ? <p className="text-ink-2">{t("rangeNone")}</p> : null}
      {texts.map(({ noun, text }) => (
        <div key={noun} className="pt-3">
          <h2 className="text-line-title">{noun}</h2>
          <LongText more={record("readOn")}>{text ?? ""}</LongText>
        </div>
      ))}
    </>
  );
}

/** One value with its unit, and where it was measured when not all were at one place. */
async function ValueCell({ line, facility }: { line: ResultLine; facility: string | null }) {
  const t = await getTranslations("results");
  const beside = besideWords(line, t, { short: true });
  return (
    <span className="ml-auto wrap-anywhere">
      {shortened(sentValue(line) ?? line.conclusion ?? line.description ?? t("noValue"))}
      {sentValue(line) ? ` ${unitWords(line.unit)}` : ""}
      {beside ? <span className="block text-ink-2 text-second">{beside}</span> : null}
      {facility ? <span className="block text-ink-2 text-second">{facility}</span> : null}
    </span>
  );
}

/** One test: the latest result, how it went on, and every result before. */
export async function TestResults({ test, lines, more, page, names, wait, marks }: Props) {
  const t = await getTranslations("results");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const [latest] = lines;
  const heldLines = new Set(wait ? lines.filter(wait.held) : []);
  const waits = heldLines.has(latest);
  const oneFacility = page === 1 && !more && lines.every((one) => one.facilityCode === latest.facilityCode);
  const name = nameOfTest(latest, t("unnamed"));
  const known = latest.name ?? latest.code ?? latest.serviceCode;
  const notes = marks && !waits ? await lineNotes({ marks, facilityName, own: true }) : null;
  const note = notes?.({
    kind: "result",
    encounterId: latest.encounterId,
    line: String(latest.line),
    name,
    fields: known ? { name: known } : {},
  });
  return (
    <BookPage back={{ href: "/record/results", label: t("title") }} tab="none">
      <PageTitle
        aloud={<Aloud />}
        below={t("at", { when: happened(when(latest), locale), facility: facilityName(latest.facilityCode) })}
      >
        {name}
      </PageTitle>
      <PlainWordsNote words={explain("test", latest.name) ?? explain("test", latest.serviceName)} />
      {wait && waits ? (
        <HeldResult encounterId={latest.encounterId} open={wait.open} failed={wait.failed} test={test} />
      ) : (
        <LatestResult line={latest} />
      )}
      {note ? <div className="text-second">{note.foot}</div> : null}
      <LinkLine href={visitAddress(latest.encounterId)} label={t("visit")} />
      {page === 1 && !waits ? (
        <TrendPart lines={lines.filter((line) => !heldLines.has(line))} name={name} />
      ) : null}
      <Section title={t("all")}>
        <DataTable
          caption={t("all")}
          columns={[{ head: t("day"), tight: true }, { head: t("value") }]}
          rows={lines.map((line, place) => ({
            key: `${line.encounterId} ${place}`,
            cells: [
              <a
                key="day"
                href={visitAddress(line.encounterId)}
                className="inline-flex min-h-target items-center"
              >
                {day(when(line))}
              </a>,
              heldLines.has(line) ? (
                t("wait.choices.wait")
              ) : (
                <ValueCell
                  key="value"
                  line={line}
                  facility={oneFacility ? null : facilityName(line.facilityCode)}
                />
              ),
            ],
          }))}
        />
        {page > 1 ? <LinkLine href={testAddress(test)} label={t("newest")} /> : null}
        {more ? (
          <LinkLine href={`${testAddress(test)}?page=${page + 1}` as Route} label={t("older")} />
        ) : null}
      </Section>
      <SourceLine>
        {t("source", {
          facility: facilityName(latest.facilityCode),
          when: moment(latest.receivedAt, locale),
        })}{" "}
        {latest.code ? t("code", { code: latest.code }) : null}
      </SourceLine>
    </BookPage>
  );
}

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 150).trimEnd()}…` : text);
