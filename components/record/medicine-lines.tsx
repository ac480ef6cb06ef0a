import { getTranslations } from "next-intl/server";
import { quantity } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { readDose } from "#lib/record/rules.ts";

/** The medicines of a visit, how to take them exactly as the facility wrote it, and how many were given. */
export async function MedicineLines({ medicines }: { medicines: EncounterDetail["medicines"] }) {
  const t = await getTranslations("record");
  const said = (text: string) => {
    const dose = readDose(text);
    return dose ? t("doseRead", dose) : t("dose", { text });
  };
  return (
    <Section title={t("medicines")} id="medicines">
      {medicines.length === 0 ? <p>{t("medicinesNone")}</p> : null}
      <ul>
        {medicines.map((medicine) => (
          <EntryRow key={medicine.line} title={[medicine.name, medicine.strength].filter(Boolean).join(" ")}>
            {medicine.instructions ? <p className="text-ink text-reading">{medicine.instructions}</p> : null}
            {medicine.doseText ? <p>{said(medicine.doseText)}</p> : null}
            {medicine.quantity === null ? null : (
              <p>
                {medicine.unit
                  ? t("gotUnit", {
                      quantity: quantity(medicine.quantity),
                      unit: medicine.unit.toLocaleLowerCase("vi"),
                    })
                  : t("got", { quantity: quantity(medicine.quantity) })}
              </p>
            )}
          </EntryRow>
        ))}
      </ul>
    </Section>
  );
}
