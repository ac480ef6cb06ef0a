import { getLocale, getTranslations } from "next-intl/server";
import { calendarWeekday } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonPair } from "#components/ui/button-pair.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { VaccinationSession } from "#lib/vaccination/index.ts";

type Props = {
  sessions: readonly VaccinationSession[];
  chosen?: string | undefined;
  /** Everybody of the page, where all of them may be invited at once. */
  page?: readonly string[];
};

/** Mời vào buổi tiêm: to which session, and whom. Stands in the form that holds the boxes. */
export async function InviteFields({ sessions, chosen, page }: Props) {
  const t = await getTranslations("station.invite");
  const locale = await getLocale();
  const open = sessions.filter(({ cancelledAt }) => !cancelledAt);
  if (open.length === 0)
    return (
      <Section title={t("title")}>
        <p>{t("noSession")}</p>
        <LinkLine
          href="/clinic/vaccination/sessions/new"
          label={(await getTranslations("station.sessions"))("plan")}
        />
      </Section>
    );
  return (
    <Section title={t("title")}>
      <div className="grid max-w-column gap-3">
        <SelectField
          label={t("session")}
          name="sessionId"
          none={t("none")}
          value={chosen ?? (open.length === 1 ? open[0]?.sessionId : "") ?? ""}
          options={open.map(({ sessionId, day, place }) => ({
            value: sessionId,
            label: `${calendarWeekday(day, locale)}, ${place}`,
          }))}
        />
        <p className="text-ink-2 text-second">{t("how")}</p>
        {page ? (
          <>
            <input type="hidden" name="page" value={page.join()} />
            <ButtonPair>
              <Button>{t("chosen")}</Button>
              <Button kind="second" name="all" value="yes">
                {t("all")}
              </Button>
            </ButtonPair>
          </>
        ) : (
          <Button kind="second">{t("one")}</Button>
        )}
      </div>
    </Section>
  );
}
