import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { LeaderList } from "#components/ui/leader-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import type { CardCheck } from "#lib/insurance/index.ts";
import { spelledCard } from "#lib/insurance/rules.ts";
import { BookField } from "../../_entry/book-in-hand.tsx";
import { checkNow } from "./actions.ts";

const faults = ["unavailable", "too-many", "failed"] as const;

type Props = {
  check: CardCheck | null;
  /** The card that the page shows. */
  cardNumber: string;
  fault: string | undefined;
  facilityName: (code: string) => string;
};

/** What the social insurance answered about the card and when, and the form that asks again. */
export async function CardCheckPart({ check, cardNumber, fault, facilityName }: Props) {
  const t = await getTranslations("insurance.check");
  const locale = await getLocale();
  const said = faults.find((one) => one === fault);
  const row = (noun: string, fact: string | null) => (fact === null ? [] : [{ noun, fact }]);
  return (
    <Section title={t("title")} id="check">
      {said ? (
        <Notice alert level={3} title={t(`faults.${said}.title`)}>
          <p>{t(`faults.${said}.text`)}</p>
        </Notice>
      ) : null}
      {check ? (
        <div className="pb-4">
          <p className="font-semibold">{t(`outcomes.${check.outcome}.what`, { code: check.code })}</p>
          <p className="pt-1">{t(`outcomes.${check.outcome}.then`)}</p>
          <LeaderList
            facts={[
              ...row(t("asked"), check.cardNumber === cardNumber ? null : spelledCard(check.cardNumber)),
              ...row(
                t("answered"),
                check.answeredCard && check.answeredCard !== check.cardNumber
                  ? spelledCard(check.answeredCard)
                  : null,
              ),
              ...row(t("validFrom"), check.validFrom && calendarDay(check.validFrom)),
              ...row(t("validTo"), check.validTo && calendarDay(check.validTo)),
              ...row(t("registered"), check.registeredFacility && facilityName(check.registeredFacility)),
            ]}
          />
          <p className="pt-2 text-ink-2 text-second">{t("at", { when: moment(check.checkedAt, locale) })}</p>
        </div>
      ) : (
        <p className="pb-4">{t("never")}</p>
      )}
      <form action={checkNow}>
        <BookField />
        <p className="pb-2 text-ink-2 text-second">{t("sends")}</p>
        <Button kind="second">{t("now")}</Button>
      </form>
    </Section>
  );
}
