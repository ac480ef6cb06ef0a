import { getLocale, getTranslations } from "next-intl/server";
import { moment } from "#components/copy/format.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { displayName } from "#lib/identity/rules.ts";
import { LIST_WHOLE, openDueList, vaccinationDesk } from "#lib/vaccination/index.ts";
import { DueListInput } from "#lib/vaccination/inputs.ts";
import { schoolYearOfBirth } from "#lib/vaccination/rules.ts";
import { DeskFrame } from "../../../_entry/desk.tsx";
import { listAddress, listWords } from "../_parts/list-words.ts";
import { stationPage } from "../_parts/station-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("station"))("print") };
}

/** Bản in của một danh sách: all of it, with room for what came of a call. */
export default stationPage(
  () => "/clinic/vaccination",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("station");
    const locale = await getLocale();
    const words = await listWords(ctx.today);
    const list = DueListInput.parse({ waiting: null, ...search, page: 1 });
    const { people, total } = await openDueList(await vaccinationDesk(ctx), list, "paper");
    const year = String(schoolYearOfBirth(list.kind, ctx.today) ?? "");
    return (
      <DeskFrame
        {...frame}
        title={t(`lists.${list.kind}`)}
        below={t("printed", { place: frame.place, when: moment(ctx.now, locale) })}
      >
        <div data-print="no">
          <LinkLine href={listAddress(list)} label={t("back")} />
        </div>
        <p className="pb-2">{t("count", { count: total })}</p>
        <DataTable
          caption={t(`lists.${list.kind}`)}
          columns={[
            { head: t("column.person") },
            { head: t("column.doses") },
            { head: t("column.contact"), tight: true },
            { head: t("column.signature") },
          ]}
          rows={people.map((one) => ({
            key: one.citizenId,
            cells: [
              <span key="person" className="wrap-anywhere">
                <span className="font-semibold">{displayName(one.name)}</span>
                <span className="block text-second">{words.born(one.birthDate)}</span>
                {one.isLikeAnother ? <span className="block text-second">{t("likeAnother")}</span> : null}
              </span>,
              <ul key="doses" className="text-second">
                {words.doses(list.kind, one).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>,
              one.phone ?? t("noPhone"),
              <span key="call" className="inline-block min-w-[12rem]" />,
            ],
          }))}
          empty={t(`empty.${list.kind}`, { year })}
        />
        {total > LIST_WHOLE ? <p className="pt-2">{t("most", { most: LIST_WHOLE })}</p> : null}
        <p className="pt-6 text-second">
          {t("notApproved")}. {t("notApprovedText")}
        </p>
      </DeskFrame>
    );
  },
);
