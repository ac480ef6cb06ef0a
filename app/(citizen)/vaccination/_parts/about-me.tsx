import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { type Pregnancy, pregnancyUntil } from "#lib/vaccination/rules.ts";
import { BookField } from "../../../_entry/book-in-hand.tsx";
import { notPregnant } from "../actions.ts";

/** What a person tells of their own allergies: the schedule does not look at it, whoever vaccinates must. */
export async function Caution({ allergies }: { allergies: readonly string[] }) {
  const t = await getTranslations("vaccination.caution");
  return (
    <div className="pt-6">
      <Callout kind="note" level={2} title={t("title")}>
        {allergies.length > 0 ? (
          <p className="wrap-anywhere">{t("allergies", { what: allergies.join(", ") })}</p>
        ) : null}
        <p>{t("text")}</p>
      </Callout>
    </div>
  );
}

/** What she tells of a pregnancy, until when, and the ways to mend or end it. */
export async function PregnancyNow({ pregnancy }: { pregnancy: Pregnancy }) {
  const t = await getTranslations("vaccination.pregnancy");
  const { dueOn } = pregnancy;
  return (
    <div className="pt-6">
      <p>{dueOn ? t("now", { day: calendarDay(dueOn) }) : t("nowUnknown")}</p>
      <p className="text-ink-2 text-second">{t("until", { day: calendarDay(pregnancyUntil(pregnancy)) })}</p>
      <LinkLine href={"/vaccination/pregnancy" as Route} label={t("change")} />
      <form action={notPregnant}>
        <BookField />
        <Button kind="plain">{t("end")}</Button>
      </form>
    </div>
  );
}
