import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { doseWords } from "#components/vaccination/dose-words.ts";
import { dueRef } from "#lib/vaccination/rules.ts";
import type { PersonRead } from "./read-attendee.ts";

const SHOWN = 30;

/** What the schedule says of somebody today, and the doses that their book has. */
export async function BookOfDoses({ read, nameOf }: { read: PersonRead; nameOf: (code: string) => string }) {
  const t = await getTranslations("station");
  const vaccination = await getTranslations("vaccination");
  const words = await doseWords();
  const { list, doses } = read;
  const notCounted = new Set(list?.notCounted.map(({ doseId }) => doseId));
  const [next] = list?.later ?? [];
  const shown = doses.slice(0, SHOWN);
  return (
    <>
      <Section title={t("person.due")}>
        {list === null ? (
          <p>{t("person.dueUnknown")}</p>
        ) : list.due.length === 0 ? (
          <p>{t("person.dueNone")}</p>
        ) : (
          <ul>
            {list.due.map((one) => (
              <li key={dueRef(one)} className="py-1">
                <span className="font-semibold">{words.due(one)}</span>
                <span className="block text-ink-2 text-second">
                  {[
                    vaccination("due.from", { day: calendarDay(one.recommended) }),
                    one.isSure ? null : t("person.unsure"),
                  ]
                    .filter(Boolean)
                    .join(" ")}
                </span>
              </li>
            ))}
          </ul>
        )}
        {next ? (
          <p className="pt-2 text-ink-2 text-second">
            {t("person.later", { dose: words.due(next), day: calendarDay(next.recommended) })}
          </p>
        ) : null}
        <div className="pt-4">
          <Callout kind="note" title={t("notApproved")}>
            <p className="text-second">{t("notApprovedText")}</p>
          </Callout>
        </div>
      </Section>
      <Section title={t("person.given")}>
        {doses.length === 0 ? <p>{t("person.givenNone")}</p> : null}
        <ul>
          {shown.map((dose) => (
            <li key={dose.doseId} className="wrap-anywhere border-rule border-b py-2">
              <span className="font-semibold">
                {dose.standing === "withdrawn" ? <s>{words.dose(dose)}</s> : words.dose(dose)}
              </span>
              <span className="block text-second">
                {[
                  calendarDay(dose.givenOn),
                  dose.standing === "recorded" ? null : vaccination(`standing.${dose.standing}`),
                  dose.lot && vaccination("doses.lot", { lot: dose.lot }),
                  notCounted.has(dose.doseId) ? t("person.notCounted") : null,
                ]
                  .filter(Boolean)
                  .join(". ")}
              </span>
              <span className="block text-ink-2 text-second">
                {dose.place ?? (dose.placeCode ? nameOf(dose.placeCode) : null)}
              </span>
            </li>
          ))}
        </ul>
        {doses.length > SHOWN ? (
          <p className="pt-2">{t("person.givenMore", { count: doses.length - SHOWN })}</p>
        ) : null}
      </Section>
    </>
  );
}
