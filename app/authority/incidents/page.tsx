import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { listIncidents } from "#lib/incident/index.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { deskPage } from "../../_entry/desk-page.tsx";
import { ClockTag } from "./_parts/clock.tsx";

const MOST = 100;

export async function generateMetadata() {
  return { title: (await getTranslations("incidents"))("title") };
}

/** Sự cố: what went wrong with books, how the clock stands, and whom it concerns. */
export default deskPage(
  "authority",
  () => "/authority/incidents",
  async ({ ctx, frame }) => {
    const t = await getTranslations("incidents");
    const locale = await getLocale();
    const incidents = await listIncidents(await openDesk(ctx, "answer-incidents", "incidents"), MOST);
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead")}>
        <div className="max-w-column pb-6">
          <Button href="/authority/incidents/new">{t("register")}</Button>
        </div>
        <DataTable
          caption={t("title")}
          columns={[
            { head: t("what") },
            { head: t("known"), tight: true },
            { head: t("clock") },
            { head: t("people"), number: true },
            { head: t("standing") },
          ]}
          rows={incidents.map((one) => ({
            key: one.incidentId,
            cells: [
              <a
                key="what"
                href={`/authority/incidents/${one.incidentId}`}
                className="wrap-anywhere inline-block py-1"
              >
                {one.what.length > 120 ? `${one.what.slice(0, 119)}…` : one.what}
              </a>,
              moment(one.knownAt, locale),
              <ClockTag key="clock" incident={one} now={ctx.now} />,
              String(one.people),
              t(one.closedAt ? "isClosed" : one.toldAt ? "isTold" : "isOpen"),
            ],
          }))}
          empty={t("none")}
        />
      </DeskFrame>
    );
  },
);
