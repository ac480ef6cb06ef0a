import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { calendarDay } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { Folded } from "#components/ui/folded.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { Section } from "#components/ui/section.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { type Difference, listDifferences } from "#lib/payment/index.ts";
import { pageNumber } from "../_entry/cursor.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";
import { differenceSentence, Said, times } from "./words.tsx";

const PAGE = 30;
/** The oldest ones; what comes after them shows when these are closed. */
const MOST = 600;

type Close = (form: FormData) => Promise<void>;

/** Where a difference belongs: its note, or the reference of VNPay's file. */
async function Place({ one, at }: { one: Difference; at: Desk }) {
  const t = await getTranslations("feeDesk");
  if (one.noteNumber === null)
    return (
      <span className="block text-ink-2 text-second wrap-anywhere">
        {t("ofReference", { reference: one.reference ?? "–" })}, {t("ofDay", { day: calendarDay(one.about) })}
      </span>
    );
  const words = t("ofNote", { number: one.noteNumber });
  return at === "clinic" ? (
    <a href={`/clinic/fees/${one.noteId}` as Route} className="inline-flex py-1">
      {words}
    </a>
  ) : (
    <span className="block text-ink-2 text-second">{words}</span>
  );
}

/** The rows of differences, each with the way to close it. */
export async function DifferenceTable(o: {
  at: Desk;
  found: readonly Difference[];
  close: Close;
  back: string;
  facilityName: (code: string) => string;
}) {
  const t = await getTranslations("feeDesk");
  const when = await times();
  const sentences = await Promise.all(o.found.map(differenceSentence));
  return (
    <DataTable
      caption={t("differences")}
      columns={[
        { head: t("columns.what") },
        { head: t("columns.note") },
        ...(o.at === "authority" ? [{ head: t("columns.facility") }] : []),
        { head: t("columns.found") },
        { head: t("columns.close") },
      ]}
      rows={o.found.map((one, place) => ({
        key: one.differenceId,
        cells: [
          <p key="what" className="text-left">
            {sentences[place]}
          </p>,
          <Place key="place" one={one} at={o.at} />,
          ...(o.at === "authority" ? [one.facilityCode ? o.facilityName(one.facilityCode) : "–"] : []),
          when(one.foundAt),
          <div key="close" className="text-left">
            <Folded label={t("closeFold")}>
              <form action={o.close} className="grid max-w-column gap-3 pb-4">
                <input type="hidden" name="differenceId" value={one.differenceId} />
                <input type="hidden" name="back" value={o.back} />
                <Field
                  label={t("closeLabel")}
                  name="because"
                  id={`because-${place}`}
                  maxLength={500}
                  autoComplete="off"
                  required
                />
                <Button kind="second">{t("closeSend")}</Button>
              </form>
            </Folded>
          </div>,
        ],
      }))}
      empty={t("differencesNone")}
    />
  );
}

/** Điều chưa khớp at a desk. */
export const differencesPage = (at: Desk, close: Close) => {
  const path = at === "clinic" ? "/clinic/fees" : "/authority/payments";
  return deskPage(
    at,
    () => `${path}/differences`,
    async ({ ctx, search, frame, facilityName }) => {
      const t = await getTranslations("feeDesk");
      const desk = await openDesk(ctx, "collect-fees", "fees");
      const page = pageNumber(search.page);
      const found = await listDifferences(desk, { most: MOST });
      return (
        <DeskFrame {...frame} title={t("differences")} below={t("differencesLead")}>
          <Said said={search.said} />
          <Section title={t("differences")}>
            <DifferenceTable
              at={at}
              found={found.slice((page - 1) * PAGE, page * PAGE)}
              close={close}
              back={`${path}/differences`}
              facilityName={facilityName}
            />
            {page > 1 ? <LinkLine href={`${path}/differences` as Route} label={t("newest")} /> : null}
            {found.length > page * PAGE ? (
              <LinkLine href={`${path}/differences?page=${page + 1}` as Route} label={t("moreRows")} />
            ) : null}
          </Section>
          <LinkLine href={path} label={at === "clinic" ? t("toNotes") : t("toMonths")} />
        </DeskFrame>
      );
    },
  );
};
