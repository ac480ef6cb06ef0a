import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { calledField, type HeldLine } from "#lib/warehouse/index.ts";
import type { Desk } from "../_entry/desk-places.ts";
import { warehouseHref } from "./asked.ts";

type Props = {
  desk: Desk;
  held: readonly HeldLine[];
  caption: string;
  empty: string;
  /** Where a line leads, below the warehouse. */
  to: "held" | "matches";
  facilityName?: ((code: string) => string) | undefined;
};

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** A dossier without a reference of its own is held under its place in the file. */
export async function refWords() {
  const t = await getTranslations("warehouse");
  return (claimRef: string) =>
    /^#\d+$/.test(claimRef) ? t("held.noRef", { place: claimRef.slice(1) }) : claimRef;
}

/** Held dossiers, each with why in a clerk's words. None of it tells who it is. */
export async function HeldTable({ desk, held, caption, empty, to, facilityName }: Props) {
  const t = await getTranslations("warehouse");
  const locale = await getLocale();
  const reference = await refWords();
  const why = ({ errorCode, errorField }: HeldLine) => {
    const key = `why.${errorCode ?? "other"}` as "why.missing";
    // The meaning of an official field is known in Vietnamese.
    const field = locale === "vi" && errorField ? calledField(errorField) : (errorField ?? "");
    return t.has(key) ? capitalised(t(key, { field })) : t("why.other");
  };
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: t("held.why") },
        { head: t("held.ref") },
        ...(facilityName ? [{ head: t("facility") }] : []),
        { head: t("held.when"), tight: true },
      ]}
      rows={held.map((line) => ({
        key: line.heldId,
        cells: [
          <span key="why">
            <a href={warehouseHref(desk, `/${to}/${line.heldId}`)} className="inline-block py-1">
              {t(`reasons.${line.reason}`)}
            </a>
            <span className="block text-ink-2 text-second">
              {why(line)}
              {line.problemCount > 1 ? `, ${t("held.more", { count: line.problemCount - 1 })}` : ""}
            </span>
          </span>,
          <span key="ref" className="wrap-anywhere">
            {reference(line.claimRef)}
          </span>,
          ...(facilityName ? [facilityName(line.facilityCode)] : []),
          moment(line.heldAt, locale),
        ],
      }))}
      empty={empty}
      longWords
    />
  );
}
