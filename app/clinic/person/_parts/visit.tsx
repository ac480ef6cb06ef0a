import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { Diagnoses } from "#components/record/diagnoses.tsx";
import { MedicineLines } from "#components/record/medicine-lines.tsx";
import { NoteLines } from "#components/record/note-lines.tsx";
import { ResultLines } from "#components/record/result-lines.tsx";
import { ServiceLines } from "#components/record/service-lines.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { explain, nameOfCondition } from "#lib/catalogue/index.ts";
import type { EncounterDetail } from "#lib/record/index.ts";
import { standingOf } from "#lib/record/rules.ts";

/** A visit as the desk reads it: why, what was found, what was given, what was measured; not what it cost. */
export async function VisitAtDesk({
  visit,
  facility,
  noteOf,
}: {
  visit: EncounterDetail;
  facility: string;
  /** What people and facilities say beside its lines. */
  noteOf: NoteOf;
}) {
  const t = await getTranslations("record");
  const locale = await getLocale();
  const { encounter, conditions, medicines, services, results, notes } = visit;
  // The trend of a test is a page of the person's own book, to which a desk has no way.
  const plain = results.map((one) => ({ ...one, test: null }));
  return (
    <>
      <Section title={t("reason")}>
        <LongText more={t("readOn")}>{encounter.reason ?? t("reasonNone")}</LongText>
      </Section>
      <Diagnoses
        conditions={conditions.map((one) => ({
          ...one,
          name: nameOfCondition(one.code),
          explained: explain("condition", one.code),
        }))}
        standing={standingOf(encounter)}
        final={encounter.finalDiagnosis}
        provisional={encounter.provisionalDiagnosis}
        noteOf={noteOf}
      />
      <MedicineLines medicines={medicines} noteOf={noteOf} />
      {encounter.doctorNote ? (
        <div className="pt-6">
          <Callout kind="note" title={t("note")} level={2}>
            <LongText more={t("readOn")}>{encounter.doctorNote}</LongText>
          </Callout>
        </div>
      ) : null}
      {encounter.nextVisitOn.length > 0 ? (
        <Section title={t("next")}>
          {encounter.nextVisitOn.map((on) => (
            <p key={on}>{t("nextOn", { day: calendarDay(on) })}</p>
          ))}
        </Section>
      ) : null}
      {plain.length > 0 ? <ResultLines results={plain} services={services} noteOf={noteOf} /> : null}
      <ServiceLines services={services} noteOf={noteOf} />
      {notes.length > 0 ? <NoteLines notes={notes} /> : null}
      <SourceLine>{t("source", { facility, when: moment(encounter.receivedAt, locale) })}</SourceLine>
      {noteOf("visit", 1, facility, {}).foot}
    </>
  );
}
