import { getTranslations } from "next-intl/server";
import { time } from "#components/copy/format.ts";
import { Choice } from "#components/ui/choice.tsx";
import { FieldError } from "#components/ui/field-error.tsx";
import { TimeChoice } from "#components/ui/time-choice.tsx";
import { isMorning } from "#lib/booking/rules.ts";

/** A time that can be asked for; `practitioner` where two of them receive at once. */
export type OfferedTime = { slotId: string; startsAt: Date; free: number; practitioner: string | null };

type Props = {
  name: string;
  times: readonly OfferedTime[];
  value?: string | undefined;
  error?: string | undefined;
};

/** The times of a day, morning and afternoon, and the way out: any of them. */
export async function TimesOfDay({ name, times, value, error }: Props) {
  const t = await getTranslations("booking.ask");
  const halves = [
    { legend: t("morning"), times: times.filter(({ startsAt }) => isMorning(startsAt)) },
    { legend: t("afternoon"), times: times.filter(({ startsAt }) => !isMorning(startsAt)) },
  ].filter((half) => half.times.length > 0);
  return (
    <div className="grid grid-cols-1 gap-6">
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
      {halves.map((half, place) => (
        <TimeChoice
          key={half.legend}
          legend={half.legend}
          name={name}
          id={place === 0 ? name : `${name}-afternoon`}
          chosenWord={t("chosen")}
          {...(value ? { value } : {})}
          times={half.times.map(({ slotId, startsAt, free, practitioner }) => ({
            value: slotId,
            time: time(startsAt),
            left: [free > 0 ? t("placesLeft", { count: free }) : t("full"), practitioner]
              .filter(Boolean)
              .join(", "),
            full: free <= 0,
          }))}
        />
      ))}
      {times.some(({ free }) => free > 0) ? (
        <div className="border-rule border-t">
          <Choice
            kind="radio"
            id={`${name}-any`}
            name={name}
            value="any"
            label={t("any")}
            second={t("anySecond")}
            chosen={value === "any"}
          />
        </div>
      ) : null}
    </div>
  );
}
