import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import type { MovedVisit } from "#lib/record/index.ts";

type Props = { moved: readonly MovedVisit[]; nameOf: (facilityCode: string) => string };

/** The visits that left this book or entered it because a facility corrected whose they were. Nothing when there are none. */
export async function MovedVisits({ moved, nameOf }: Props) {
  if (moved.length === 0) return null;
  const t = await getTranslations("movedVisits");
  return (
    <Section title={t("title")} id="moved">
      <p className="pb-2">{t("lead")}</p>
      <ul>
        {moved.map(({ encounterId, direction, facilityCode, arrivedAt, movedAt }) => (
          <EntryRow
            key={`${encounterId} ${movedAt.toISOString()}`}
            title={t("visit", { day: day(arrivedAt), facility: nameOf(facilityCode) })}
          >
            <p>{t(direction, { day: day(movedAt) })}</p>
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}
