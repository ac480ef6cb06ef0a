import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { PageTitle } from "#components/ui/page-title.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { doseWords } from "#components/vaccination/dose-words.ts";
import { listLineMarks, listReactions } from "#lib/correction/index.ts";
import { daysUntil, REACTION_DAYS } from "#lib/correction/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import type { ToldDose } from "#lib/vaccination/rules.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { BookPage } from "../../../_entry/shell.tsx";
import { facilityWords } from "../../../_entry/words.ts";
import { ReactionsSection } from "../_parts/reactions.tsx";
import { readVaccination } from "../_parts/read-vaccination.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("vaccination"))("title") };
}

/** How a source tells a dose; nothing where it wrote it down when it was given. */
async function SourceTag({ source }: { source: ToldDose }) {
  const t = await getTranslations("vaccination");
  if (source.declared === "confirmed" && !source.insteadOf)
    return <Tag line="filled">{t("declare.confirmedTag")}</Tag>;
  if (source.standing === "recorded" || source.insteadOf) return null;
  return (
    <Tag line={source.standing === "reported" ? "dashed" : "thin"}>{t(`standing.${source.standing}`)}</Tag>
  );
}

/** Một mũi tiêm: all that is known of it, who told it, and how to say that it is wrong. */
export default citizenPage(
  ({ doseId }) => `/vaccination/${encodeURIComponent(doseId ?? "")}`,
  async ({ ctx, params }) => {
    const t = await getTranslations("vaccination");
    const words = await doseWords();
    const locale = await getLocale();
    const { book, doses, names, list } = await readVaccination(ctx);
    const dose = doses.find(({ sources }) => sources.some((one) => one.doseId === params.doseId));
    if (!dose) throw new NotFound();
    const { facilityName } = await facilityWords(names);
    const authority = (await getTranslations("correction"))("authority");
    const nameOf = (code: string | null) => (code ? facilityName(code) : authority);
    const notes = await lineNotes({ marks: await listLineMarks(book), facilityName, own: true });
    const reactions = await listReactions(
      book,
      dose.sources.map((source) => source.doseId),
    );
    const notCounted = list?.notCounted.find(({ doseId }) => doseId === dose.doseId);
    const place = dose.place ?? (dose.placeCode ? facilityName(dose.placeCode) : t("dose.notSent"));
    const title = words.dose(dose);
    return (
      <BookPage back={{ href: "/vaccination" as Route, label: t("title") }} tab="none">
        <PageTitle below={`${calendarDay(dose.givenOn)}, ${place}`}>{title}</PageTitle>
        {notCounted && dose.standing !== "withdrawn" ? (
          <div className="pb-6">
            <Callout kind="note" level={2} title={t("dose.notCounted")}>
              <p>{t(`notCounted.${notCounted.reason}`)}</p>
              <p>{t("notCounted.ask")}</p>
            </Callout>
          </div>
        ) : null}
        <LeaderList
          facts={[
            { noun: t("dose.against"), fact: words.diseases(dose.antigens) },
            { noun: t("dose.number"), fact: dose.doseNumber?.toString() ?? t("dose.notSent") },
            { noun: t("dose.lot"), fact: dose.lot ?? t("dose.notSent") },
            ...(["site", "route", "givenBy", "documentRef"] as const).flatMap((noun) =>
              dose[noun] ? [{ noun: t(`dose.${noun}`), fact: dose[noun] }] : [],
            ),
          ]}
        />
        <ReactionsSection
          doseId={dose.doseId}
          reactions={reactions}
          who={place}
          mayReport={dose.standing !== "withdrawn" && daysUntil(dose.givenOn, ctx.today) <= REACTION_DAYS}
        />
        <Section title={t("dose.sources", { count: dose.sources.length })}>
          <ul>
            {dose.sources.map((source) => (
              <EntryRow
                key={source.doseId}
                title={nameOf(source.facilityCode)}
                struck={source.standing === "withdrawn"}
                tag={<SourceTag source={source} />}
                foot={
                  notes({
                    kind: "dose",
                    encounterId: null,
                    line: source.doseId,
                    name: `${title}, ${nameOf(source.facilityCode)}`,
                    fields: { vaccine: source.product ?? source.vaccineCode, givenOn: source.givenOn },
                  }).foot
                }
              >
                <p>
                  {source.declared === "confirmed"
                    ? t(source.insteadOf ? "declare.insteadText" : "declare.confirmedText", {
                        who: nameOf(source.facilityCode),
                      })
                    : t(`standingText.${source.standing}`)}
                </p>
                {source.lot && source.lot !== dose.lot ? (
                  <p>{t("dose.saysLot", { lot: source.lot })}</p>
                ) : null}
                <p>{t("dose.received", { when: moment(source.receivedAt, locale) })}</p>
              </EntryRow>
            ))}
          </ul>
        </Section>
      </BookPage>
    );
  },
  "record",
);
