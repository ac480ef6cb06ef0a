import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { facilityNames } from "#lib/facility/index.ts";
import { webDatabases } from "#lib/platform/db.ts";
import { Visit } from "../../../../(citizen)/record/encounters/[id]/_parts/visit.tsx";
import { bareVisit } from "../../../../bench/_parts/bare-rows.bench.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("record"))("listTitle") };
}

/**
 * A visit as its reader sees it, with rows that nobody guards. It lies as deep in the tree as the visit's own page, in
 * a folder in brackets as that one does: every level is sent along with a page.
 */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { app, warehouse } = webDatabases();
  const [visit, names] = await Promise.all([bareVisit(warehouse, id), facilityNames(app)]);
  if (!visit) notFound();
  return <Visit {...visit} names={names} />;
}
