import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { type DueDose, dueRef } from "#lib/vaccination/rules.ts";
import { doseWords } from "./dose-words.ts";

/** Doses of the schedule, each with when and why. */
export async function DueDoses({ doses }: { doses: readonly DueDose[] }) {
  const t = await getTranslations("vaccination.due");
  const pregnancy = await getTranslations("vaccination.pregnancy");
  const words = await doseWords();
  if (doses.length === 0) return null;
  return (
    <ul>
      {doses.map((one) => (
        <li key={dueRef(one)} className="py-2">
          <p className="text-line-title">{words.due(one)}</p>
          <p>{t("from", { day: calendarDay(one.recommended) })}</p>
          <p className="text-second">
            {[
              one.group.startsWith("TT_PREG") ? pregnancy("row") : words.age(one.age),
              one.previousOn && t("previous", { day: calendarDay(one.previousOn) }),
              one.isSure ? null : t("unsure"),
            ]
              .filter(Boolean)
              .join(" ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
