import { getTranslations } from "next-intl/server";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { NotFound } from "#lib/platform/errors.ts";
import { findWaiting, listTests } from "#lib/record/index.ts";
import { isHeldForDoctor } from "#lib/record/rules.ts";
import { pageNumber } from "../../../_entry/cursor.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { unshownIn } from "../../../_record/unshown.ts";
import { PAGE, Results } from "./_parts/results.tsx";
import { WaitChoices } from "./_parts/wait-choices.tsx";
import { choose } from "./actions.ts";

export async function generateMetadata() {
  return { title: (await getTranslations("results"))("title") };
}

/** Kết quả: each test once, the one with the latest result first. */
export default citizenPage(
  () => "/record/results",
  async ({ ctx, ownerName, search }) => {
    const page = pageNumber(search.page);
    const book = await openBookInHand(ctx, "results");
    const [tests, names, waiting, unshown] = await Promise.all([
      listTests(book, { most: PAGE + 1, skip: (page - 1) * PAGE }),
      facilityNames(ctx.app),
      findWaiting(book),
      unshownIn(ctx, book),
    ]);
    // A page beyond the last one is none.
    if (page > 1 && tests.length === 0) throw new NotFound();
    return (
      <Results
        tests={tests.slice(0, PAGE)}
        more={tests.length > PAGE}
        page={page}
        name={ownerName}
        names={names}
        unshown={unshown}
        held={(test) => isHeldForDoctor({ costGroup: test.costGroup, visit: test }, waiting, ctx.now)}
        choices={
          ctx.inHand.as === "trusted" ? null : (
            <WaitChoices choices={waiting.choices} save={choose} done={search.choice} />
          )
        }
      />
    );
  },
  "record",
);
