import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { day } from "#components/copy/format.ts";
import { EntryRow } from "#components/ui/entry-row.tsx";
import type { EncounterSummary } from "#lib/record/index.ts";
import { isStay } from "#lib/record/rules.ts";

type When = Pick<EncounterSummary, "arrivedAt" | "endedAt" | "careKind" | "format">;

/** Khám ngày…, Nằm viện từ… đến…: the name of a visit everywhere. */
export async function encounterTitle({ arrivedAt, endedAt, careKind, format }: When): Promise<string> {
  const t = await getTranslations("record");
  if (format === "checkin") return t("checkinOn", { day: day(arrivedAt) });
  if (format === "teleconsult") return t("teleconsultOn", { day: day(arrivedAt) });
  if (isStay(careKind) && endedAt && day(endedAt) !== day(arrivedAt)) {
    const [from, to] = [day(arrivedAt), day(endedAt)];
    const sameYear = from.slice(-4) === to.slice(-4);
    return t("stayOn", { from: sameYear ? from.slice(0, -5) : from, to });
  }
  return t("visitOn", { day: day(arrivedAt) });
}

/** One visit of a list: when, then what and where. */
export async function EncounterRow({
  encounter,
  facility,
  newWord,
}: {
  encounter: EncounterSummary;
  facility: string;
  /** As long as it was not opened. */
  newWord?: string;
}) {
  const said = encounter.finalDiagnosis ?? encounter.reason;
  return (
    <EntryRow
      title={await encounterTitle(encounter)}
      newWord={newWord}
      href={`/record/encounters/${encounter.encounterId}` as Route}
    >
      {said ? <p className="text-ink">{said}</p> : null}
      <p>{facility}</p>
    </EntryRow>
  );
}
