import { getTranslations } from "next-intl/server";
import { openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { listConditions } from "#lib/record/index.ts";
import { pageNumber } from "../../../_entry/cursor.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { unshownIn } from "../../../_record/unshown.ts";
import { Conditions, PAGE } from "./_parts/conditions.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("conditions"))("title") };
}

/** Bệnh đã ghi: each condition once, over all visits. */
export default citizenPage(
  () => "/record/conditions",
  async ({ ctx, ownerName, search }) => {
    const page = pageNumber(search.page);
    const book = await openBookInHand(ctx, "conditions");
    const [conditions, names, marks, unshown] = await Promise.all([
      listConditions(book, { most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
      listLineMarks(book),
      unshownIn(ctx, book),
    ]);
    // A page beyond the last one is none.
    if (page > 1 && conditions.length === 0) throw new NotFound();
    return (
      <Conditions
        conditions={conditions.slice(0, PAGE)}
        more={conditions.length > PAGE}
        page={page}
        name={ownerName}
        names={names}
        marks={marks}
        unshown={unshown}
      />
    );
  },
  "record",
);
