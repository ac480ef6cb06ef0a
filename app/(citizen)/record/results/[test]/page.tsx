import { getTranslations } from "next-intl/server";
import { wordsOf } from "#components/record/address.ts";
import { openBookInHand } from "#lib/consent/index.ts";
import { listLineMarks } from "#lib/correction/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findWaiting, listResultsOfTest } from "#lib/record/index.ts";
import { isHeldForDoctor } from "#lib/record/rules.ts";
import { forThisBook } from "../../../../_entry/book-in-hand.tsx";
import { pageNumber } from "../../../../_entry/cursor.ts";
import { citizenPage } from "../../../../_entry/page.tsx";
import { openHeld } from "../actions.ts";
import { PAGE, TestResults } from "./_parts/test-results.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("results"))("title") };
}

/** One test over all visits. */
export default citizenPage(
  ({ test }) => `/record/results/${test}`,
  async ({ ctx, params, search }) => {
    const test = wordsOf(params.test ?? "");
    const page = pageNumber(search.page);
    const book = await openBookInHand(ctx, "results");
    const [lines, names, waiting, marks] = await Promise.all([
      listResultsOfTest(book, { test, most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
      findWaiting(book),
      listLineMarks(book),
    ]);
    const [first, ...others] = lines.slice(0, PAGE);
    if (!first) throw new NotFound();
    return (
      <TestResults
        test={test}
        lines={[first, ...others]}
        more={lines.length > PAGE}
        page={page}
        names={names}
        marks={marks}
        wait={{
          held: (line) => isHeldForDoctor({ costGroup: line.costGroup, visit: line }, waiting, ctx.now),
          open: ctx.inHand.as === "trusted" ? undefined : await forThisBook(openHeld),
          failed: search.fault === "results",
        }}
      />
    );
  },
  "record",
);
