import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Dose } from "#lib/vaccination/rules.ts";
import { doseAddress, doseWords } from "./dose-words.ts";

type Props = {
  doses: readonly Dose[];
  caption: string;
  nameOf: (code: string) => string;
  /** Doses that the schedule knows and does not count. */
  notCounted: ReadonlySet<string>;
};

/** How a dose stands, where it is not what its source wrote down when it was given. */
async function StandingTag({ dose }: { dose: Dose }) {
  if (dose.standing === "recorded") return null;
  const t = await getTranslations("vaccination");
  const confirmed = dose.declared === "confirmed" && dose.standing === "reported";
  return (
    <p className="pb-1">
      <Tag line={dose.standing === "withdrawn" ? "thin" : confirmed ? "filled" : "dashed"}>
        {confirmed ? t("declare.confirmedTag") : t(`standing.${dose.standing}`)}
      </Tag>
    </p>
  );
}

/** Doses by date: what and where, each leading to its own page. */
export async function DoseTable({ doses, caption, nameOf, notCounted }: Props) {
  const t = await getTranslations("vaccination");
  const words = await doseWords();
  return (
    <DataTable
      caption={caption}
      columns={[{ head: t("doses.day"), tight: true }, { head: t("doses.what") }]}
      rows={doses.map((dose) => ({
        key: dose.doseId,
        cells: [
          calendarDay(dose.givenOn),
          <div key="what" className="wrap-anywhere">
            <StandingTag dose={dose} />
            <a href={doseAddress(dose.doseId)} className="block min-h-target no-underline">
              <span className="underline underline-offset-4">
                {dose.standing === "withdrawn" ? <s>{words.dose(dose)}</s> : words.dose(dose)}
              </span>
              <span className="block text-ink-2 text-second">
                {[
                  dose.place ?? (dose.placeCode ? nameOf(dose.placeCode) : null),
                  dose.lot && t("doses.lot", { lot: dose.lot }),
                  dose.sources.length > 1 ? t("doses.sources", { count: dose.sources.length }) : null,
                  notCounted.has(dose.doseId) ? t("doses.notCounted") : null,
                ]
                  .filter(Boolean)
                  .join(". ")}
              </span>
            </a>
          </div>,
        ],
      }))}
    />
  );
}
