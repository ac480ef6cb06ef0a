import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, day, happened } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { conditionTimes } from "#components/record/condition-times.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { MedicineLine } from "#components/record/medicine-line.tsx";
import { besideWords, nameOfTest, sentValue, unitWords } from "#components/record/result-words.ts";
import { StandingTag } from "#components/record/standing-tag.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { nameOfCondition } from "#lib/catalogue/index.ts";
import { isRuledOut, isRuledOutOn } from "#lib/correction/rules.ts";
import { dayOf } from "#lib/platform/clock.ts";
import { cursorText } from "../../../_entry/cursor.ts";
import { type OpenBook, VISITS } from "./read-open-book.ts";

type Named = { facilityName: (code: string) => string };
type Lines<K extends keyof OpenBook> = Named & { lines: NonNullable<OpenBook[K]> };

/** The conditions that visits recorded. */
export async function Conditions({ lines: { rows, marks }, facilityName }: Lines<"conditions">) {
  const t = await getTranslations("opening");
  const words = await getTranslations("conditions");
  const notes = await lineNotes({ marks, facilityName, own: false });
  const standing = ({ code, confirmedAt, latest }: (typeof rows)[number]) => {
    if (confirmedAt && !isRuledOutOn(marks, dayOf(confirmedAt), code)) return "confirmed-at-discharge";
    return isRuledOut(marks, latest.encounterId, code) ? "ruled-out" : latest.standing;
  };
  const told = await Promise.all(rows.map(async (one) => ({ ...one, timesText: await conditionTimes(one) })));
  return (
    <Section title={t("desk.conditions")}>
      {rows.length === 0 ? <p>{t("desk.conditionsNone")}</p> : null}
      <ul>
        {told.map(({ timesText, ...one }) => (
          <EntryRow
            key={one.bareCode}
            title={`${nameOfCondition(one.code) ?? words("noName", { code: one.code })} (${one.code})`}
            tag={<StandingTag standing={standing(one)} />}
            foot={
              notes({
                kind: "condition",
                encounterId: one.latest.encounterId,
                line: "",
                name: nameOfCondition(one.code) ?? one.code,
                fields: { code: one.code },
              }).foot
            }
          >
            <p>
              {timesText}. {words("latestAt", { facility: facilityName(one.latest.facilityCode) })}
            </p>
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}

/** The medicines whose days still run. */
export async function Medicines({ lines, facilityName }: Lines<"medicines">) {
  const t = await getTranslations("opening");
  const words = await getTranslations("medicines");
  return (
    <Section title={t("desk.medicines")}>
      <p className="text-ink-2 text-second">
        {lines.length > 0 ? t("desk.medicinesText") : t("desk.medicinesNone")}
      </p>
      <ul>
        {lines.map(({ line, lastDay }) => (
          <MedicineLine key={`${line.encounterId} ${line.line}`} line={line}>
            <p>
              {words("until", { day: calendarDay(lastDay) })}{" "}
              {words("from", {
                facility: facilityName(line.facilityCode),
                day: day(line.orderedAt ?? line.arrivedAt),
              })}
            </p>
          </MedicineLine>
        ))}
      </ul>
    </Section>
  );
}

/** The latest result of each test. */
export async function Results({ lines, facilityName }: Lines<"results">) {
  const t = await getTranslations("opening");
  const words = await getTranslations("results");
  const locale = await getLocale();
  return (
    <Section title={t("desk.results")}>
      {lines.length === 0 ? <p>{t("desk.resultsNone")}</p> : null}
      <ul>
        {lines.map((test) => {
          const value = sentValue(test);
          const beside = besideWords(test, words);
          return (
            <EntryRow key={test.test} title={nameOfTest(test, words("unnamed"))}>
              <p className="text-ink text-reading wrap-anywhere">
                {value ? <strong className="font-semibold">{value}</strong> : null} {unitWords(test.unit)}{" "}
                {beside ?? (value ? null : (test.conclusion ?? test.description))}
              </p>
              <p>
                {words("at", { when: happened(test.at, locale), facility: facilityName(test.facilityCode) })}
              </p>
            </EntryRow>
          );
        })}
      </ul>
    </Section>
  );
}

/** The visits, latest first; of private ones that are closed, how many. */
export async function Visits({
  lines: { rows, closed },
  facilityName,
  page,
  later = false,
  mayRead,
  showsPrivate = false,
}: Lines<"visits"> & { page: Route; later?: boolean; mayRead: boolean; showsPrivate?: boolean }) {
  const t = await getTranslations("opening");
  const shown = await Promise.all(
    rows.slice(0, VISITS).map(async (visit) => ({ ...visit, title: await encounterTitle(visit) })),
  );
  const last = shown.at(-1);
  return (
    <Section title={t("desk.visits")}>
      {shown.length === 0 ? <p>{t("desk.visitsNone")}</p> : null}
      <ul>
        {shown.map((visit) => (
          <EntryRow
            key={visit.encounterId}
            title={visit.title}
            href={mayRead ? (`${page}/encounters/${visit.encounterId}` as Route) : undefined}
          >
            {visit.finalDiagnosis || visit.reason ? (
              <p className="text-ink">{visit.finalDiagnosis ?? visit.reason}</p>
            ) : null}
            <p>{facilityName(visit.facilityCode)}</p>
          </EntryRow>
        ))}
      </ul>
      {later ? <LinkLine href={page} label={t("desk.visitsNewest")} /> : null}
      {rows.length > VISITS && last ? (
        <LinkLine href={`${page}?after=${cursorText(last)}` as Route} label={t("desk.visitsOlder")} />
      ) : null}
      {closed.length > 0 && !showsPrivate ? (
        <p className="pt-2 text-ink-2 text-second">{t("desk.privateClosed", { count: closed.length })}</p>
      ) : null}
    </Section>
  );
}
