import { getTranslations } from "next-intl/server";
import { openBookInHand } from "#lib/consent/index.ts";
import { facilityNames } from "#lib/facility/index.ts";
import { readCompleteness } from "#lib/record/index.ts";
import { citizenPage } from "../../../_entry/page.tsx";
import { CompletenessPage } from "./_parts/completeness.tsx";

export async function generateMetadata() {
  return { title: (await getTranslations("completeness"))("title") };
}

/** Sổ còn thiếu lần khám nào? */
export default citizenPage(
  () => "/record/completeness",
  async ({ ctx, ownerName, search }) => {
    const book = await openBookInHand(ctx, "completeness");
    const names = await facilityNames(ctx.app);
    const { mayOpenPrivate } = ctx.inHand;
    const found = await readCompleteness(book, { names, today: ctx.today, tellPrivate: mayOpenPrivate });
    const unshown = mayOpenPrivate ? (found.hasClosed ? "closed" : "none") : "not-told";
    return <CompletenessPage {...found} names={names} unshown={unshown} name={ownerName} search={search} />;
  },
  "record",
);
