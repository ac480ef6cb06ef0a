import { getTranslations } from "next-intl/server";
import { day, quantity } from "#components/copy/format.ts";
import type { NoteOf } from "#components/correction/visit-notes.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { FoldingList } from "#components/ui/folding-list.tsx";
import { Section } from "#components/ui/section.tsx";
import type { EncounterDetail } from "#lib/record/index.ts";
import { gathered } from "#lib/record/rules.ts";
import { HowToTake } from "./how-to-take.tsx";

const OPEN = 12;

type Medicine = EncounterDetail["medicines"][number];
type Told = Pick<Medicine, "name" | "strength" | "doseText" | "instructions" | "quantity" | "unit">;
/** What a line of medicine says: lines that say the same are told once. */
export const wordsOfMedicine = (one: Told) => [
  one.name,
  one.strength,
  one.doseText,
  one.instructions,
  one.quantity,
  one.unit,
];

/** The medicines of a visit, how to take them exactly as the facility wrote it, and how many were given. */
export async function MedicineLines({
  medicines,
  noteOf,
}: {
  medicines: readonly Medicine[];
  noteOf?: NoteOf | undefined;
}) {
  const t = await getTranslations("record");
  const said = await getTranslations("medicines");
  const rows = gathered(medicines, wordsOfMedicine, (one) => one.orderedAt).map(
    ({ line, times, from, to }) => (
      <EntryRow
        key={line.line}
        title={[line.name, line.strength].filter(Boolean).join(" ")}
        {...noteOf?.("medicine", line.line, line.name, { name: line.name })}
      >
        <HowToTake doseText={line.doseText} instructions={line.instructions} />
        {line.quantity === null ? null : (
          <p>
            {line.unit
              ? t("gotUnit", { quantity: quantity(line.quantity), unit: line.unit.toLocaleLowerCase("vi") })
              : t("got", { quantity: quantity(line.quantity) })}
          </p>
        )}
        {times > 1 && from && to ? (
          <p>{said("repeated", { count: times, from: day(from), to: day(to) })}</p>
        ) : null}
      </EntryRow>
    ),
  );
  return (
    <Section title={t("medicines")} id="medicines">
      {medicines.length === 0 ? <p>{t("medicinesNone")}</p> : null}
      <FoldingList rows={rows} most={OPEN} more={(count) => t("moreLines", { count })} />
    </Section>
  );
}
