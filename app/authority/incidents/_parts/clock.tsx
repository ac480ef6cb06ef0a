import { getTranslations } from "next-intl/server";
import { Tag } from "#components/ui/tag.tsx";
import { clockOf } from "#lib/incident/rules.ts";

/** How the 72 hours stand. */
export async function ClockTag({
  incident,
  now,
}: {
  incident: { knownAt: Date; reportedAt: Date | null };
  now: Date;
}) {
  const t = await getTranslations("incidents");
  const { standing, hours } = clockOf(incident, now);
  return <Tag line={standing === "reported" ? "filled" : "amber"}>{t(`clocks.${standing}`, { hours })}</Tag>;
}
