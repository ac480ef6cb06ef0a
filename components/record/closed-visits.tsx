import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ClosedEncounter } from "#lib/record/index.ts";

type Props = { closed: readonly ClosedEncounter[]; nameOf: (facilityCode: string) => string };

/** Private visits that are closed: that they were, when and where; nothing more. */
export async function ClosedVisits({ closed, nameOf }: Props) {
  const t = await getTranslations("privateVisits");
  return (
    <ul>
      {closed.map((visit) => (
        <EntryRow
          key={visit.encounterId}
          icon="lock"
          title={t("one")}
          href={`/record/private/${visit.encounterId}` as Route}
        >
          <p>{t("on", { day: calendarDay(visit.arrivedOn), facility: nameOf(visit.facilityCode) })}</p>
        </EntryRow>
      ))}
    </ul>
  );
}

/** How many closed visits stand on a page about something else; whoever reads them asks for one more. */
export const CLOSED_SHOWN = 3;

/** The closed visits of a list, the latest few, and the way to all of them. Nothing when there are none. */
export async function ClosedVisitsSection({ closed, nameOf }: Props) {
  if (closed.length === 0) return null;
  const t = await getTranslations("privateVisits");
  return (
    <Section title={t("title")} id="private">
      <p className="pb-2">{t("lead")}</p>
      <ClosedVisits closed={closed.slice(0, CLOSED_SHOWN)} nameOf={nameOf} />
      {closed.length > CLOSED_SHOWN ? <LinkLine href="/record/private" label={t("all")} /> : null}
    </Section>
  );
}
