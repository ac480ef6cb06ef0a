import type { Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { lineNotes } from "#components/correction/line-notes.tsx";
import { notesOfVisit } from "#components/correction/visit-notes.ts";
import { encounterTitle } from "#components/record/encounter-row.tsx";
import { LinkLine } from "#components/ui/link-line.tsx";
import { noteRefusal, openBook } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findEncounter } from "#lib/record/index.ts";
import { DeskFrame } from "../../../../../_entry/desk.tsx";
import { deskPage } from "../../../../../_entry/desk-page.tsx";
import { purposeOf, readPerson } from "../../../_parts/read-person.ts";
import { VisitAtDesk } from "../../../_parts/visit.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("opening"))("desk.visits") };
}

/** Một lần khám, at the desk. A private one only where the person chose to show it: then it is a part of its own in their log. */
export default deskPage(
  "clinic",
  ({ id, encounter }) => `/clinic/person/${id ?? ""}/encounters/${encounter ?? ""}`,
  async ({ ctx, frame, params, search, facilityName }) => {
    const encounterId = z.uuid().safeParse(params.encounter);
    if (!encounterId.success) throw new NotFound();
    const t = await getTranslations("opening");
    const { person, open, findId, citizenId } = await readPerson(ctx, params.id);
    const page = `/clinic/person/${findId}` as Route;
    if (!open) redirect(`${page}?fault=closed` as Route);
    const part = search.private === "yes" ? "private-encounter" : "encounter";
    const book = await openBook(ctx, citizenId, purposeOf(open), part);
    const [visit, marks] = await Promise.all([
      findEncounter(book, encounterId.data),
      listLineMarks(book, encounterId.data),
    ]);
    if (!visit) {
      await noteRefusal(ctx, "not-in-this-book", `encounter ${encounterId.data}`);
      throw new NotFound();
    }
    const facility = facilityName(visit.encounter.facilityCode);
    const notes = await lineNotes({ marks, facilityName, own: false });
    return (
      <DeskFrame
        {...frame}
        title={await encounterTitle(visit.encounter)}
        below={`${person.name}, ${t("desk.year", { year: person.birthYear })}. ${facility}`}
      >
        <LinkLine href={page} label={t("desk.visitBack", { name: person.name })} />
        <VisitAtDesk visit={visit} facility={facility} noteOf={notesOfVisit(notes, encounterId.data)} />
      </DeskFrame>
    );
  },
);
