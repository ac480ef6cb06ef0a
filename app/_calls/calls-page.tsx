import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { openDesk } from "#lib/consent/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { type CallLine, listCalls } from "#lib/notification/index.ts";
import { DeskFrame } from "../_entry/desk.tsx";
import { deskPage } from "../_entry/desk-page.tsx";
import type { Desk } from "../_entry/desk-places.ts";

const MOST = 100;

/** Cần gọi: who has not read a message for too long. Names nobody's illness: the desk does not know what the message tells. */
export const callsPage = (desk: Desk) =>
  deskPage(
    desk,
    () => `/${desk}/calls`,
    async ({ ctx, frame }) => {
      const t = await getTranslations("calls");
      const locale = await getLocale();
      const lines = await listCalls(await openDesk(ctx, "call-people", "calls"), MOST);
      const standing = ({ mine, takenBy }: CallLine) =>
        mine ? t("mine") : takenBy ? t("takenBy", { name: takenBy }) : t("free");
      return (
        <DeskFrame {...frame} title={t("title")} below={t(desk === "clinic" ? "lead" : "leadAuthority")}>
          <DataTable
            caption={t("title")}
            columns={[
              { head: t("person") },
              { head: t("urgency"), tight: true },
              { head: t("since"), tight: true },
              { head: t("standing") },
            ]}
            rows={lines.map((line) => ({
              key: line.callId,
              selected: line.mine,
              cells: [
                <span key="person">
                  <a href={`/${desk}/calls/${line.callId}`} className="wrap-anywhere inline-block py-1">
                    {displayName(line.name) || t("nameless")}
                  </a>
                  {line.birthYear ? (
                    <span className="block text-ink-2 text-second">
                      {t("born", { year: line.birthYear })}
                    </span>
                  ) : null}
                </span>,
                line.urgency === "urgent" ? (
                  <Tag key="urgency" line="amber">
                    {t("urgent")}
                  </Tag>
                ) : (
                  t("soon")
                ),
                moment(line.openedAt, locale),
                standing(line),
              ],
            }))}
            empty={t("none")}
          />
          {lines.length === MOST ? (
            <p className="pt-3 text-ink-2 text-second">{t("most", { most: MOST })}</p>
          ) : null}
        </DeskFrame>
      );
    },
  );
