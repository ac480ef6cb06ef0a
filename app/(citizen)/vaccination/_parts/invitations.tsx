import { getLocale, getTranslations } from "next-intl/server";
import { calendarWeekday } from "#components/copy/format.ts";
import { Section } from "#components/ui/section.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Invitation } from "#lib/vaccination/index.ts";
import { clockText } from "#lib/vaccination/rules.ts";

type Props = { invitations: readonly Invitation[]; facilityName: (code: string) => string };

/** Buổi tiêm được mời: when, where and by whom. */
export async function Invitations({ invitations, facilityName }: Props) {
  const t = await getTranslations("station");
  const locale = await getLocale();
  return (
    <Section title={t("coming.title")}>
      <ul>
        {invitations.map((one) => (
          <li key={one.sessionId} className="border-rule border-b py-3">
            {one.isCancelled ? <Tag line="thin">{t("coming.cancelled")}</Tag> : null}
            <p className="text-line-title">
              {t("coming.line", {
                day: calendarWeekday(one.day, locale),
                hours: t("sessions.sitting", {
                  from: clockText(one.fromMinute),
                  until: clockText(one.untilMinute),
                }),
              })}
            </p>
            <p className="wrap-anywhere">
              {t("coming.at", { place: one.place, facility: facilityName(one.facilityCode) })}
            </p>
          </li>
        ))}
      </ul>
      <p className="pt-3 text-ink-2 text-second">{t("coming.bring")}</p>
    </Section>
  );
}
