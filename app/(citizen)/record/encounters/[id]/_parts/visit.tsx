import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { calendarDay, moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { notesOfVisit } from "#components/correction/visit-notes.ts";
import { CareSheets } from "#components/record/care-sheets.tsx";
import { Cost } from "#components/record/cost.tsx";
import { Diagnoses } from "#components/record/diagnoses.tsx";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { MedicineLines } from "#components/record/medicine-lines.tsx";
import { NoteLines } from "#components/record/note-lines.tsx";
import { PaperRows } from "#components/record/paper-rows.tsx";
import { ResultLines, type WaitingResults } from "#components/record/result-lines.tsx";
import { ServiceLines } from "#components/record/service-lines.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { JumpLinks } from "#components/ui/jump-links.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { LongText } from "#components/ui/long-text.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import {
  explain,
  nameOfCareCode,
  nameOfCondition,
  nameOfDepartment,
  nameOfDischargeKind,
  nameOfOutcome,
} from "#lib/catalogue/index.ts";
import type { LineMark } from "#lib/correction/rules.ts";
import type { listNotesOfVisit } from "#lib/payment/index.ts";
import type { EncounterDetail } from "#lib/record/index.ts";
import { standingOf } from "#lib/record/rules.ts";
import { Aloud } from "../../../../../_entry/aloud.tsx";
import { BookPage } from "../../../../../_entry/shell.tsx";
import { facilityWords } from "../../../../../_entry/words.ts";

/** A visit as its reader sees it: why, what was found, what to take, what was done, what it cost, and who says so. */
export async function Visit({
  encounter,
  conditions,
  medicines,
  services,
  results,
  notes,
  papers,
  care,
  names,
  notice,
  wait,
  marks,
  fees,
}: EncounterDetail & {
  names: ReadonlyMap<string, string>;
  notice?: ReactNode;
  wait?: WaitingResults;
  /** What cases say beside its lines; without it nothing can be reported here. */
  marks?: readonly LineMark[];
  /** The fee notes of this visit, for whoever may see them. */
  fees?: Awaited<ReturnType<typeof listNotesOfVisit>>;
}) {
  const t = await getTranslations("record");
  const said = await getTranslations("results");
  const careWords = await getTranslations("care");
  const locale = await getLocale();
  const { facilityName } = await facilityWords(names);
  const facility = facilityName(encounter.facilityCode);
  const departments = encounter.departmentCodes.map(nameOfDepartment).filter((name) => name !== null);
  const ofLines = marks ? await lineNotes({ marks, facilityName, own: true }) : undefined;
  const noteOf = ofLines ? notesOfVisit(ofLines, encounter.encounterId) : undefined;
  const claimed = encounter.format !== "checkin";
  const ends = [
    {
      noun: t("outcome"),
      fact: encounter.outcome ? (nameOfOutcome(encounter.outcome) ?? undefined) : undefined,
    },
    {
      noun: t("discharge"),
      fact: encounter.dischargeKind ? (nameOfDischargeKind(encounter.dischargeKind) ?? undefined) : undefined,
    },
  ].filter(({ fact }) => fact !== undefined);
  const title = await encounterTitle(encounter);
  return (
    <BookPage back={{ href: "/record", label: t("listTitle") }} tab="none">
      <PageTitle aloud={<Aloud />} below={[...departments, facility].join(", ")}>
        {title}
      </PageTitle>
      {notice}
      {claimed ? (
        <JumpLinks
          label={t("jump")}
          links={[
            { href: "#diagnoses" as const, label: t("diagnoses") },
            { href: "#medicines" as const, label: t("medicines") },
            ...care.map(({ kind }) => ({ href: `#${kind}` as const, label: careWords(`kinds.${kind}`) })),
            ...(results.length > 0 ? [{ href: "#results" as const, label: said("title") }] : []),
            { href: "#services" as const, label: t("services") },
            ...(papers.length > 0 ? [{ href: "#papers" as const, label: t("papers") }] : []),
            { href: "#cost" as const, label: t("cost") },
          ]}
        />
      ) : (
        <p className="pb-6">{t("checkinText")}</p>
      )}
      <Section title={t("reason")}>
        <LongText more={t("readOn")}>{encounter.reason ?? t("reasonNone")}</LongText>
        {encounter.admissionReason ? (
          <>
            <h3 className="pt-3 text-line-title">{t("admission")}</h3>
            <p>{encounter.admissionReason}</p>
          </>
        ) : null}
      </Section>
      {claimed ? (
        <>
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
          <CareSheets sheets={care} facilityName={facilityName} codeName={nameOfCareCode} />
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
          {results.length > 0 ? (
            <ResultLines results={results} services={services} wait={wait} noteOf={noteOf} />
          ) : null}
          <ServiceLines services={services} noteOf={noteOf} />
          {encounter.treatment || ends.length > 0 ? (
            <Section title={t("treatment")}>
              {encounter.treatment ? <LongText more={t("readOn")}>{encounter.treatment}</LongText> : null}
              <LeaderList facts={ends} />
            </Section>
          ) : null}
          {notes.length > 0 ? <NoteLines notes={notes} noteOf={noteOf} /> : null}
          {papers.length > 0 ? (
            <Section title={t("papers")} id="papers">
              <PaperRows papers={papers.map((one) => ({ ...one, ...encounter }))} noteOf={noteOf} />
            </Section>
          ) : null}
          <Cost encounter={encounter} fees={fees ?? []} noteOf={noteOf} />
        </>
      ) : null}
      <SourceLine>
        {t("source", { facility, when: moment(encounter.receivedAt, locale) })}{" "}
        {encounter.madeOn ? t("sourceMade", { day: calendarDay(encounter.madeOn) }) : null}
        {claimed ? (
          <span className="block pt-1">
            {t(encounter.format === "teleconsult" ? "teleconsultNote" : "papersNot")}
          </span>
        ) : null}
      </SourceLine>
      {noteOf?.("visit", 1, title, {}).foot}
    </BookPage>
  );
}
