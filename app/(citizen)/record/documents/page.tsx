import { getTranslations } from "next-intl/server";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listPapers } from "#lib/record/index.ts";
import { pageNumber } from "../../../_entry/cursor.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { unshownIn } from "../../../_record/unshown.ts";
import { Documents, PAGE } from "./_parts/documents.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("documents"))("title") };
}

/** Giấy tờ: every paper of the book. */
export default citizenPage(
  () => "/record/documents",
  async ({ ctx, ownerName, search }) => {
    const page = pageNumber(search.page);
    const book = await openBookInHand(ctx, "documents");
    const [papers, names, unshown] = await Promise.all([
      listPapers(book, { most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
      unshownIn(ctx, book),
    ]);
    // A page beyond the last one is none.
    if (page > 1 && papers.length === 0) throw new NotFound();
    return (
      <Documents
        papers={papers.slice(0, PAGE)}
        more={papers.length > PAGE}
        page={page}
        name={ownerName}
        names={names}
        unshown={unshown}
      />
    );
  },
  "record",
);
