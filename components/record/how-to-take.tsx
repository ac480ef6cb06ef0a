import { getTranslations } from "next-intl/server";
import { MedicineStrip } from "#components/ui/medicine-strip.tsx";
import { dayParts, readDayParts, readDose } from "#lib/record/rules.ts";

type Props = { doseText: string | null; instructions: string | null };

/** How to take a medicine, as the facility wrote it; the day in four parts only where the text names them. */
export async function HowToTake({ doseText, instructions }: Props) {
  const t = await getTranslations("medicines");
  const parts = [instructions, doseText].map((text) => (text ? readDayParts(text) : null)).find(Boolean);
  const dose = doseText ? readDose(doseText) : null;
  return (
    <>
      {instructions ? <p className="text-ink text-reading wrap-anywhere">{instructions}</p> : null}
      {parts ? (
        <div className="py-2">
          <MedicineStrip
            none={t("notThen")}
            parts={dayParts.map((part) => ({ time: t(`part.${part}`), amount: parts.get(part) }))}
          />
        </div>
      ) : null}
      {doseText && doseText !== instructions ? (
        <p className="wrap-anywhere">{dose ? t("doseRead", dose) : t("dose", { text: doseText })}</p>
      ) : null}
    </>
  );
}
