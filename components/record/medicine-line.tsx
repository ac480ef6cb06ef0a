import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { quantity } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import type { MedicineLine as Line } from "#lib/record/index.ts";
import { visitAddress } from "./address.ts";
import { HowToTake } from "./how-to-take.tsx";

type Props = {
  line: Line;
  /** Instead of the medicine's name: the day, where all lines are of one medicine. */
  title?: string;
  /** Whether the row leads to its visit. */
  toVisit?: boolean;
  /** What is said beside it, and the way to report it. */
  foot?: ReactNode;
  /** Until when, from where. */
  children?: ReactNode;
};

/** A line of medicine outside its visit. Stands in a <ul>. */
export async function MedicineLine({ line, title, toVisit, foot, children }: Props) {
  const t = await getTranslations("record");
  return (
    <EntryRow
      title={title ?? [line.name, line.strength].filter(Boolean).join(" ")}
      href={toVisit ? visitAddress(line.encounterId) : undefined}
      foot={foot}
    >
      {title ? <p className="text-ink">{[line.name, line.strength].filter(Boolean).join(" ")}</p> : null}
      <HowToTake doseText={line.doseText} instructions={line.instructions} />
      {line.quantity === null ? null : (
        <p>
          {line.unit
            ? t("gotUnit", { quantity: quantity(line.quantity), unit: line.unit.toLocaleLowerCase("vi") })
            : t("got", { quantity: quantity(line.quantity) })}
        </p>
      )}
      {children}
    </EntryRow>
  );
}
