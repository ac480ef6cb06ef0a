import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { HeldDossier } from "#lib/warehouse/index.ts";
import { ownName } from "./file-table.tsx";

/** The last digits of numbers, or that there are none. */
export async function endWords() {
  const t = await getTranslations("warehouse.dossier");
  return (ends: readonly (string | null)[]) => {
    const given = ends.filter((end) => end !== null);
    return given.length > 0 ? given.map((digits) => t("ends", { digits })).join("; ") : t("noValue");
  };
}

/** Whom a held dossier names, as far as it takes to find it. */
export async function PersonSection({ dossier }: { dossier: HeldDossier }) {
  const t = await getTranslations("warehouse.dossier");
  const ends = await endWords();
  const { name, birthDate, personalIdEnd, cardEnds } = dossier;
  if (name === null) {
    return (
      <Section title={t("person")}>
        <p>{t("personUnread")}</p>
      </Section>
    );
  }
  return (
    <Section title={t("person")}>
      <p className="pb-2">{t("personLead")}</p>
      <LeaderList
        facts={[
          { noun: t("name"), fact: name },
          { noun: t("birthDate"), fact: birthDate ? calendarDay(birthDate) : t("noValue") },
          { noun: t("personalId"), fact: ends([personalIdEnd]) },
          { noun: t("card"), fact: ends(cardEnds) },
        ]}
      />
    </Section>
  );
}

/** Errors first, each in the sentence of its check. */
export async function ProblemsSection({ dossier }: { dossier: HeldDossier }) {
  const t = await getTranslations("warehouse.dossier");
  const errors = dossier.problems.filter(({ level }) => level === "error");
  const warnings = dossier.problems.filter(({ level }) => level === "warning");
  return (
    <Section title={t("problems")} aside={t("errors", { count: errors.length })}>
      <DataTable
        caption={t("problems")}
        columns={[{ head: t("what") }, { head: t("part") }, { head: t("level") }]}
        rows={[...errors, ...warnings].map((problem, place) => ({
          key: `${place} ${problem.code}`,
          cells: [
            problem.message,
            problem.part ?? "",
            problem.level === "error" ? (
              <Tag key="level" line="amber">
                {t("error")}
              </Tag>
            ) : (
              <Tag key="level" line="thin">
                {t("warning")}
              </Tag>
            ),
          ],
        }))}
        empty={t("noProblems")}
        longWords
      />
    </Section>
  );
}

/** Which file it came in, when, and made when. */
export async function SourceSection({ dossier, facility }: { dossier: HeldDossier; facility: string }) {
  const t = await getTranslations("warehouse");
  const locale = await getLocale();
  return (
    <Section title={t("dossier.source")}>
      <LeaderList
        facts={[
          { noun: t("facility"), fact: facility },
          { noun: t("dossier.file"), fact: ownName(dossier.fileName) },
          { noun: t("dossier.received"), fact: moment(dossier.receivedAt, locale) },
          {
            noun: t("dossier.madeOn"),
            fact: dossier.madeOn ? calendarDay(dossier.madeOn) : t("dossier.noValue"),
          },
        ]}
      />
    </Section>
  );
}

/** Where it stands: still held, set aside with a reason, or no longer held. */
export async function Standing({ dossier }: { dossier: HeldDossier }) {
  const t = await getTranslations("warehouse.dossier");
  const locale = await getLocale();
  if (dossier.releasedAt) return <p>{t("released", { when: moment(dossier.releasedAt, locale) })}</p>;
  if (!dossier.setAsideAt) return null;
  return (
    <Callout kind="note" level={2} title={t("setAside", { when: moment(dossier.setAsideAt, locale) })}>
      <p>{t("setAsideReason", { reason: dossier.setAsideReason ?? "" })}</p>
    </Callout>
  );
}
