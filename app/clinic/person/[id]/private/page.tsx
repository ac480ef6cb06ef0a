import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { EntryRow } from "#components/ui/entry-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { openBook } from "#lib/consent/index.ts";
import { listOpenedPrivateEncounters } from "#lib/record/index.ts";
import { DeskFrame } from "../../../../_entry/desk.tsx";
import { deskPage } from "../../../../_entry/desk-page.tsx";
import { purposeOf, readPerson } from "../../_parts/read-person.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.private") };
}

/** The private visits that the person chose to show this time. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/person/${id ?? ""}/private`,
  async ({ ctx, frame, params, facilityName }) => {
    const t = await getTranslations("opening");
    const { person, open, findId, citizenId } = await readPerson(ctx, params.id);
    const page = `/clinic/person/${findId}` as Route;
    if (!open?.showsPrivate) redirect(`${page}?fault=closed` as Route);
    const book = await openBook(ctx, citizenId, purposeOf(open), "private-encounter");
    const visits = await listOpenedPrivateEncounters(book);
    const rows = await Promise.all(
      visits.map(async (visit) => ({ ...visit, title: await encounterTitle(visit) })),
    );
    return (
      <DeskFrame {...frame} title={t("desk.private")} below={`${person.name}. ${t("desk.privateText")}`}>
        <ul className="border-ink border-t-2">
          {rows.map((visit) => (
            <EntryRow
              key={visit.encounterId}
              icon="lock"
              title={visit.title}
              href={`/clinic/person/${findId}/encounters/${visit.encounterId}?private=yes` as Route}
            >
              {facilityName(visit.facilityCode)}
            </EntryRow>
          ))}
        </ul>
        <LinkLine href={page} label={t("desk.visitBack", { name: person.name })} />
      </DeskFrame>
    );
  },
);
