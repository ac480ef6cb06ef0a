import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { displayName } from "#lib/identity/rules.ts";
import {
  countDueLists,
  LIST_PAGE,
  listVaccinationSessions,
  openDueList,
  vaccinationDesk,
} from "#lib/vaccination/index.ts";
import { DueListInput } from "#lib/vaccination/inputs.ts";
import { DUE_LISTS, schoolYearOfBirth } from "#lib/vaccination/rules.ts";
import { DeskFrame } from "../../_entry/desk.tsx";
import { Filters } from "./_parts/filters.tsx";
import { InviteFields } from "./_parts/invite-fields.tsx";
import { listAddress, listWords } from "./_parts/list-words.ts";
import { Places, StationParts } from "./_parts/parts.tsx";
import { Said } from "./_parts/said.tsx";
import { stationPage } from "./_parts/station-page.tsx";
import { inviteFromList } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("station"))("title") };
}

/** Tiêm chủng của trạm: the lists of the ward, and whom to invite from them. */
export default stationPage(
  () => "/clinic/vaccination",
  async ({ ctx, frame, search }) => {
    const t = await getTranslations("station");
    const words = await listWords(ctx.today);
    const list = DueListInput.parse({ waiting: null, ...search });
    const desk = await vaccinationDesk(ctx);
    const [{ people, total }, counts, sessions] = await Promise.all([
      openDueList(desk, list, "screen"),
      countDueLists(desk),
      listVaccinationSessions(desk, ctx.today, "coming"),
    ]);
    const year = String(schoolYearOfBirth(list.kind, ctx.today) ?? "");
    const last = Math.max(1, Math.ceil(total / LIST_PAGE));
    const isNarrowed = list.rule !== null || list.phone !== null || list.waiting !== null;
    return (
      <DeskFrame {...frame} title={t("title")} below={t("lead", { place: frame.place })}>
        <StationParts here="lists" />
        <Said search={search} field="sessionId" />
        <div className="border-rule border-t pt-2">
          <Places
            label={t("choose")}
            places={DUE_LISTS.map((kind) => ({
              href: `/clinic/vaccination?kind=${kind}` as Route,
              label: `${t(`lists.${kind}`)} (${counts.get(kind) ?? 0})`,
              here: kind === list.kind,
            }))}
          />
        </div>
        <h2 className="pt-6 pb-1 text-section">{t(`lists.${list.kind}`)}</h2>
        <p className="max-w-[65ch] pb-2 text-ink-2 text-second">{t(`about.${list.kind}`, { year })}</p>
        <Filters list={list} ruleName={words.rule} />
        <div className="flex flex-wrap items-center gap-x-6">
          <p className="font-semibold">{t("count", { count: total })}</p>
          {total > 0 ? (
            <>
              <LinkLine href={listAddress(list, {}, "/print")} label={t("print")} />
              <LinkLine href={listAddress(list, {}, "/export")} label={t("file")} />
            </>
          ) : null}
        </div>
        <form action={inviteFromList}>
          <input type="hidden" name="back" value={listAddress(list)} />
          <DataTable
            caption={t(`lists.${list.kind}`)}
            columns={[
              { head: t("column.person") },
              { head: t("column.doses") },
              { head: t("column.contact") },
              { head: t("column.note") },
            ]}
            rows={people.map((one) => ({
              key: one.citizenId,
              cells: [
                <div key="person" className="flex w-full gap-3 text-left">
                  <input
                    type="checkbox"
                    name={`who-${one.citizenId}`}
                    value="yes"
                    className="choice shrink-0 rounded-control border-edge"
                    aria-label={t("pick", { name: displayName(one.name) })}
                  />
                  <span className="min-w-0">
                    <a
                      href={`/clinic/vaccination/person/${one.citizenId}` as Route}
                      className="wrap-anywhere inline-block py-1"
                    >
                      {displayName(one.name)}
                    </a>
                    <span className="block text-ink-2 text-second">{words.born(one.birthDate)}</span>
                    {one.isLikeAnother ? (
                      <span className="block font-semibold text-amber text-second">{t("likeAnother")}</span>
                    ) : null}
                  </span>
                </div>,
                <ul key="doses">
                  {words.doses(list.kind, one).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>,
                one.phone ? (
                  <a key="phone" href={`tel:${one.phone}`} className="inline-flex min-h-target items-center">
                    {one.phone}
                  </a>
                ) : (
                  t("noPhone")
                ),
                <ul key="note" className="text-ink-2 text-second">
                  {words.notes(one).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>,
              ],
            }))}
            empty={isNarrowed ? t("emptyFiltered") : t(`empty.${list.kind}`, { year })}
          />
          {last > 1 ? (
            <div className="flex flex-wrap items-center gap-x-6 pt-2">
              <p className="text-ink-2 text-second">{t("pages", { page: list.page, last })}</p>
              {list.page > 1 ? (
                <LinkLine href={listAddress(list, { page: list.page - 1 })} label={t("previous")} />
              ) : null}
              {list.page < last ? (
                <LinkLine href={listAddress(list, { page: list.page + 1 })} label={t("next")} />
              ) : null}
            </div>
          ) : null}
          {people.length > 0 ? (
            <div className="pt-8">
              <InviteFields
                sessions={sessions}
                chosen={search.session}
                page={people.map(({ citizenId }) => citizenId)}
              />
            </div>
          ) : null}
        </form>
        <div className="max-w-column pt-10">
          <Callout kind="note" level={2} title={t("notApproved")}>
            <p className="pt-1">{t("notApprovedText")}</p>
          </Callout>
        </div>
      </DeskFrame>
    );
  },
);
