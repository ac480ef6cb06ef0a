import type { Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { JumpLinks } from "#components/ui/jump-links.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { SourceLine } from "#components/ui/source-line.tsx";
import { DoseTable } from "#components/vaccination/dose-table.tsx";
import { doseWords } from "#components/vaccination/dose-words.ts";
import type { Dose, NotCounted } from "#lib/vaccination/rules.ts";

type Props = {
  doses: readonly Dose[];
  by: "day" | "disease";
  all: boolean;
  facilityName: (code: string) => string;
  notCounted: readonly NotCounted[];
};

/** Beyond this many the rest is behind a link. */
const SHOWN = 10;

/** Đã tiêm: every dose by date or by disease, with where they came from. */
export async function GivenSection({ doses, by, all, facilityName, ...list }: Props) {
  const t = await getTranslations("vaccination.doses");
  const words = await doseWords();
  const locale = await getLocale();
  const title = t("title", { count: doses.filter(({ standing }) => standing !== "withdrawn").length });
  const antigens = [...new Set(doses.flatMap((dose) => dose.antigens))].sort((a, b) =>
    words.disease(a).localeCompare(words.disease(b), locale),
  );
  const notCounted = new Set(
    list.notCounted.flatMap(({ doseId, reason }) => (reason === "not-in-schedule" ? [] : [doseId])),
  );
  const shown = all ? doses : doses.slice(0, SHOWN);
  const told = doses.flatMap(({ sources }) => sources);
  const latest = new Date(Math.max(...told.map(({ receivedAt }) => receivedAt.getTime())));
  const authority = (await getTranslations("correction"))("authority");
  const nameOf = (code: string | null) => (code ? facilityName(code) : authority);
  const places = [...new Set(told.map(({ facilityCode }) => nameOf(facilityCode)))].join(", ");
  return (
    <Section title={title} id="doses">
      <JumpLinks
        label={t("view")}
        links={[
          by === "day"
            ? { href: "/vaccination?by=disease#doses" as Route, label: t("byDisease") }
            : { href: "/vaccination#doses" as Route, label: t("byDay") },
        ]}
      />
      {by === "day" ? (
        <>
          <DoseTable doses={shown} caption={title} nameOf={facilityName} notCounted={notCounted} />
          {shown.length < doses.length ? (
            <LinkLine
              href={"/vaccination?all=yes#doses" as Route}
              label={t("all", { count: doses.length })}
            />
          ) : null}
        </>
      ) : (
        antigens.map((antigen) => (
          <div key={antigen} className="pt-6">
            <h3 className="pb-1 text-line-title">{words.disease(antigen)}</h3>
            <DoseTable
              doses={doses.filter((dose) => dose.antigens.includes(antigen))}
              caption={words.disease(antigen)}
              nameOf={facilityName}
              notCounted={notCounted}
            />
          </div>
        ))
      )}
      <SourceLine>{t("source", { places, when: moment(latest, locale) })}</SourceLine>
    </Section>
  );
}
