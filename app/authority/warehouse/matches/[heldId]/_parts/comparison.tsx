import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { nameOfWard } from "#lib/catalogue/index.ts";
import type { Candidate, HeldDossier } from "#lib/warehouse/index.ts";
import { endWords } from "../../../../../_warehouse/dossier-parts.tsx";

type Props = { dossier: HeldDossier; candidates: readonly Candidate[] };

/** The dossier beside everybody whose it may be: on which detail they agree, in words. */
export async function Comparison({ dossier, candidates }: Props) {
  const t = await getTranslations("warehouse");
  const ends = await endWords();
  const verdict = (comparable: boolean, same: boolean) =>
    t(comparable ? (same ? "match.same" : "match.differs") : "match.notComparable");
  const cell = (key: string, value: string, said?: string) => (
    <span key={key}>
      {value}{" "}
      {said ? (
        <span className={`block text-second ${said === t("match.differs") ? "font-semibold" : "text-ink-2"}`}>
          {said}
        </span>
      ) : null}
    </span>
  );
  const rows = [
    {
      key: "name",
      noun: t("dossier.name"),
      own: dossier.name ?? t("dossier.noValue"),
      of: (one: Candidate) => [one.name, verdict(true, one.sameName)] as const,
    },
    {
      key: "birth",
      noun: t("dossier.birthDate"),
      own: dossier.birthDate ? calendarDay(dossier.birthDate) : t("dossier.noValue"),
      of: (one: Candidate) => [calendarDay(one.birthDate), verdict(true, one.sameBirthDate)] as const,
    },
    {
      key: "id",
      noun: t("dossier.personalId"),
      own: ends([dossier.personalIdEnd]),
      of: (one: Candidate) =>
        [
          ends([one.personalIdEnd]),
          verdict(dossier.personalIdEnd !== null && one.personalIdEnd !== null, one.sameNumber),
        ] as const,
    },
    {
      key: "card",
      noun: t("dossier.card"),
      own: ends(dossier.cardEnds),
      of: (one: Candidate) =>
        [
          ends(one.cardEnds),
          verdict(dossier.cardEnds.length > 0 && one.cardEnds.length > 0, one.sameCard),
        ] as const,
    },
    {
      key: "sex",
      noun: t("match.sex"),
      own: t("match.notKept"),
      of: (one: Candidate) => {
        const key = `match.sexes.${one.sex}` as "match.sexes.male";
        return [t.has(key) ? t(key) : t("match.sexes.undetermined"), undefined] as const;
      },
    },
    {
      key: "ward",
      noun: t("match.ward"),
      own: t("match.notKept"),
      of: (one: Candidate) =>
        [(one.wardCode ? nameOfWard(one.wardCode) : null) ?? t("dossier.noValue"), undefined] as const,
    },
  ];
  return (
    <Section title={t("match.compare")}>
      {candidates.length === 0 ? <p className="pb-2">{t("match.noCandidates")}</p> : null}
      <div className="overflow-x-auto">
        <DataTable
          caption={t("match.compare")}
          columns={[
            { head: t("match.detail") },
            { head: t("match.dossier") },
            ...candidates.map((_, i) => ({ head: t("match.candidate", { place: i + 1 }) })),
          ]}
          rows={rows.map(({ key, noun, own, of }) => ({
            key,
            cells: [
              noun,
              own,
              ...candidates.map((one) => {
                const [value, said] = of(one);
                return cell(one.citizenId, value, said);
              }),
            ],
          }))}
        />
      </div>
    </Section>
  );
}
