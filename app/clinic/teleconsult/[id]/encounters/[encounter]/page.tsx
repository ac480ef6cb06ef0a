import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { notesOfVisit } from "#components/correction/visit-notes.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { openBook } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findEncounter } from "#lib/record/index.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { deskPage } from "../../../../../_entry/desk-page.tsx";
import { idIn } from "../../../../../_warehouse/asked.ts";
import { VisitAtDesk } from "../../../../person/_parts/visit.tsx";
import { readHeldCase } from "../../../_parts/held-case.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.visits") };
}

/** Một lần khám that the person shows for their question. */
export default deskPage(
  "clinic",
  ({ id }) => `/clinic/teleconsult/${encodeURIComponent(id ?? "")}`,
  async ({ ctx, frame, params, facilityName }) => {
    const encounterId = idIn(params.encounter);
    if (!encounterId) throw new NotFound();
    const t = await getTranslations("opening");
    const { found } = await readHeldCase(ctx, params.id);
    const page = `/clinic/teleconsult/${found.caseId}` as Route;
    const book = await openBook(ctx, found.citizenId, "teleconsult", "encounter").catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    // Taken back while the list still stood there: the question's page says when.
    if (!book) redirect(page);
    const [visit, marks] = await Promise.all([
      findEncounter(book, encounterId),
      listLineMarks(book, encounterId),
    ]);
    if (!visit) throw new NotFound();
    const facility = facilityName(visit.encounter.facilityCode);
    const notes = await lineNotes({ marks, facilityName, own: false });
    const name = displayName(found.citizenName);
    return (
      <DeskFrame {...frame} title={await encounterTitle(visit.encounter)} below={`${name}. ${facility}`}>
        <LinkLine href={page} label={t("desk.visitBack", { name })} />
        <VisitAtDesk visit={visit} facility={facility} noteOf={notesOfVisit(notes, encounterId)} />
      </DeskFrame>
    );
  },
);
