import { getTranslations } from "next-intl/server";
import { noteRefusal, openBookInHand, whoseBook } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames, listServices } from "#lib/facility/index.ts";
import { displayName } from "#lib/identity/rules.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findPaper } from "#lib/record/index.ts";
import { paperRef } from "#lib/record/rules.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { leadsToVisit } from "./_parts/next-visit.ts";
import { PaperPage } from "./_parts/paper-page.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("documents"))("title") };
}

/** Một giấy tờ, to read and to print. */
export default citizenPage(
  ({ id }) => `/record/documents/${id}`,
  async ({ ctx, session, params }) => {
    const ref = paperRef(params.id ?? "");
    if (!ref) throw new NotFound();
    const book = await openBookInHand(ctx, "documents");
    const [paper, owner, names, marks] = await Promise.all([
      findPaper(book, ref),
      whoseBook(book),
      facilityNames(ctx.app),
      listLineMarks(book, ref.encounterId),
    ]);
    if (!paper) {
      await noteRefusal(ctx, "not-in-this-book", `paper ${params.id}`);
      throw new NotFound();
    }
    const mayBook = session.book === null || session.book.scopes.includes("booking");
    const places = mayBook && leadsToVisit(paper, ctx.today) ? await listServices(ctx) : [];
    const { vneid, warehouse } = owner;
    return (
      <PaperPage
        paper={paper}
        names={names}
        marks={marks}
        bookableAt={new Set(places.map((one) => one.facilityCode))}
        name={displayName(vneid?.name ?? warehouse.name)}
        born={vneid?.birthDate ?? warehouse.birthDate}
      />
    );
  },
  "record",
);
